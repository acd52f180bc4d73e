/**
 * Onerway payments, verified and asked.
 *
 * Every function works synchronously after a plain import; there is nothing to initialise.
 * Keep the secret on a server: whoever has it can forge every callback and sign every request.
 *
 * @packageDocumentation
 */

/** The stable name of a failure. */
export type OnerwayErrorCode =
  /** The callback or webhook is longer than `maxBytes`. */
  | 'body_too_large'
  /** The callback is not one strict JSON text in UTF-8. */
  | 'body_not_json'
  /** The callback is JSON, but no object. */
  | 'body_not_object'
  /** A name stands twice in the callback. */
  | 'duplicate_field'
  /** A field of the callback holds an object or array. */
  | 'nested_value'
  /** No signature where one has to stand. */
  | 'signature_missing'
  /** The signature is not 64 lower-case hex digits. */
  | 'signature_malformed'
  /** The signature does not belong to this body and secret. */
  | 'signature_mismatch'
  /** A webhook is rightly signed, but its time lies too far from now: sent again, or a clock is wrong. */
  | 'timestamp_out_of_tolerance'
  /** The callback is for another merchant. */
  | 'merchant_mismatch'
  /** The callback has no transactionId. */
  | 'field_missing'
  /** The callback's transactionId is no id, or the webhook's `x-timestamp` no Unix time. */
  | 'field_invalid'
  /** A required parameter is absent. */
  | 'param_missing'
  /** A parameter breaks a rule. */
  | 'param_invalid'
  /** The end of a range lies more than 90 days after its start. */
  | 'range_too_long'
  /** A number that may have lost digits; pass a string. */
  | 'unsafe_number'
  /** A setting is absent. */
  | 'config_missing'
  /** A setting breaks a rule. */
  | 'config_invalid'
  /** The gateway could not be reached, or a callback's body broke off while it was read. */
  | 'network'
  /** The gateway did not answer in time. */
  | 'timeout'
  /** The caller aborted the call. */
  | 'aborted'
  /** The gateway answered with another HTTP status than 2xx, a redirect among them. */
  | 'http_status'
  /** The gateway refused: `respCode` and `respMsg` say why. */
  | 'gateway_rejected'
  /** What came back is no answer of the gateway. */
  | 'response_invalid'
  /** Several records have the order number that was asked for: `records` holds them. */
  | 'ambiguous'
  /** A defect of this package, or a page whose CSP forbids WebAssembly. The next call starts afresh. */
  | 'internal';

/** What every function here throws. It never holds a secret or an expected signature. */
export declare class OnerwayError extends Error {
  readonly name: 'OnerwayError';
  readonly code: OnerwayErrorCode;
  /** The field, parameter or setting that is meant. */
  readonly field?: string;
  /** The HTTP status, with `http_status`. */
  readonly status?: number;
  /** The gateway's code, with `gateway_rejected`. */
  readonly respCode?: string;
  /** The gateway's message, with `gateway_rejected`. */
  readonly respMsg?: string;
  /** With `ambiguous`: the records to choose from. Not enumerable, so that logging an error shows none. */
  readonly records?: ReadonlyArray<TxnInfo | PaymentInfo>;
  readonly cause?: unknown;
  constructor(code: OnerwayErrorCode, message: string, details?: Record<string, unknown>);
}

// ---------------------------------------------------------------------------------- signing

/**
 * Which fields are left out of a signature: of a request `sign`; of a response `sign`, `actionType`
 * and `periodValue`; of a callback the nine fields of the documents.
 */
export type SignatureRule = 'request' | 'response' | 'callback';

/**
 * A value of a request. Null and undefined are dropped. A number is sent as `String(n)`, and refused
 * (`unsafe_number`) with an exponent, beyond 2^53 - 1, and in any field that holds an amount. Objects
 * and arrays become JSON strings, and so does each object or array that is a property of an object
 * inside them.
 */
export type ParamValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | readonly ParamValue[]
  | { readonly [name: string]: ParamValue };

