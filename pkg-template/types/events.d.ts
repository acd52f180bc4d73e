// What a callback gives.

import type {
  ChargebackStatus,
  FollowUpOutcome,
  Money,
  Operation,
  Outcome,
  PayOutcome,
  PaymentStatus,
  Reason,
  TxnStatus,
} from './values.js';
import type {
  ExcludedFields,
  SignedAuditFields,
  SignedDisputeFields,
  SignedPaymentFields,
  TellingAuditFields,
  TellingDisputeFields,
  TellingPaymentFields,
} from './fields.js';

interface VerifiedFields<Signed, Telling, K extends string> {
  source: 'callback';
  /**
   * The digest is right, every signed field has its documented form, and no other reading of the signed
   * bytes decides otherwise.
   */
  trust: 'verified';
  merchantNo: string;
  /** The gateway's id of this attempt, 19 digits: the body of the acknowledgement. */
  transactionId: string;
  /** What the signature proves. Null and empty fields are left out; a number is text, as it was written. */
  signed: Signed & { [N in K]?: string };
  /**
   * What it does not prove: **anybody can have changed these**. Those that it does not cover, and those in
   * `uncertain`.
   */
  unsigned: ExcludedFields & Telling & { [N in K]?: string };
  /** Signed fields that another reading of the same bytes gives another value: they stand in `unsigned`. */
  uncertain: string[];
  /** Which of the secrets signed it, from 0. */
  secretIndex: number;
  /**
   * Whether nothing but a dispute or a closure follows under the same transactionId: status S, F or N; of a cancellation
   * S or N.
   */
  final: boolean;
}

interface PaymentFields<K extends string> extends VerifiedFields<SignedPaymentFields, TellingPaymentFields, K> {
  /** The merchant's order number. */
  merchantTxnId: string;
  paymentId: string | null;
  status: TxnStatus;
  paymentStatus: PaymentStatus | null;
  chargebackStatus: null;
  /** What is settled: `txnAmount`, `txnCurrency`. */
  settlement: Money | null;
  disputed: null;
  /** Null where it is absent or uncertain. */
  reason: Reason | null;
  /** `txnTime` in UTC: `"2024-07-09T05:57:01Z"`. Null where it or `txnTimeZone` is absent or uncertain. */
  occurredAt: string | null;
  /**
   * Names to remember the result by, so that it is acted on once: `txn:{merchantNo}:{transactionId}:{txnType}:{status}`;
   * where paymentStatus is there also `intent:{merchantNo}:{paymentId}:{paymentStatus}`, since a payment can
   * be closed under an id that had failed before.
   */
  idempotencyKeys: [string] | [string, string];
}

export interface TxnFields<
  Of extends Operation,
  Type extends string,
  Ended extends Outcome,
  Paid extends boolean,
  Order,
  K extends string,
> extends PaymentFields<K> {
  notifyType: 'TXN';
  operation: Of;
  txnType: Type;
  outcome: Ended;
  /** Whether money arrived: SALE or CAPTURE, status S. A refund that succeeds pays nobody. */
  paid: Paid;
  /** What was ordered: `orderAmount`, `orderCurrency`. Compare it with your order. */
  order: Order;
}

/** The end of an attempt: to pay, to refund, ... Narrow it by `operation`. */
export type TxnEvent<K extends string = never> =
  | TxnFields<'payment', 'SALE', PayOutcome, boolean, Money, K>
  | TxnFields<'authorization', 'AUTH' | 'PRE_AUTH', PayOutcome, false, Money, K>
  | TxnFields<'capture', 'CAPTURE', FollowUpOutcome, boolean, Money, K>
  | TxnFields<'refund', 'REFUND', FollowUpOutcome, false, Money, K>
  | TxnFields<'void', 'VOID', FollowUpOutcome, false, Money, K>
  /** A card that is only stored has no price. */
  | TxnFields<'card_binding', 'BIND_CARD', PayOutcome, false, Money | null, K>;

