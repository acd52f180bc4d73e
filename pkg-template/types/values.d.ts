// The words and values of events.

/** An amount of money. */
export interface Money {
  /** Decimal, in the main unit, as it was written: `"100.00"`. */
  amount: string;
  /** ISO 4217: `"USD"`. */
  currency: string;
  /** The amount in the currency's minor unit: `"10000"`; text, since it can exceed 2^53. Source: ISO 4217. */
  minorUnits: string;
}

/** The parsed `reason`: the gateway's code, and its words. Null where there is none. */
export interface Reason {
  respCode: string | null;
  respMsg: string | null;
}

/** What a notification is about. Source: asynchronous notification, notifyType and txnType. */
export type Operation =
  /** `SALE` */
  | 'payment'
  /** `AUTH`, `PRE_AUTH` */
  | 'authorization'
  /** `CAPTURE` */
  | 'capture'
  /** `REFUND`; and notifyType `REFUND_AUDIT` */
  | 'refund'
  /** `VOID` */
  | 'void'
  /** `BIND_CARD` */
  | 'card_binding'
  /** notifyType `CHARGEBACK`, `PRE_DISPUTE` */
  | 'dispute'
  /** notifyType `CANCEL` */
  | 'cancellation';

/** How it ended, or why it has not yet. The events say by which rule. */
export type Outcome = 'succeeded' | 'failed' | 'pending' | 'action_required' | 'cancelled' | 'open';

/**
 * Of an attempt to pay, by `status`: S `succeeded`; R `action_required`; N `cancelled`; P, I, U `pending`;
 * F `failed`, but with paymentStatus O, U, P or R `open` (the payment can still be paid), with N `cancelled`.
 */
export type PayOutcome = 'succeeded' | 'failed' | 'pending' | 'action_required' | 'cancelled' | 'open';

/** Of what follows a payment, by `status`: S `succeeded`; F `failed`; R `action_required`; N `cancelled`; P, I, U `pending`. */
export type FollowUpOutcome = Exclude<PayOutcome, 'open'>;

/** S success, F failed, N cancelled or closed, R the buyer has to act; P, I, U are not final. */
export type TxnStatus = 'S' | 'F' | 'P' | 'R' | 'N' | 'I' | 'U';

/** Of the payment intent: S success, N closed, O open, A authorised; I, U, P, R. */
export type PaymentStatus = 'S' | 'N' | 'O' | 'A' | 'I' | 'U' | 'P' | 'R';

/** Source: asynchronous notification, chargebackStatus. */
export type ChargebackStatus =
  | 'NEW' | 'FA' | 'FAF' | 'FAS' | 'FAT' | 'SA' | 'SAF' | 'SAS' | 'SAT' | 'ACCEPT' | 'REVOKE' | 'DELETE';
