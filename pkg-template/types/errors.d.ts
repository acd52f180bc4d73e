// What every function throws.

import type { Doubt } from './events.js';
import type { PaymentInfo, TxnInfo } from './records.js';

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
  /** The gateway answered with another HTTP status than 2xx, a redirect among them; no `status` where `fetch` has followed one. */
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
  /**
   * A defect of this package, a page whose CSP forbids WebAssembly, or a runtime that lacks it or another web standard: the
   * message says which. The next call starts afresh.
   */
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
  constructor(
    code: OnerwayErrorCode,
    message: string,
    details?: Partial<Omit<OnerwayError, 'code' | 'name' | 'message' | 'stack'>>,
  );
}
