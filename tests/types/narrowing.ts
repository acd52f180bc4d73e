// What is known of an event once one looked at trust, notifyType or operation, and that nothing is known before. Nothing here
// is run.

import type {
  CallbackEvent,
  CancelEvent,
  ConfirmedChargebackEvent,
  ConfirmedEvent,
  ConfirmedTxnEvent,
  DisputeEvent,
  ExcludedFields,
  PaymentEvent,
  RefundAuditEvent,
  TxnEvent,
  UnconfirmedEvent,
  VerifiedEvent,
} from 'onerway-edge';
import { same } from './helpers.js';

// ---- by trust
function byTrust(event: CallbackEvent | ConfirmedEvent): void {
  switch (event.trust) {
    case 'verified':
      return same<typeof event, VerifiedEvent>(true);
    case 'confirmed':
      return same<typeof event, ConfirmedEvent>(true);
    case 'unconfirmed':
      return same<typeof event, UnconfirmedEvent>(true);
    default:
      event satisfies never;
  }
}
// An unconfirmed event has nothing of a verified one but this.
same<keyof UnconfirmedEvent & keyof VerifiedEvent, 'source' | 'trust' | 'secretIndex'>(true);
same<keyof CallbackEvent, 'source' | 'trust' | 'secretIndex'>(true);
same<keyof UnconfirmedEvent & keyof ConfirmedEvent, 'source' | 'trust'>(true);

// ---- by notifyType
function byType(event: PaymentEvent): void {
  switch (event.notifyType) {
    case 'TXN':
      return same<typeof event, TxnEvent | ConfirmedTxnEvent>(true);
    case 'CANCEL':
      return same<typeof event, CancelEvent>(true);
    case 'REFUND_AUDIT':
      return same<typeof event, RefundAuditEvent>(true);
    case 'CHARGEBACK':
      return same<typeof event, DisputeEvent | ConfirmedChargebackEvent>(true);
    case 'PRE_DISPUTE':
      return same<typeof event, DisputeEvent>(true);
    default:
      event satisfies never;
  }
}

// ---- by operation
function byOperation(event: VerifiedEvent): void {
  switch (event.operation) {
    case 'payment':
      return same<typeof event.txnType, 'SALE'>(true);
    case 'authorization':
      return same<typeof event.txnType, 'AUTH' | 'PRE_AUTH'>(true);
    case 'capture':
      return same<typeof event.txnType, 'CAPTURE'>(true);
    case 'refund':
      return same<typeof event.txnType, 'REFUND' | null>(true);
    case 'void':
      return same<typeof event.txnType, 'VOID'>(true);
    case 'card_binding':
      return same<typeof event.txnType, 'BIND_CARD'>(true);
    case 'cancellation':
      return same<typeof event, CancelEvent>(true);
    case 'dispute':
      return same<typeof event, DisputeEvent>(true);
    default:
      event satisfies never;
  }
}

// ---- what is not signed is not among the signed, of no type, under no name
type Signed<Event> = Event extends { signed: infer Fields } ? keyof Fields : never;
same<Signed<VerifiedEvent> & keyof ExcludedFields, never>(true);
declare const cancel: CancelEvent;
declare const audit: RefundAuditEvent;
declare const dispute: DisputeEvent;
declare const confirmed: ConfirmedEvent;
// @ts-expect-error not signed
cancel.signed.paymentMethod;
// @ts-expect-error not signed
audit.signed.originTransactionId;
// @ts-expect-error not signed
dispute.signed.originTransactionId;
// @ts-expect-error what is not signed may be absent
const method: string = cancel.unsigned.paymentMethod;
// @ts-expect-error what is not signed is not the event's own
dispute.originTransactionId;
// @ts-expect-error a record has no sides
confirmed.unsigned;
// @ts-expect-error nor doubts
confirmed.doubts;
// @ts-expect-error an event without knownFields has no other names
cancel.unsigned.riskTime;

export { byOperation, byTrust, byType, method };