/** The fields of a request. A `sign` among them is replaced. */
export type Params = { readonly [name: string]: ParamValue };

/**
 * What is signed, without the secret: the values that are neither null nor empty, sorted by the
 * names of their fields, without names or separators.
 *
 * @example
 * canonicalString({ b: '2', a: '1', empty: '' }) // '12'
 */
export declare function canonicalString(params: Params, options?: { rule?: SignatureRule }): string;

/**
 * The signature: SHA-256 of the canonical string and the secret, 64 lower-case hex digits.
 * Of a list of secrets the first signs.
 *
 * @throws `config_missing` or `config_invalid` for the secret; `param_invalid`, `unsafe_number`.
 */
export declare function sign(
  params: Params,
  secret: string | readonly string[],
  options?: { rule?: SignatureRule },
): string;

/**
 * The fields as they are sent, all of them strings, `sign` among them, sorted by name.
 * `JSON.stringify` of the result is the body of the request.
 */
export declare function signRequest(params: Params, secret: string | readonly string[]): Record<string, string>;

/**
 * Whether `data.sign` in the whole answer of a payment's creation, as received, belongs to its
 * `data` and one of the secrets. False too for what is no such answer.
 */
export declare function verifyResponse(text: string | Uint8Array, secret: string | readonly string[]): boolean;

// -------------------------------------------------------------------------------- callbacks

/** A request's headers: a Headers object, or a record as servers have it; names in any case. */
export type RequestHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

export interface VerifyOptions {
  /** The merchant's secret key, or several while one is replaced: all are tried. */
  secret: string | readonly string[];
  /** The merchant's own number; a callback for another one is refused. */
  merchantNo: string;
  /** The request's headers. Where `X-Rh-Signature` is there, even empty, it decides; else the body's `sign`. */
  headers?: RequestHeaders;
  /** Refuse a callback without the header `X-Rh-Signature`. */
  requireHeader?: boolean;
  /** The longest body, in bytes: 65536 unless set. */
  maxBytes?: number;
}

/**
 * A callback whose digest is right: somebody who had the secret signed these values, joined.
 *
 * The digest covers neither names nor borders of values, so a callback is a notice and not yet
 * proof: ask the gateway ({@link Onerway.transactions}) before goods leave. SECURITY.md says more.
 *
 * All values are strings: a number is kept as it was written. Fields that are null or empty are left out.
 */
export interface CallbackEvent {
  source: 'callback';
  /** `TXN`, `REFUND_AUDIT`, `CANCEL`, `CHARGEBACK`, `PRE_DISPUTE`; the set is open. */
  notifyType: string | null;
  merchantNo: string;
  /** The gateway's id of this attempt, up to 20 digits: the body of the acknowledgement. */
  transactionId: string;
  /** The fields that the digest covers. */
  signed: Record<string, string>;
  /** The fields that it does not cover: anybody can have changed them. */
  unsigned: Record<string, string>;
  /** Which of the secrets signed it, from 0. */
  secretIndex: number;
}

/**
 * Verifies the digest of a callback over its body as received: the raw text or bytes, never a
 * parsed and re-written object.
 *
 * @throws {@link OnerwayError} `body_*`, `duplicate_field`, `nested_value`, `signature_*`,
 * `merchant_mismatch`, `field_missing`, `field_invalid`; `config_*` and `param_*` for the options.
 *
 * @example
 * const event = verifyCallback(await request.text(), { secret, merchantNo: '800209', headers: request.headers });
 * return new Response(event.transactionId);
 */
export declare function verifyCallback(body: string | Uint8Array | ArrayBuffer, options: VerifyOptions): CallbackEvent;

/** As {@link verifyCallback}, but a failure is a value. */
export declare function checkCallback(
  body: string | Uint8Array | ArrayBuffer,
  options: VerifyOptions,
): { ok: true; event: CallbackEvent } | { ok: false; error: OnerwayError };

