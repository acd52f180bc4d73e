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
  /** The callback has no transactionId. As a doubt: a field is missing that such a notification has. */
  | 'field_missing'
  /**
   * The callback's transactionId is no id, or the webhook's `x-timestamp` no Unix time. As a doubt: a
   * field has not its documented form, or does not fit another field.
   */
  | 'field_invalid'
  /** A doubt: a signed field that the documents do not name, or not for such a notification. */
  | 'unknown_field'
  /** The gateway has no record of what a notification speaks of, or another one: `field` says in what. */
  | 'confirm_mismatch'
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
  /** What came back is no answer of the gateway, or no voucher. */
  | 'response_invalid'
  /** The voucher is not there yet: `availableAt` is when to ask again. */
  | 'voucher_not_ready'
  /** The voucher is not there more than 2 hours after the transaction succeeded: contact Onerway's customer service. */
  | 'voucher_overdue'
  /** No voucher for this transaction: it has not succeeded, or the gateway does not know it. */
  | 'voucher_unavailable'
  /** A store cannot do its work, or did not answer in time: `onerway-edge/stores`. */
  | 'store_failed'
  /**
   * As a doubt: the signed bytes can be read as another callback, in which the field has another value;
   * with the field `sign`, in more ways than are tried. Of a `get`: several records have the order number
   * that was asked for, `records` holds them.
   */
  | 'ambiguous'
  /** In {@link CallbackRecord} only: the sender's address is not on the list. */
  | 'address_not_allowed'
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
  /**
   * With `voucher_not_ready`: when to ask again, in UTC by ISO 8601, `"2024-07-09T06:57:01Z"`. Absent where nobody knows
   * since when the transaction has succeeded.
   */
  readonly availableAt?: string;
  /** What keeps a callback of a right digest from being verified; `code` and `field` are those of the first. */
  readonly doubts?: readonly Doubt[];
  /** With `ambiguous`, of a `get`: the records to choose from. Not enumerable, so that logging an error shows none. */
  readonly records?: ReadonlyArray<TxnInfo | PaymentInfo>;
  readonly cause?: unknown;
  constructor(code: OnerwayErrorCode, message: string, details?: Partial<Omit<OnerwayError, 'code' | 'name' | 'message' | 'stack'>>);
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

/** What speaks against a callback whose digest is right. The message of an error says what each code means. */
export interface Doubt {
  code: 'unknown_field' | 'field_missing' | 'field_invalid' | 'ambiguous';
  /** The name of the field, at most 64 bytes of it. */
  field: string;
}

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

/** S success, F failed, N cancelled or closed, R the buyer has to act; P, I, U are not final. */
export type TxnStatus = 'S' | 'F' | 'P' | 'R' | 'N' | 'I' | 'U';

/** Of the payment intent: S success, N closed, O open, A authorised; I, U, P, R. */
export type PaymentStatus = 'S' | 'N' | 'O' | 'A' | 'I' | 'U' | 'P' | 'R';

/** Source: asynchronous notification, chargebackStatus. */
export type ChargebackStatus =
  | 'NEW' | 'FA' | 'FAF' | 'FAS' | 'FAT' | 'SA' | 'SAF' | 'SAS' | 'SAT' | 'ACCEPT' | 'REVOKE' | 'DELETE';

/** Fields that the signature does not cover: **anybody can have changed them**. */
export interface ExcludedFields {
  /** Of a refund or a dispute: the transaction that it belongs to. Ask the gateway before you rely on it. */
  originTransactionId?: string;
  originMerchantTxnId?: string;
  customsDeclarationAmount?: string;
  customsDeclarationCurrency?: string;
  paymentMethod?: string;
  walletTypeName?: string;
  periodValue?: string;
  tokenExpireTime?: string;
}