/** A cancellation. */
export interface CancelEvent<K extends string = never> extends PaymentFields<K> {
  notifyType: 'CANCEL';
  operation: 'cancellation';
  outcome: PayOutcome;
  /** Of what was cancelled. */
  txnType: 'SALE' | 'REFUND' | 'BIND_CARD' | 'AUTH' | 'PRE_AUTH' | 'CAPTURE' | 'VOID';
  paid: false;
  /** What was ordered: `orderAmount`, `orderCurrency`. */
  order: Money;
}

/** A refund that the audit rejected. Source: asynchronous notification, notifyType. */
export interface RefundAuditEvent<K extends string = never> extends VerifiedFields<SignedAuditFields, TellingAuditFields, K> {
  notifyType: 'REFUND_AUDIT';
  operation: 'refund';
  /** By `status`: S `succeeded`, F `failed`, R `action_required`, N `cancelled`; P, I, U `pending`. */
  outcome: 'succeeded' | 'failed' | 'pending' | 'action_required' | 'cancelled';
  paid: false;
  merchantTxnId: null;
  paymentId: null;
  txnType: null;
  status: TxnStatus;
  paymentStatus: null;
  chargebackStatus: null;
  order: null;
  settlement: null;
  disputed: null;
  /** Null where it is absent or uncertain. */
  reason: Reason | null;
  occurredAt: null;
  /** `txn:{merchantNo}:{transactionId}:REFUND:{status}`. */
  idempotencyKeys: [string];
}

/** A chargeback, or the warning of one. Which transaction it is about is not signed: ask the gateway. */
export interface DisputeEvent<K extends string = never> extends VerifiedFields<SignedDisputeFields, TellingDisputeFields, K> {
  notifyType: 'CHARGEBACK' | 'PRE_DISPUTE';
  operation: 'dispute';
  /**
   * By `chargebackStatus`: FAS, SAS, REVOKE `succeeded` (the merchant keeps the money); FAF, FAT, SAF, SAT,
   * ACCEPT `failed` (the merchant loses it); DELETE `cancelled`; NEW, FA, SA `open`.
   */
  outcome: 'open' | 'succeeded' | 'failed' | 'cancelled';
  paid: false;
  final: false;
  merchantTxnId: null;
  paymentId: null;
  txnType: null;
  status: null;
  paymentStatus: null;
  chargebackStatus: ChargebackStatus;
  order: null;
  settlement: null;
  /** What it is about: `chargebackAmount`, `chargebackCurrency`. */
  disputed: Money;
  reason: null;
  occurredAt: null;
  /** `{notifyType}:{transactionId}:{chargebackStatus}`. */
  idempotencyKeys: [string];
}

/**
 * A callback that is what the gateway signed. Narrow it by `notifyType` or `operation`.
 *
 * The signature does not say *when*: the same callback can come again. Act once for each of
 * `idempotencyKeys`. SECURITY.md says what else stays with you.
 */
export type VerifiedEvent<K extends string = never> = TxnEvent<K> | CancelEvent<K> | RefundAuditEvent<K> | DisputeEvent<K>;

/** What speaks against a callback whose digest is right. The message of an error says what each code means. */
export interface Doubt {
  code: 'unknown_field' | 'field_missing' | 'field_invalid' | 'ambiguous';
  /** The name of the field, at most 64 bytes of it. */
  field: string;
}

/**
 * A callback whose digest is right, while something speaks against its values. It has only ids, so that
 * nobody acts on a status that may be forged: ask the gateway about them ({@link Onerway.transactions}).
 */
export interface UnconfirmedEvent {
  source: 'callback';
  trust: 'unconfirmed';
  /** At least one. */
  doubts: [Doubt, ...Doubt[]];
  /** As somebody claims: good for a question to the gateway, and for nothing else. */
  claimed: {
    transactionId: string;
    merchantTxnId?: string;
    notifyType?: string;
    originTransactionId?: string;
    paymentId?: string;
    txnType?: string;
  };
  /** Which of the secrets signed it, from 0. */
  secretIndex: number;
}

/** What a callback gives with `onDoubt: 'keep'`. Narrow it by `trust`. */
export type CallbackEvent<K extends string = never> = VerifiedEvent<K> | UnconfirmedEvent;

// What has no `export` above is not exported.
export {};