/** Verifies a Web `Request`: its body, read up to `maxBytes`, and its header. */
export declare function verifyRequest(request: Request, options: Omit<VerifyOptions, 'headers'>): Promise<CallbackEvent>;

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
 *   { notifyType: 'TXN', transactionId: '1826814232868814848', merchantNo: '800209', status: 'S' }, secret);
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

// --------------------------------------------------------------------------------- webhooks

export interface WebhookOptions {
  /** The webhook's secret, which is not the merchant's; several while one is replaced: all are tried. */
  secret: string | readonly string[];
  /** The request's headers, `x-timestamp` and `x-signature` among them. */
  headers: RequestHeaders;
  /** The time now: a Date or Unix milliseconds. The platform's clock unless set. */
  now?: Date | number;
  /** How far `x-timestamp` may lie from `now`, before or after it, in whole seconds: 300 unless set. */
  toleranceSeconds?: number;
  /** The longest body, in bytes: 65536 unless set. */
  maxBytes?: number;
}

/** A webhook whose signature and time are right. */
export interface VerifiedWebhook {
  /** When it was sent, in Unix seconds. */
  timestamp: number;
  /** Which of the secrets signed it, from 0. */
  secretIndex: number;
}

/**
 * Verifies a webhook of Onerway's issuing or tax product over its body as received: `x-signature` is
 * the HMAC-SHA256 of `x-timestamp`, a dot and the body, 64 lower-case hex digits. Payments sign
 * otherwise: {@link verifyCallback}.
 *
 * The body is not read; parse it afterwards. Within the tolerance the same webhook can come twice:
 * act once for each.
 *
 * @throws {@link OnerwayError} `body_too_large`; `body_not_json` for a string with half of a surrogate
 * pair; `signature_missing` where one of the headers is absent or empty; `field_invalid` for a
 * timestamp that is not 1 to 15 decimal digits; `signature_malformed`, `signature_mismatch`;
 * `timestamp_out_of_tolerance`, only where the signature is right; `config_*` for the options.
 *
 * @example
 * const body = await request.text();
 * verifyHmacWebhook(body, { secret: webhookSecret, headers: request.headers });
 * const event = JSON.parse(body);
 */
export declare function verifyHmacWebhook(body: string | Uint8Array | ArrayBuffer, options: WebhookOptions): VerifiedWebhook;

// ---------------------------------------------------------------------------------- queries

/** What a query asks for. */
export type QueryKind = 'transactions' | 'payments' | 'chargebacks';

/** Ids or types: an array, or a string with commas between them. Unused: undefined or `''`. */
export type IdList = string | readonly string[];

/** A time of the gateway, `yyyy-MM-dd HH:mm:ss`, or a Date, which needs the option `timeZone`. */
export type QueryTime = string | Date;

interface PageParams {
  /** The number of the page, from 1; 1 unless set. */
  current?: string | number;
  /** Records on a page, 1 to 100. */
  size?: string | number;
}

/**
 * Parameters of the order query. Required: ids, or both times; at most 90 days apart.
 * Source: order query, request parameters.
 */
export interface TransactionsParams extends PageParams {
  transactionIds?: IdList;
  merchantTxnIds?: IdList;
  /** `SALE`, `REFUND`, ...; needs both times. */
  txnTypes?: IdList;
  startTime?: QueryTime;
  endTime?: QueryTime;
}

/** Parameters of the payment query: as the order query's, or `paymentId`. */
export interface PaymentsParams extends TransactionsParams {
  paymentId?: string;
}

/** Parameters of the chargeback query. Required: ids, or both times; at most 90 days apart. */
export interface ChargebacksParams extends PageParams {
  chargebackIds?: IdList;
  originTransactionIds?: IdList;
  merchantTxnIds?: IdList;
  importTimeStart?: QueryTime;
  importTimeEnd?: QueryTime;
}

export interface QueryParams {
  transactions: TransactionsParams;
  payments: PaymentsParams;
  chargebacks: ChargebacksParams;
}

interface Settings {
  /** At most 20 characters. */
  merchantNo: string;
  /** The merchant's secret key; of several the first signs. */
  secret: string | readonly string[];
  /** The zone of the gateway's times, as `'+08:00'`; needed where a Date is passed. */
  timeZone?: string;
}

