// Verifying callbacks.

import type { OnerwayError } from './errors.js';
import type { Params } from './signing.js';
import type { CallbackEvent, VerifiedEvent } from './events.js';

/** A request's headers: a Headers object, or a record as servers have it; names in any case. */
export type RequestHeaders =
  | { get(name: string): string | null | undefined }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/** What a field of `knownFields` may hold. */
export type FieldForm =
  /** `yyyy-MM-dd HH:mm:ss`, a day that there is. */
  | 'time'
  /** An offset from UTC: `+08:00`. */
  | 'zone'
  /** 19 digits. */
  | 'id'
  /** 1 to 20 digits. */
  | 'digits'
  /** A decimal number of at most 19 characters: `100.00`, `7.8`, `20`. */
  | 'decimal'
  /** Three upper-case letters. */
  | 'currency'
  /** Two upper-case letters. */
  | 'country'
  /** The text of a whole JSON object. */
  | 'object'
  /** The text of a whole JSON array. */
  | 'array'
  /**
   * Up to 1024 bytes of any characters but controls. Two texts side by side have more readings than
   * are tried.
   */
  | 'text';

export interface CallbackSettings<K extends string> {
  /** The merchant's secret key, or several while one is replaced: all are tried. */
  secret: string | readonly string[];
  /** The merchant's own number; a callback for another one is refused. */
  merchantNo: string;
  /** Refuse a callback without the header `X-Rh-Signature`. */
  requireHeader?: boolean;
  /** The longest body, in bytes: 65536 unless set. */
  maxBytes?: number;
  /**
   * Signed fields that Onerway has documented since this release, at most 16, and their forms. Their
   * values are then in `signed`, or in `unsigned` where they are uncertain. Every callback is read with
   * them, also one that has none: a form that does not tell where it ends (`digits`, `decimal`, `text`)
   * can leave callbacks ambiguous, or a neighbour uncertain.
   *
   * @example
   * verifyCallback(body, { secret, merchantNo, knownFields: { riskTime: 'time' } }).signed.riskTime
   */
  knownFields?: { readonly [N in K]: FieldForm };
}

export interface OnDoubtReject {
  /** A callback with doubts is an error; `'keep'` makes it an event: {@link UnconfirmedEvent}. */
  onDoubt?: 'reject';
}

export interface OnDoubtKeep {
  /** A callback with doubts is an {@link UnconfirmedEvent}. */
  onDoubt: 'keep';
}

interface CallbackHeaders {
  /** The request's headers. Where `X-Rh-Signature` is there, even empty, it decides; else the body's `sign`. */
  headers?: RequestHeaders;
}

/** How to verify a callback. `K`: the names in `knownFields`. */
export interface VerifyOptions<K extends string = never> extends CallbackSettings<K>, CallbackHeaders, OnDoubtReject {}

/** The same, where doubts are no error. */
export interface KeepOptions<K extends string = never> extends CallbackSettings<K>, CallbackHeaders, OnDoubtKeep {}

/** What {@link checkCallback} gives. */
export type Checked<Event> = { ok: true; event: Event } | { ok: false; error: OnerwayError };

/**
 * Verifies a callback over its body as received: the raw text or bytes, never a parsed and re-written
 * object.
 *
 * The digest covers neither names nor borders of values, so one signature fits many bodies. Therefore the
 * signed bytes are read in every way in which they are a documented callback, and it is verified only if
 * all give the same ids, types, states, amounts, currencies and times. Everything else is a doubt.
 *
 * @throws {@link OnerwayError} `body_*`, `duplicate_field`, `nested_value`, `signature_*`,
 * `merchant_mismatch`, `field_missing`, `field_invalid`; unless doubts are kept, also `unknown_field` and
 * `ambiguous`, with `doubts`; `config_*` and `param_*` for the options.
 *
 * @example
 * const event = verifyCallback(await request.text(), { secret, merchantNo: '800209', headers: request.headers });
 * if (event.operation === 'payment' && event.paid && event.order) markPaid(event.merchantTxnId, event.order);
 * return new Response(event.transactionId);
 *
 * @example
 * const event = verifyCallback(body, { secret, merchantNo: '800209', headers, onDoubt: 'keep' });
 * if (event.trust === 'unconfirmed') ask(event.claimed.transactionId);
 */
export declare function verifyCallback<K extends string = never>(
  body: string | Uint8Array | ArrayBuffer,
  options: VerifyOptions<K>,
): VerifiedEvent<K>;
export declare function verifyCallback<K extends string = never>(
  body: string | Uint8Array | ArrayBuffer,
  options: VerifyOptions<K> | KeepOptions<K>,
): CallbackEvent<K>;

/** As {@link verifyCallback}, but a failure is a value. */
export declare function checkCallback<K extends string = never>(
  body: string | Uint8Array | ArrayBuffer,
  options: VerifyOptions<K>,
): Checked<VerifiedEvent<K>>;
export declare function checkCallback<K extends string = never>(
  body: string | Uint8Array | ArrayBuffer,
  options: VerifyOptions<K> | KeepOptions<K>,
): Checked<CallbackEvent<K>>;

/** Verifies a Web `Request`: its body, read up to `maxBytes`, and its header. */
export declare function verifyRequest<K extends string = never>(
  request: Request,
  options: CallbackSettings<K> & OnDoubtReject,
): Promise<VerifiedEvent<K>>;
export declare function verifyRequest<K extends string = never>(
  request: Request,
  options: CallbackSettings<K> & (OnDoubtReject | OnDoubtKeep),
): Promise<CallbackEvent<K>>;

/**
 * For tests: a callback as Onerway would send it, signed by the callback's rule in the body's `sign`
 * and in the header. The fields become text as in {@link signRequest}: null and undefined are
 * dropped, objects and arrays become JSON strings, a given `sign` is replaced. Of a list of secrets
 * the first signs.
 *
 * @throws `config_missing` or `config_invalid` for the secret; `param_invalid`, `unsafe_number` with
 * the field.
 *
 * @example
 * const { body, headers } = signCallback(
 *   { notifyType: 'TXN', txnType: 'SALE', transactionId: '1826814232868814848', merchantNo: '800209',
 *     merchantTxnId: 'A-1', responseTime: '2024-07-09 13:57:19', orderAmount: '19.90', orderCurrency: 'USD',
 *     status: 'S' },
 *   secret);
 * const response = await worker.fetch(new Request(url, { method: 'POST', headers, body }));
 */
export declare function signCallback(fields: Params, secret: string | readonly string[]): SignedCallback;

/** What {@link signCallback} makes. */
export interface SignedCallback {
  /** JSON: one object of strings. */
  body: string;
  headers: {
    'Content-Type': 'application/json';
    /** `v1=` and 64 lower-case hex digits. */
    'X-Rh-Signature': string;
  };
}

// What has no `export` above is not exported.
export {};
