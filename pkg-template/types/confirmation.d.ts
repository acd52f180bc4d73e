// What a query tells of a notification.

import type { Money, Operation, Outcome, Reason } from './values.js';
import type { ChargebackInfo, TxnInfo } from './records.js';

interface ConfirmedFields {
  source: 'query';
  /** The gateway's own record says so, and it is the one that the notification spoke of. */
  trust: 'confirmed';
  operation: Operation;
  outcome: Outcome;
  /** Whether money arrived: SALE or CAPTURE, status S. */
  paid: boolean;
  /**
   * Whether nothing but a dispute or a closure follows under the same transactionId: status S, F or N; of a cancellation
   * S or N.
   */
  final: boolean;
  merchantNo: string;
  transactionId: string;
  merchantTxnId: string | null;
  paymentId: string | null;
  txnType: string | null;
  status: string | null;
  paymentStatus: string | null;
  chargebackStatus: string | null;
  order: Money | null;
  settlement: Money | null;
  disputed: Money | null;
  reason: Reason | null;
  /** `txnTime` in UTC. */
  occurredAt: string | null;
  /** Those of the callback that tells the same. */
  idempotencyKeys: [string] | [string, string];
  /** Of a refund or a dispute: the transaction that it belongs to, and its order number. */
  original: { transactionId: string | null; merchantTxnId: string | null } | null;
}

/** A transaction by the gateway's own record. */
export interface ConfirmedTxnEvent extends ConfirmedFields {
  notifyType: 'TXN';
  operation: Exclude<Operation, 'dispute' | 'cancellation'>;
  chargebackStatus: null;
  disputed: null;
  /** The record, every field. */
  record: TxnInfo;
}

/** A chargeback by the gateway's own record. Its order is in `original`. */
export interface ConfirmedChargebackEvent extends ConfirmedFields {
  notifyType: 'CHARGEBACK';
  operation: 'dispute';
  outcome: 'open' | 'succeeded' | 'failed' | 'cancelled';
  paid: false;
  final: false;
  merchantTxnId: null;
  paymentId: null;
  txnType: null;
  status: null;
  paymentStatus: null;
  order: null;
  settlement: null;
  reason: null;
  occurredAt: null;
  idempotencyKeys: [string];
  /** The record, every field. */
  record: ChargebackInfo;
}

/**
 * What a query tells of the result that a notification spoke of. Every value is the gateway's answer's, none the
 * notification's. A cancellation is told as the TXN whose status it is. Narrow it by `notifyType`.
 */
export type ConfirmedEvent = ConfirmedTxnEvent | ConfirmedChargebackEvent;

// What has no `export` above is not exported.
export {};