/** Where calls go: one of the gateway's environments, or an address of your own. */
export type Endpoint =
  | { environment: 'sandbox' | 'production'; baseUrl?: undefined }
  /** https, or http to loopback. */
  | { baseUrl: string; environment?: undefined };

export type QueryOptions = Settings & Endpoint;

/** A signed request, ready for any HTTP client. Send the body byte for byte, the header exactly. */
export interface SignedRequest {
  url: string;
  method: 'POST';
  headers: { 'Content-Type': 'application/json' };
  body: string;
}

/**
 * Validates and signs a query.
 *
 * @throws `param_missing`, `param_invalid`, `range_too_long`, `unsafe_number` with the parameter in
 * `field`; `config_missing`, `config_invalid` with the setting.
 *
 * @example
 * buildQuery('transactions', { transactionIds: ['1826814232868814848'] },
 *   { merchantNo: '800209', secret, environment: 'sandbox' })
 */
export declare function buildQuery<K extends QueryKind>(kind: K, params: QueryParams[K], options: QueryOptions): SignedRequest;

/** As {@link buildQuery}, as a Web `Request` that follows no redirect. */
export declare function buildQueryRequest<K extends QueryKind>(kind: K, params: QueryParams[K], options: QueryOptions): Request;

/** A JSON value in which numbers are strings, as they were written. */
export type LosslessJson = string | boolean | null | LosslessJson[] | { [name: string]: LosslessJson };

/** A page of records. Source: order query, Page. */
export interface Page<R> {
  content: R[];
  /** The number of this page, from 1. */
  current: number | null;
  size: number | null;
  totalPages: number | null;
  totalElements: number | null;
}

/** The results of 3-D Secure, CVV and address checks. Source: order query, VerificationResult. */
export interface VerificationResult {
  version: string | null;
  authenticationFlow: string | null;
  /** Not to be relied on where `transStatus` is `N` or `R`. */
  chargebackLiability: string | null;
  transStatus: string | null;
  transStatusReason: string | null;
  eci: string | null;
  cvvResult: string | null;
  avsFullResult: string | null;
  cavvResult: string | null;
  extra: Record<string, LosslessJson>;
}

/**
 * A card and its checks. The document names this object, lists the fields of its checks and shows
 * no sample, so they are taken where they stand: directly, or in `verificationResult`.
 */
export interface CreditCard extends VerificationResult {
  verificationResult: VerificationResult | null;
}

/** One transaction: one attempt to pay, refund, capture, ... Source: order query, TxnInfo. */
export interface TxnInfo {
  /** The gateway's id of this attempt, 19 digits. */
  transactionId: string | null;
  /** The merchant's order number. */
  merchantTxnId: string | null;
  /** When it ended, `yyyy-MM-dd HH:mm:ss` in `txnTimeZone`. */
  txnTime: string | null;
  /** As `+08:00`. */
  txnTimeZone: string | null;
  /** Of a refund or the like: the transaction it belongs to. */
  originTransactionId: string | null;
  merchantTxnOriginalId: string | null;
  /** `CARD`, `LPMS`, ... */
  productType: string | null;
  /** `DIRECT`, `SUBSCRIBE`, ... */
  subProductType: string | null;
  /** `SALE`, `REFUND`, ... */
  txnType: string | null;
  /** `S` success, `F` failed, `N` cancelled or closed; `P`, `R`, `I`, `U` are not final. */
  status: string | null;
  /** Why it failed. */
  reason: string | null;
  /** `VISA`, ... */
  paymentMethod: string | null;
  walletTypeName: string | null;
  /** Decimal, in the main unit of the currency: `"50.00"`. */
  orderAmount: string | null;
  /** ISO 4217. */
  orderCurrency: string | null;
  /** The amount in the settlement currency: `orderAmount` times `settleRate`. */
  txnAmount: string | null;
  txnCurrency: string | null;
  settleRate: string | null;
  customsDeclarationAmount: string | null;
  customsDeclarationCurrency: string | null;
  /** The acquirer's reference number. */
  arn: string | null;
  appId: string | null;
  website: string | null;
  cardBinCountry: string | null;
  /** The middle digits are replaced by the gateway. */
  cardNumber: string | null;
  holderName: string | null;
  eci: string | null;
  tokenId: string | null;
  contractId: string | null;
  /** In samples, not in the document's table. */
  cardType: string | null;
  /** In samples, not in the document's table. */
  paymentId: string | null;
  /** In samples, not in the document's table. */
  email: string | null;
  /** What the payer's bank says, of a few local payments (Sofort): true paid, false not paid. */
  userPaymentStatus: boolean | null;
  creditCard: CreditCard | null;
  /** Fields that the documents do not name, and values of an unexpected shape. */
  extra: Record<string, LosslessJson>;
}

