// Events: what is known by type and operation, what is signed, and the names, which the suite holds against the package.
// Nothing here is run.

import { verifyCallback } from 'onerway-edge';
import type {
  CallbackRecord,
  CancelEvent,
  ChargebackStatus,
  ConfirmedEvent,
  DisputeEvent,
  Money,
  Operation,
  Outcome,
  PaymentStatus,
  Reason,
  RefundAuditEvent,
  TxnEvent,
  TxnStatus,
  UnconfirmedEvent,
  VerifiedEvent,
  VerifyOptions,
} from 'onerway-edge';

import {
  CLAIMED,
  CONFIRMED,
  DECIDING,
  EXCLUDED,
  NEVER,
  OUTCOMES,
  RECORD,
  SOMETIMES,
  TELLING,
  UNCONFIRMED,
  VERIFIED,
} from '../js/suite/shapes.mjs';
import { merchantNo, same, secret, use } from './helpers.js';

const event: VerifiedEvent = verifyCallback('{}', { secret, merchantNo });
same<VerifiedEvent['source'], 'callback'>(true);
same<VerifiedEvent['trust'], 'verified'>(true);
same<VerifiedEvent['notifyType'], 'TXN' | 'CANCEL' | 'REFUND_AUDIT' | 'CHARGEBACK' | 'PRE_DISPUTE'>(true);
same<VerifiedEvent['operation'], Operation>(true);
same<VerifiedEvent['outcome'], Outcome>(true);
switch (event.notifyType) {
  case 'TXN':
    same<typeof event, TxnEvent>(true);
    same<typeof event.merchantTxnId, string>(true);
    same<typeof event.status, TxnStatus>(true);
    same<typeof event.paymentStatus, PaymentStatus | null>(true);
    same<typeof event.chargebackStatus, null>(true);
    same<typeof event.settlement, Money | null>(true);
    same<typeof event.reason, Reason | null>(true);
    same<typeof event.idempotencyKeys, [string] | [string, string]>(true);
    break;
  case 'CANCEL':
    same<typeof event, CancelEvent>(true);
    same<typeof event.order, Money>(true);
    same<typeof event.paid, false>(true);
    break;
  case 'REFUND_AUDIT':
    same<typeof event, RefundAuditEvent>(true);
    same<typeof event.status, TxnStatus>(true);
    same<typeof event.merchantTxnId, null>(true);
    same<typeof event.order, null>(true);
    // @ts-expect-error an audit says nothing of the payment intent, by which alone an attempt is open
    event.outcome === 'open';
    break;
  default:
    same<typeof event, DisputeEvent>(true);
    same<typeof event.disputed, Money>(true);
    same<typeof event.chargebackStatus, ChargebackStatus>(true);
    same<typeof event.txnType, null>(true);
    same<typeof event.status, null>(true);
    // @ts-expect-error a dispute does not wait for the buyer
    event.outcome === 'action_required';
}
function meaning(event: VerifiedEvent): string {
  switch (event.operation) {
    case 'payment':
    case 'capture':
      same<typeof event.paid, boolean>(true);
      return event.paid ? event.order.minorUnits : event.txnType;
    case 'card_binding':
      same<typeof event.order, Money | null>(true);
      same<typeof event.paid, false>(true);
      return event.txnType;
    case 'authorization':
    case 'void':
      same<typeof event.paid, false>(true);
      return event.order.amount;
    case 'refund':
      same<typeof event.paid, false>(true);
      return event.notifyType === 'TXN' ? event.order.currency : event.status;
    case 'cancellation':
      return event.merchantTxnId;
    case 'dispute':
      return ended(event.outcome);
  }
}
// Each without a way past the end: another operation or outcome would not compile.
function ended(outcome: Outcome): string {
  switch (outcome) {
    case 'succeeded':
    case 'failed':
    case 'cancelled':
      return 'over';
    case 'pending':
    case 'action_required':
    case 'open':
      return 'not yet';
  }
}
if (event.operation === 'payment') {
  const rate: string | undefined = event.signed.settleRate;
  const method: string | undefined = event.unsigned.paymentMethod;
  const moved: string | undefined = event.unsigned.settleRate;
  same<typeof event.uncertain, string[]>(true);
  use(rate, method, moved);
  // @ts-expect-error what the signature does not cover is not among the signed
  event.signed.paymentMethod;
  // @ts-expect-error a field that decides is never uncertain
  event.unsigned.orderAmount;
  // @ts-expect-error a field of a dispute
  event.signed.chargebackStatus;
  // @ts-expect-error a name that is misspelt, or newer than this release: knownFields
  event.signed.deviceScore;
}
// @ts-expect-error the link to the original transaction is not signed
event.signed.originTransactionId;
const link: string | undefined = event.unsigned.originTransactionId;
// @ts-expect-error only a query knows the original
event.original;
// @ts-expect-error a status is narrowed by the type first
const everyStatus: string = event.status;

