// Building queries and reading their answers.

import type { ChargebackInfo, PaymentInfo, TxnInfo } from './records.js';
import type { VoucherParams, VoucherQueryOptions } from './vouchers.js';

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

/** A page of records. Source: order query, Page. */
export interface Page<R> {
  content: R[];
  /** The number of this page, from 1. */
  current: number | null;
  size: number | null;
  totalPages: number | null;
  totalElements: number | null;
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