/** One payment intent. Source: payment query, items. */
export interface PaymentInfo {
  paymentId: string | null;
  /** `S` success, `N` closed, `O` open, `A` authorised, `I`, `U`, `P`, `R`. */
  paymentStatus: string | null;
  lastTransactionId: string | null;
  merchantTxnId: string | null;
  appId: string | null;
  orderAmount: string | null;
  orderCurrency: string | null;
  extra: Record<string, LosslessJson>;
}

/** One chargeback. Source: chargeback query, records. */
export interface ChargebackInfo {
  merchantNo: string | null;
  merchantTxnId: string | null;
  /** The disputed transaction. */
  originTransactionId: string | null;
  txnAmount: string | null;
  txnCurrency: string | null;
  txnTime: string | null;
  paymentMethod: string | null;
  chargebackId: string | null;
  importTime: string | null;
  chargebackAmount: string | null;
  chargebackCurrency: string | null;
  chargebackDate: string | null;
  /** `NEW`, `FA`, `FAF`, ... `ACCEPT`, `REVOKE`, `DELETE`. */
  chargebackStatus: string | null;
  chargebackReason: string | null;
  chargebackArn: string | null;
  chargebackCode: string | null;
  appealDueTime: string | null;
  extra: Record<string, LosslessJson>;
}

export interface QueryRecords {
  transactions: TxnInfo;
  payments: PaymentInfo;
  chargebacks: ChargebackInfo;
}

/**
 * The page in the whole answer of a query, as received.
 *
 * @throws `gateway_rejected` with `respCode` and `respMsg`; `response_invalid` for what is no answer.
 */
export declare function parseQueryResponse<K extends QueryKind>(kind: K, text: string | Uint8Array): Page<QueryRecords[K]>;

// ----------------------------------------------------------------------------------- client

export type OnerwayOptions = QueryOptions & {
  /** Sends a request; the runtime's `fetch` unless set. */
  fetch?: (request: Request, init: { signal: AbortSignal }) => Promise<Response>;
  /** Milliseconds until a call fails with `timeout`: 10000 unless set. */
  timeoutMs?: number;
};

export interface CallOptions {
  signal?: AbortSignal;
}

/**
 * Asks the gateway. Queries change nothing, so a call that failed can be made again.
 *
 * All calls throw {@link OnerwayError}: the codes of {@link buildQuery} and {@link parseQueryResponse},
 * and `network`, `timeout`, `aborted`, `http_status`.
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
    /** The one transaction, or null; several under one order number are `ambiguous`. */
    get(by: { transactionId: string } | { merchantTxnId: string }, options?: CallOptions): Promise<TxnInfo | null>;
  };
  readonly payments: {
    /** One page. */
    list(params: PaymentsParams, options?: CallOptions): Promise<Page<PaymentInfo>>;
    /** The one intent, or null; several under one order number are `ambiguous`. */
    get(by: { paymentId: string } | { merchantTxnId: string }, options?: CallOptions): Promise<PaymentInfo | null>;
  };
  readonly chargebacks: {
    /** One page. */
    list(params: ChargebacksParams, options?: CallOptions): Promise<Page<ChargebackInfo>>;
  };
}
