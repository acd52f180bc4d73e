// Handling callbacks.

import type { IdempotencyStore } from '../stores.js';
import type { OnerwayErrorCode } from './errors.js';
import type { FieldForm } from './callbacks.js';
import type { Operation, Outcome } from './values.js';
import type { VerifiedEvent } from './events.js';
import type { ConfirmedEvent } from './confirmation.js';

/** What a handler gets: verified by its signature, or confirmed by a query. */
export type PaymentEvent<K extends string = never> = VerifiedEvent<K> | ConfirmedEvent;

export interface HandlerContext {
  /**
   * Aborted when `deadlineMs` have passed: Onerway has been told to deliver again. What the handler has begun it may
   * finish: if it ends well, the next delivery is answered without it.
   */
  signal: AbortSignal;
  /**
   * The keys by which the result is new, one or two of `event.idempotencyKeys`: write them with the effect. The key of the
   * payment is among them only where it is closed (`paymentStatus` N); otherwise two who tell one result, and of whom one
   * names the payment, would tell two.
   */
  keys: string[];
}

/** A merchant at an address that several share. */
export interface MerchantKeys {
  merchantNo: string;
  /** The merchant's secret key; of several all verify, and the first signs. */
  secret: string | readonly string[];
}

export interface HandlerOptions<K extends string = never> {
  /** The client's `store` unless set. */
  store?: IdempotencyStore;
  /** Which events are confirmed by a query before they are delivered: the unconfirmed, unless set, or all. */
  confirm?: 'doubtful' | 'always';
  /** See {@link DeliverUnconfirmedOptions}. */
  deliverUnconfirmed?: false;
  /**
   * Refuse requests whose `header` is not one of `allow`, which are single IP addresses; those of IPv6 are compared as they
   * are written. Name a header that **your own proxy sets**, with one address.
   */
  addresses?: { header: string; allow: readonly string[] };
  /**
   * Number and secret of one of several merchants. `merchantNo` is what the body claims, anybody's text; null or
   * undefined for one that you do not know. Without it, the client's own.
   */
  merchant?: (merchantNo: string) => MerchantKeys | null | undefined | Promise<MerchantKeys | null | undefined>;
  /** The longest body, in bytes: 65536 unless set. */
  maxBytes?: number;
  /** Milliseconds for body, query, store and handler together: 4000 unless set. Onerway waits 5000. */
  deadlineMs?: number;
  /**
   * Milliseconds for which a result that is being handled is refused to other deliveries: 60000 unless set, under 30
   * minutes. A handler that takes longer can run twice at a time.
   */
  claimMs?: number;
  /** Milliseconds for which a result that was handled is remembered: 30 days unless set. */
  retainMs?: number;
  /** Gets the work, so that a platform lets it end after the answer: `(work) => ctx.waitUntil(work)`. */
  waitUntil?: (work: Promise<unknown>) => void;
  /** As in {@link VerifyOptions}. */
  knownFields?: { readonly [N in K]: FieldForm };
  /** Refuse a callback without the header `X-Rh-Signature`. */
  requireHeader?: boolean;
}

/** For a handler that also takes what nobody has confirmed. */
export interface DeliverUnconfirmedOptions<K extends string = never> extends Omit<HandlerOptions<K>, 'deliverUnconfirmed'> {
  /**
   * Deliver an {@link UnconfirmedEvent} that no query tells of (PRE_DISPUTE, REFUND_AUDIT, an unknown type). Else it is
   * answered with 503. It may be forged: take it as a hint to look.
   */
  deliverUnconfirmed: boolean;
}

/** What became of a request. */
export type CallbackCode =
  /** 200: the handler has ended. */
  | 'handled'
  /** 200: it was handled before. */
  | 'duplicate'
  /** 200: not delivered, since a final status of the same transactionId was handled before. */
  | 'superseded'
  /** 405 */
  | 'method_not_allowed'
  /** 415: a form. */
  | 'type_not_allowed'
  /** 503: another delivery of it is being handled. */
  | 'held'
  /** 503: the handler threw: `error`. */
  | 'handler_failed'
  /** 503: {@link HandlerOptions.merchant} threw: `error`. */
  | 'merchant_failed'
  /** 503: the handler ended, but its claim had expired and is another delivery's. */
  | 'claim_lost'
  /** 503: a doubtful event that no query tells of. */
  | 'unconfirmable'
  /**
   * 503: the gateway's record has no end yet, and the callback has one, or is doubtful and may have one. What the record
   * says was handled.
   */
  | 'not_final'
  /** The others: 413, 400, 401, 403, or 503. `timeout` also where `deadlineMs` have passed. */
  | OnerwayErrorCode;

/** One record for each request. No value of a field is in it but types and states; ids are masked. */
export interface CallbackRecord {
  name: 'onerway.callback';
  /** The HTTP status of the answer. */
  status: 200 | 400 | 401 | 403 | 405 | 413 | 415 | 503;
  code: CallbackCode;
  /** Milliseconds that it took. */
  ms: number;
  /** The field that the code is about; names that do not look like one are left out. */
  field?: string;
  /** The class of what was thrown, by handler, resolver, store or `fetch`: `"TypeError"`. */
  error?: string;
  /** From here on: where the signature is right. */
  trust?: 'verified' | 'confirmed' | 'unconfirmed';
  notifyType?: 'TXN' | 'CANCEL' | 'REFUND_AUDIT' | 'CHARGEBACK' | 'PRE_DISPUTE';
  operation?: Operation;
  outcome?: Outcome;
  /** Its last four characters: `"...4848"`. */
  transactionId?: string;
  /** The first of `idempotencyKeys`, ids masked: `"txn:800209:...4848:SALE:S"`. */
  key?: string;
  /** `"unknown_field:deviceScore"`. */
  doubts?: string[];
}
