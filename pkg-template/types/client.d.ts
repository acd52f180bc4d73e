// The client: it sends what the other files describe.

import type { IdempotencyStore } from '../stores.js';
import type { Params } from './signing.js';
import type { Operation, Outcome } from './values.js';
import type { CallbackEvent, UnconfirmedEvent } from './events.js';
import type { ChargebacksParams, Page, PaymentsParams, QueryOptions, TransactionsParams, WithoutPage } from './queries.js';
import type { ChargebackInfo, LosslessJson, PaymentInfo, TxnInfo } from './records.js';
import type { VoucherFile, VoucherParams, VoucherSettings } from './vouchers.js';
import type { ConfirmedEvent } from './confirmation.js';
import type { CallbackRecord, DeliverUnconfirmedOptions, HandlerContext, HandlerOptions, PaymentEvent } from './handler.js';

export type OnerwayOptions = QueryOptions & {
  /** Sends a request; the runtime's `fetch` unless set. */
  fetch?: (request: Request, init: { signal: AbortSignal }) => Promise<Response>;
  /** Milliseconds until an attempt fails with `timeout`: 10000 unless set. */
  timeoutMs?: number;
  /**
   * How often a query is asked again that failed with `network`, `timeout`, `response_invalid`, HTTP 408, 429 or 5xx, or
   * a respCode that means "later" (12009): 2 unless set, at most 10. A query changes nothing, so it can always be asked
   * again. A refusal is not asked again.
   */
  retries?: number;
  /**
   * Milliseconds before the second attempt: 250 unless set. It doubles each time, up to 10 s, less up to half by chance.
   * `Retry-After` is kept, up to a minute; who asks for a longer pause is not asked again.
   */
  retryDelayMs?: number;
  /** How vouchers are downloaded; for {@link Onerway.vouchers}. */
  voucher?: VoucherSettings;
  /** What remembers which results were handled, for {@link Onerway.handleCallback}. It has no default. */
  store?: IdempotencyStore;
  /** The time now in Unix milliseconds, for vouchers, dates in `Retry-After` and `ms` of a log record; `Date.now` unless set. */
  now?: () => number;
  /**
   * Gets one record for each request that {@link Onerway.handleCallback} answers, and for each result that
   * {@link Onerway.waitForResult} brings to its handler. What it throws is ignored.
   */
  log?: (record: CallbackRecord | ResultRecord) => void;
};

export interface CallOptions {
  signal?: AbortSignal;
}

export interface AllOptions extends CallOptions {
  /** How many windows of a long range are read at once: 2 unless set, 1 to 16. */
  concurrency?: number;
  /**
   * Read each window until a whole reading brings nothing new: at least twice the calls. Without it a record can be missed
   * where another one leaves and a third one comes between two pages, since no count tells that.
   */
  thorough?: boolean;
  /** Called after each page. What it throws ends the walk. */
  onProgress?: (progress: Progress) => void;
}

/** How far a walk through all records is. */
export interface Progress {
  /** Windows that the range was cut into: of at most 90 days, and shorter where they have many pages. It can grow. */
  windows: number;
  /** Those that are read to their end. */
  windowsDone: number;
  /** Pages that came. */
  pages: number;
  /** Records that came, each once. */
  records: number;
}

export interface PostOptions extends CallOptions {
  /**
   * How often the call is made again after a failure that may pass: **0 unless set**. Not every call may be made twice:
   * the gateway can have carried out what it did not answer.
   */
  retries?: number;
}

export interface WaitOptions extends CallOptions {
  /** Milliseconds until it fails with `timeout`: 300000 (5 minutes) unless set. */
  timeoutMs?: number;
  /** Milliseconds of the first pause: 1000 unless set. Each is half as long again as the one before, up to 15 s. */
  pollMs?: number;
  /**
   * Gets the result, through the same store and keys as a callback: of both together one delivers it. `context.signal`
   * is aborted when time is up.
   */
  handler?: (event: ConfirmedEvent, context: HandlerContext) => unknown;
  /** The client's store unless set; required with a handler. */
  store?: IdempotencyStore;
  /** As in {@link HandlerOptions}. */
  claimMs?: number;
  /** As in {@link HandlerOptions}. */
  retainMs?: number;
}