/** Signed fields of TXN and CANCEL on which nothing depends. They can be uncertain. */
export interface TellingPaymentFields {
  /** Two letters: `"US"`. */
  cardBinCountry?: string;
  /** merchantNo and transactionId, joined. */
  channelRequestId?: string;
  /** 19 digits. */
  contractId?: string;
  /** `"0"` to `"3"`. */
  dataStatus?: string;
  /** `"05"`; or one digit. */
  eci?: string;
  /** JSON: an object. */
  paymentMethodDetails?: string;
  /** JSON: an array. */
  products?: string;
  /** JSON: an object. The event's `reason` is this, parsed. */
  reason?: string;
  /** `yyyy-MM-dd HH:mm:ss`. */
  responseTime?: string;
  /** `"SUBSCRIPTION_INITIAL"`, `"SUBSCRIPTION_RENEWAL"`. */
  scenarios?: string;
  /** Decimal: from `orderAmount` to `txnAmount`. */
  settleRate?: string;
  /** `"active"`, `"pastdue"`, ... */
  subscriptionStatus?: string;
  /** The token of a stored card: keep it out of logs. */
  tokenId?: string;
  /** As `"+08:00"`. */
  txnTimeZone?: string;
}

/** The signed field of REFUND_AUDIT on which nothing depends. It can be uncertain. */
export interface TellingAuditFields {
  /** JSON: an object. The event's `reason` is this, parsed. */
  reason?: string;
}

/** Signed fields of CHARGEBACK and PRE_DISPUTE on which nothing depends. They can be uncertain. */
export interface TellingDisputeFields {
  /** `yyyy-MM-dd HH:mm:ss`. */
  appealDueTime?: string;
  /** Free text. Beside `chargebackCode` nothing tells where it ends: both are uncertain. */
  chargebackArn?: string;
  chargebackCode?: string;
  chargebackReason?: string;
  /** `yyyy-MM-dd HH:mm:ss`. */
  importTime?: string;
}

interface SignedFields {
  merchantNo: string;
  notifyType: string;
  transactionId: string;
}

/** Signed fields of TXN and CANCEL, as received: in a verified event they are proved. */
export interface SignedPaymentFields extends SignedFields, TellingPaymentFields {
  merchantTxnId: string;
  txnType: string;
  status: string;
  paymentId?: string;
  paymentStatus?: string;
  orderAmount?: string;
  orderCurrency?: string;
  txnAmount?: string;
  txnCurrency?: string;
  /** `yyyy-MM-dd HH:mm:ss` in `txnTimeZone`. */
  txnTime?: string;
}

/** Signed fields of REFUND_AUDIT. */
export interface SignedAuditFields extends SignedFields, TellingAuditFields {
  status: string;
}

/** Signed fields of CHARGEBACK and PRE_DISPUTE. */
export interface SignedDisputeFields extends SignedFields, TellingDisputeFields {
  chargebackAmount: string;
  chargebackCurrency: string;
  /** `yyyy-MM-dd HH:mm:ss`. */
  chargebackDate: string;
  chargebackStatus: string;
}

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

/**
 * Of an attempt to pay, by `status`: S `succeeded`; R `action_required`; N `cancelled`; P, I, U `pending`;
 * F `failed`, but with paymentStatus O, U, P or R `open` (the payment can still be paid), with N `cancelled`.
 */
export type PayOutcome = 'succeeded' | 'failed' | 'pending' | 'action_required' | 'cancelled' | 'open';

/** Of what follows a payment, by `status`: S `succeeded`; F `failed`; R `action_required`; N `cancelled`; P, I, U `pending`. */
export type FollowUpOutcome = Exclude<PayOutcome, 'open'>;

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