// Whoever takes a verified event takes one with fields of the caller's too.
declare const widened: VerifiedEvent<'riskTime'>;
const plain: VerifiedEvent = widened;
if (plain.notifyType === 'TXN' && plain.operation === 'refund') {
  // @ts-expect-error a refund leaves no payment open
  plain.outcome === 'open';
}
const inMap: VerifyOptions = { secret, merchantNo, headers: new Map([['x-rh-signature', 'v1=']]) };
use(inMap);

// ---- the names, which the suite holds against the package
type Names<List extends readonly string[]> = List[number];
type KeyOfEach<Event> = Event extends unknown ? keyof Event : never;
same<keyof VerifiedEvent, Names<typeof VERIFIED>>(true);
same<KeyOfEach<VerifiedEvent>, Names<typeof VERIFIED>>(true);
same<keyof UnconfirmedEvent, Names<typeof UNCONFIRMED>>(true);
same<KeyOfEach<ConfirmedEvent>, Names<typeof CONFIRMED>>(true);
same<keyof ConfirmedEvent, Names<typeof CONFIRMED>>(true);
same<keyof CallbackRecord, Names<typeof RECORD>>(true);
same<keyof UnconfirmedEvent['claimed'], Names<typeof CLAIMED>>(true);
type Payment = TxnEvent | CancelEvent;
same<KeyOfEach<Payment['signed']>, Names<typeof DECIDING.payment> | Names<typeof TELLING.payment>>(true);
same<KeyOfEach<Payment['unsigned']>, Names<typeof EXCLUDED> | Names<typeof TELLING.payment>>(true);
same<KeyOfEach<RefundAuditEvent['signed']>, Names<typeof DECIDING.audit> | Names<typeof TELLING.audit>>(true);
same<KeyOfEach<RefundAuditEvent['unsigned']>, Names<typeof EXCLUDED> | Names<typeof TELLING.audit>>(true);
same<KeyOfEach<DisputeEvent['signed']>, Names<typeof DECIDING.dispute> | Names<typeof TELLING.dispute>>(true);
same<KeyOfEach<DisputeEvent['unsigned']>, Names<typeof EXCLUDED> | Names<typeof TELLING.dispute>>(true);
// Null always, and null now and then.
type Never<Event> = Event extends unknown ? { [P in keyof Event]: [Event[P]] extends [null] ? P : never }[keyof Event] : never;
type Sometimes<Event> = Event extends unknown ? Exclude<{ [P in keyof Event]: null extends Event[P] ? P : never }[keyof Event], Never<Event>> : never;
type Priced = Exclude<Payment, { operation: 'card_binding' }>;
same<Never<Payment>, Names<typeof NEVER.payment>>(true);
same<Never<RefundAuditEvent>, Names<typeof NEVER.audit>>(true);
same<Never<DisputeEvent>, Names<typeof NEVER.dispute>>(true);
same<Sometimes<Priced>, Names<typeof SOMETIMES.payment>>(true);
same<Sometimes<Payment>, Names<typeof SOMETIMES.payment> | 'order'>(true);
same<Sometimes<RefundAuditEvent>, Names<typeof SOMETIMES.audit>>(true);
same<Sometimes<DisputeEvent>, Names<typeof SOMETIMES.dispute>>(true);
same<Payment['outcome'], Names<typeof OUTCOMES.payment>>(true);
same<RefundAuditEvent['outcome'], Names<typeof OUTCOMES.audit>>(true);
same<DisputeEvent['outcome'], Names<typeof OUTCOMES.dispute>>(true);

use(meaning, link, everyStatus);
