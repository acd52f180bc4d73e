// Vouchers (electronic receipts).

import type { QueryOptions } from './queries.js';
import type { TxnInfo } from './records.js';

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