export interface PageParams {
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

/** Parameters for all records: the pages are read one after the other. */
export type WithoutPage<P extends PageParams> = Omit<P, 'current'>;

export interface QueryParams {
  transactions: TransactionsParams;
  payments: PaymentsParams;
  chargebacks: ChargebacksParams;
}

export interface Settings {
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

/**
 * The question for a voucher: a signed POST of merchantNo and the id to the path that Onerway has told you. Its answer is
 * for {@link parseVoucherResponse}.
 *
 * @throws `config_missing` without `voucher.path` or `voucher.idField`, `config_invalid` where one breaks a rule;
 * `param_missing`, `param_invalid` for the transactionId, which is 1 to 20 digits.
 *
 * @example
 * buildQuery('voucher', { transactionId: '1826814232868814848' },
 *   { merchantNo: '800209', secret, environment: 'sandbox', voucher: { path, idField } })
 */
export declare function buildQuery(kind: 'voucher', params: VoucherParams, options: VoucherQueryOptions): SignedRequest;

/** As {@link buildQuery}, as a Web `Request` that follows no redirect. */
export declare function buildQueryRequest<K extends QueryKind>(kind: K, params: QueryParams[K], options: QueryOptions): Request;
export declare function buildQueryRequest(kind: 'voucher', params: VoucherParams, options: VoucherQueryOptions): Request;

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
  /** `txnAmount` held against `orderAmount` times `settleRate`; null where one of them is missing or no decimal number. */
  settlement: Settlement | null;
}

/** What is settled, compared with the order's amount times the rate. Source: order query, TxnInfo, `settleRate`. */
export interface Settlement {
  /** The exact product, decimal: `"781.23"`. */
  expected: string;
  /** What is settled less that, decimal: `"-0.005"`. */
  difference: string;
  /**
   * Whether the printed digits allow the difference. With `u` one unit of the rate's last digit (0 for a rate of exactly
   * 1) and `v` one of the amount's: `-orderAmount * u / 2 - v <= difference <= orderAmount * u + v`.
   */
  matches: boolean;
}

/**
 * What is settled, held against the order's amount times the rate, in exact decimals. A record of the order query has it
 * as `settlement`.
 *
 * @throws `param_invalid` for a value that is no decimal number.
 *
 * @example
 * settlementOf({ orderAmount: '100.00', settleRate: '7.8123', txnAmount: '781.23' })?.matches // true
 */
export declare function settlementOf(record: {
  readonly orderAmount: string | null;
  readonly settleRate: string | null;
  readonly txnAmount: string | null;
}): Settlement | null;

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

// --------------------------------------------------------------------------------- vouchers

/** Whose voucher (electronic receipt) it is. */
export interface VoucherParams {
  /** The gateway's id of the transaction, 1 to 20 digits. */
  transactionId: string;
}

/** Where vouchers are asked for. No public document names either, so neither has a default: ask Onerway. */
export interface VoucherAddress {
  /** The path of the call: it starts with a slash. */
  path?: string;
  /** The field of the request that takes the transactionId. */
  idField?: string;
}

export type VoucherQueryOptions = QueryOptions & { voucher: VoucherAddress };

/** What downloads need besides. */
export interface VoucherSettings extends VoucherAddress {
  /**
   * The hosts whose links are followed, as they stand in a link: lower case, and the port unless it is 443. No default;
   * without it a link is `config_missing`, which names its host.
   */
  hosts?: readonly string[];
  /** The longest voucher, in bytes: 10485760 (10 MiB) unless set. */
  maxBytes?: number;
  /** The respCodes by which the gateway says that there is no voucher (yet). No default: no public document names one. */
  absentCodes?: readonly string[];
}

/** When the voucher of a transaction can be had. Times are in UTC by ISO 8601: `"2024-07-09T06:57:01Z"`. */
export interface VoucherAvailability {
  /**
   * `not_ready`: less than 1 hour has passed since the transaction succeeded. `maybe`: up to 2 hours have, or the record
   * does not say since when. `due`: more than 2 hours have passed; what is not there then is a case for Onerway's
   * customer service.
   */
  state: 'not_ready' | 'maybe' | 'due';
  /** The second from which it is `maybe`: 1 hour after the success. Null where the record has no readable txnTime. */
  availableAt: string | null;
  /** The second from which it is `due`: the first that is more than 2 hours after the success. Null as above. */
  overdueAt: string | null;
}

/**
 * When the voucher of a transaction can be had: 1 hour after it succeeded, and for good. `now` is a Date or Unix
 * milliseconds, the platform's clock unless given; `timeZone`, as `'+08:00'`, is that of a record without txnTimeZone.
 * Source: get payment result, payment voucher.
 *
 * @throws `voucher_unavailable` where the status is not S; `config_missing` where neither the record nor `timeZone` names
 * a zone; `config_invalid` for `now` and `timeZone`; `param_invalid` for what is no record.
 *
 * @example
 * const { state, availableAt } = voucherAvailability(await onerway.transactions.get({ transactionId }));
 */
export declare function voucherAvailability(
  transaction: Partial<Pick<TxnInfo, 'status' | 'txnTime' | 'txnTimeZone'>>,
  now?: Date | number,
  options?: { timeZone?: string },
): VoucherAvailability;

/** A voucher as the gateway gives it. */
export type Voucher =
  | {
      form: 'file';
      /** The media type in lower case, without parameters: `"application/pdf"`. */
      contentType: string;
      bytes: Uint8Array;
    }
  | {
      form: 'link';
      /**
       * Starts with `https://` or `http://`, as it was received; nothing else of it is checked. Follow it only to a host
       * that you know, without a header of yours. It may hold a token: keep it out of logs.
       */
      url: string;
    };

/**
 * What the gateway's answer to a question for a voucher holds, by the body as received and the header Content-Type. Null:
 * there is no voucher, the body or `data` is empty. JSON is the envelope, in whose `data` exactly one text has to be a
 * link or a file in base64 (a PDF, PNG, JPEG, GIF, ZIP, or a `data:` address); anything else is the file itself.
 *
 * @throws `gateway_rejected` with `respCode` and `respMsg`; `response_invalid` for a web page, for several links or files
 * and for what is neither; `param_invalid` for arguments of other types.
 *
 * @example
 * const bytes = new Uint8Array(await response.arrayBuffer());
 * const voucher = parseVoucherResponse(bytes, response.headers.get('content-type'));
 */
export declare function parseVoucherResponse(
  body: string | Uint8Array | ArrayBuffer,
  contentType?: string | null,
): Voucher | null;

/** A voucher, ready to be kept or shown. */
export interface VoucherFile {
  bytes: Uint8Array;
  /** The media type in lower case, without parameters: `"application/pdf"`. */
  contentType: string;
  /**
   * The server's name for it, made safe for file systems, or `voucher-{transactionId}.pdf`: at most 120 characters, no
   * folder, no control, no device. Its ending is the sender's: let `contentType` decide what it is.
   */
  fileName: string;
}

// ------------------------------------------------------------------------------ confirmation

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

// --------------------------------------------------------------------------------- handler

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
  store?: import('./stores.js').IdempotencyStore;
  /** Which events are confirmed by a query before they are delivered: the unconfirmed, unless set, or all. */
  confirm?: 'doubtful' | 'always';
  /**
   * Deliver an {@link UnconfirmedEvent} that no query tells of (PRE_DISPUTE, REFUND_AUDIT, an unknown type). Else it is
   * answered with 503. It may be forged: take it as a hint to look.
   */
  deliverUnconfirmed?: boolean;
  /** Refuse requests whose `header` is not one of `allow`. Name a header that **your own proxy sets**, with one address. */
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
  /** The name of the error's class: `"TypeError"`. */
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

export type { IdempotencyStore } from './stores.js';

// ----------------------------------------------------------------------------------- client

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
  store?: import('./stores.js').IdempotencyStore;
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
  store?: import('./stores.js').IdempotencyStore;
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
    options?: HandlerOptions<K> & { deliverUnconfirmed?: false },
  ): Promise<Response>;
  handleCallback<K extends string = never>(
    request: Request,
    handler: (event: PaymentEvent<K> | UnconfirmedEvent, context: HandlerContext) => unknown,
    options?: HandlerOptions<K>,
  ): Promise<Response>;
}