/** What {@link Onerway.waitForResult} did with a result. Ids are masked. */
export interface ResultRecord {
  name: 'onerway.result';
  /**
   * `handled`; `duplicate` where a callback was faster; `claim_lost` where the handler took longer than its claim and a
   * callback has it too.
   */
  code: 'handled' | 'duplicate' | 'claim_lost';
  /** Milliseconds that it took. */
  ms: number;
  trust: 'confirmed';
  notifyType: 'TXN';
  operation: Operation;
  outcome: Outcome;
  transactionId: string;
  key: string;
}

/**
 * Asks the gateway. A query changes nothing: one that failed for a reason that may pass is asked again by itself.
 *
 * All calls throw {@link OnerwayError}: the codes of {@link buildQuery} and {@link parseQueryResponse},
 * and `network`, `timeout`, `aborted`, `http_status`. Of an answer that is none, the message tells the start, masked.
 *
 * @example
 * const onerway = new Onerway({ merchantNo: '800209', secret, environment: 'sandbox' });
 * const transaction = await onerway.transactions.get({ transactionId: '1826814232868814848' });
 * if (transaction?.txnType === 'SALE' && transaction.status === 'S') ship();
 */
export declare class Onerway {
  constructor(options: OnerwayOptions);
  readonly transactions: {
    /** One page. */
    list(params: TransactionsParams, options?: CallOptions): Promise<Page<TxnInfo>>;
    /** The one transaction, or null; several under one order number are `ambiguous`: `error.records`. */
    get(
      by: { transactionId: string; merchantTxnId?: never } | { merchantTxnId: string; transactionId?: never },
      options?: CallOptions,
    ): Promise<TxnInfo | null>;
    /**
     * Every record, each once, in no order. A range may be longer than 90 days. Records that come or move meanwhile are no
     * harm: where fewer came than the gateway counts, a window is read again, up to five times.
     *
     * @throws `response_invalid` at the end of a window that never came to the gateway's count: `totalElements`.
     *
     * @example
     * const year = { startTime: '2024-01-01 00:00:00', endTime: '2024-12-31 23:59:59' };
     * for await (const { transactionId, status } of onerway.transactions.all(year)) book(transactionId, status);
     */
    all(params: WithoutPage<TransactionsParams>, options?: AllOptions): AsyncGenerator<TxnInfo, void, undefined>;
  };
  readonly payments: {
    /** One page. */
    list(params: PaymentsParams, options?: CallOptions): Promise<Page<PaymentInfo>>;
    /** The one intent, or null; several under one order number are `ambiguous`: `error.records`. */
    get(
      by: { paymentId: string; merchantTxnId?: never } | { merchantTxnId: string; paymentId?: never },
      options?: CallOptions,
    ): Promise<PaymentInfo | null>;
    /** Every record, as of `transactions`. */
    all(params: WithoutPage<PaymentsParams>, options?: AllOptions): AsyncGenerator<PaymentInfo, void, undefined>;
  };
  readonly chargebacks: {
    /** One page. */
    list(params: ChargebacksParams, options?: CallOptions): Promise<Page<ChargebackInfo>>;
    /** Every record, as of `transactions`. */
    all(params: WithoutPage<ChargebacksParams>, options?: AllOptions): AsyncGenerator<ChargebackInfo, void, undefined>;
  };
  readonly vouchers: {
    /**
     * The voucher of a transaction, as a file. The gateway is asked for the transaction first: without success, or
     * within an hour of it, there is none, and no more is sent. A link is followed only by https, to a host of
     * `voucher.hosts`, without anything signed, and no further.
     *
     * @throws `voucher_unavailable`, `voucher_not_ready` with `availableAt`, `voucher_overdue`: what is not there, also by
     * HTTP status 404 or one of `voucher.absentCodes` (then `cause` is what the gateway said). `config_missing` with
     * `voucher.path`, `voucher.idField`, `voucher.hosts` or `timeZone`; `response_invalid` for what is no voucher, is too
     * long or lies elsewhere; and what all calls throw.
     *
     * @example
     * const { bytes, contentType, fileName } = await onerway.vouchers.download({ transactionId });
     */
    download(by: VoucherParams, options?: CallOptions): Promise<VoucherFile>;
  };
  /**
   * Any other signed call: `path` as in `/v1/txn/onlineRefund`; `merchantNo` is added, `sign` too. Gives the `data` of the
   * answer: its signature is right where there is one, as in the answer of a creation. Numbers in it are text, as they were
   * written.
   *
   * It is **not made again** unless `retries` says so: a call that failed may have been carried out.
   *
   * @throws `gateway_rejected`; `signature_mismatch` where `data.sign` is wrong; and what a query throws.
   *
   * @example
   * const refundId = await onerway.post('/v1/txn/onlineRefund', {
   *   refundType: '0', merchantTxnId: 'R-1', originTransactionId: '1826814232868814848', refundAmount: '19.90',
   * });
   */
  post(path: string, params: Params, options?: PostOptions): Promise<LosslessJson>;
  /**
   * Asks about a transaction until its status is final, for a callback that never came. With a `handler` the result goes
   * through the store and the keys of {@link Onerway.handleCallback}, so that of both only one delivers it.
   *
   * A transaction that the gateway does not know yet, and failures that may pass, are waited out.
   *
   * @throws `timeout` (the message says what was known last), `aborted`, `store_failed`, and what the handler throws.
   *
   * @example
   * const event = await onerway.waitForResult({ transactionId }, { timeoutMs: 60_000 });
   * if (event.operation === 'payment' && event.paid) showThanks();
   */
  waitForResult(by: { transactionId: string }, options?: WaitOptions): Promise<ConfirmedEvent>;
  /**
   * Asks the gateway what a notification is about: TXN and CANCEL by the order query, CHARGEBACK by the chargeback
   * query. transactionId, merchantTxnId, txnType, amount and currency are compared, as far as the event has them; all
   * that is told comes from the answer. The state can be another one than the notification's.
   * An unconfirmed event that went through JSON has lost amount and currency: these are not compared then.
   *
   * @throws `confirm_mismatch` where there is no record, or another one: `field`; `param_invalid` for a notifyType that
   * no query tells of.
   *
   * @example
   * const event = verifyCallback(body, { secret, merchantNo: '800209', headers, onDoubt: 'keep' });
   * const certain = event.trust === 'verified' ? event : await onerway.confirm(event);
   */
  confirm(event: CallbackEvent<string> | ConfirmedEvent, options?: CallOptions): Promise<ConfirmedEvent>;
  /**
   * Answers a callback: verifies it, confirms it by a query where it is doubtful, and calls the handler, one at a time
   * for each result. 200 with the transactionId once the handler has ended; 503 where Onerway has to deliver again. The
   * README lists all statuses.
   *
   * The handler gets each result **at least once**: again where it failed, or where the process ended before the store
   * was told. It takes effect once if it writes `context.keys` with its effect, in one transaction. What it
   * has not finished within `deadlineMs` goes on: its end still counts.
   *
   * @throws `config_missing`, `config_invalid`, `param_invalid` for the arguments; nothing for a request.
   *
   * @example
   * const onerway = new Onerway({ merchantNo: '800209', secret, environment: 'sandbox', store });
   * return onerway.handleCallback(request, async (event) => {
   *   if (event.operation !== 'payment' || !event.paid) return;
   *   if (!event.merchantTxnId || !event.order) throw new Error('the record has no order number or amount');
   *   await markPaid(event.merchantTxnId, event.order);
   * });
   */
  handleCallback<K extends string = never>(
    request: Request,
    handler: (event: PaymentEvent<K>, context: HandlerContext) => unknown,
    options?: HandlerOptions<K>,
  ): Promise<Response>;
  handleCallback<K extends string = never>(
    request: Request,
    handler: (event: PaymentEvent<K> | UnconfirmedEvent, context: HandlerContext) => unknown,
    options: DeliverUnconfirmedOptions<K>,
  ): Promise<Response>;
}
