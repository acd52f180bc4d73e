/** @import * as Api from '../index.js' */

import { call } from './core.js';
import { OnerwayError } from './error.js';
import { encodeParams } from './params.js';
import { callSettings, joinSecrets, textSetting, voucherAddress, wordOf } from './settings.js';
import { bytesOf } from './text.js';

/**
 * @param {Api.QueryKind | 'voucher'} kind
 * @param {Api.QueryParams[Api.QueryKind] | Api.VoucherParams} params
 * @param {Api.QueryOptions | Api.VoucherQueryOptions} options
 * @returns {Api.SignedRequest}
 */
export function buildQuery(kind, params, options) {
  const signed = build(kind, params, options, false);
  const end = signed.indexOf('\n');
  const url = signed.slice(0, end);
  const body = signed.slice(end + 1);
  return { url, method: 'POST', headers: { 'Content-Type': 'application/json' }, body };
}

/**
 * @param {Api.QueryKind | 'voucher'} kind
 * @param {Api.QueryParams[Api.QueryKind] | Api.VoucherParams} params
 * @param {Api.QueryOptions | Api.VoucherQueryOptions} options
 * @returns {Request}
 */
export function buildQueryRequest(kind, params, options) {
  return build(kind, params, options, true);
}

/** @param {Api.QueryOptions & Partial<Pick<Api.VoucherQueryOptions, 'voucher'>>} options */
function build(kind, params, options, asRequest) {
  checkAddress(options?.baseUrl);
  const fields = encodeParams(params);
  const settings = callSettings(options);
  const voucher = kind === 'voucher' ? voucherAddress(options?.voucher) : '';
  return call((core) => core.buildQuery(wordOf(kind), fields, ...settings, voucher, asRequest));
}

/** @type {typeof Api.parseQueryResponse} */
export function parseQueryResponse(kind, text) {
  return parsePage(kind, bytesOf(text, 'text', 'response_invalid'));
}

/**
 * `asked`: the number of the page; then it is held against itself too.
 *
 * @param {Api.QueryKind} kind
 * @param {Uint8Array} bytes
 * @param {number} [asked]
 * @returns {Api.Page<any>}
 */
export function parsePage(kind, bytes, asked) {
  const page = call((core) => core.parseQueryResponse(wordOf(kind), bytes, asked));
  const [content, current, size, totalPages, totalElements] = page;
  return { content, current, size, totalPages, totalElements };
}

/** Any other call: the signed Request. */
export function buildCall(path, params, options) {
  checkAddress(options?.baseUrl);
  const fields = encodeParams(params);
  const settings = callSettings(options);
  return call((core) => core.buildCall(textSetting(path, 'path', 'param_invalid') ?? '', fields, ...settings));
}

/** The data in its answer; the signature is right where there is one. */
export function parseData(bytes, secret) {
  const secrets = joinSecrets(secret);
  return call((core) => core.parseData(bytes, ...secrets));
}

/** The times of the windows that `all` reads, and the name of a record's id. `parts`: about how many there should be; 0: as few as can be. */
export function timesOf(kind, params, options, parts = 0) {
  const fields = encodeParams(params);
  const settings = callSettings(options);
  const [idName, startName, endName, ...times] = call((core) => core.windows(kind, fields, ...settings, parts));
  const windows = [];
  for (let at = 0; at < times.length; at += 2) windows.push({ [startName]: times[at], [endName]: times[at + 1] });
  return { idName, windows: windows.length > 0 ? windows : [{}] };
}

/** @type {typeof Api.settlementOf} */
export function settlementOf(record) {
  if (typeof record !== 'object' || record === null) {
    throw new OnerwayError('param_invalid', 'record: is an object with orderAmount, settleRate and txnAmount', { field: 'record' });
  }
  const [orderAmount, settleRate, txnAmount] = /** @type {const} */ (['orderAmount', 'settleRate', 'txnAmount']).map(
    (name) => textSetting(record[name], name, typeof record[name] === 'number' ? 'unsafe_number' : 'param_invalid') ?? '',
  );
  return call((core) => core.settlement(orderAmount, settleRate, txnAmount));
}

// The core knows what is allowed; whether it is an address at all, the platform knows best.
function checkAddress(baseUrl) {
  if (typeof baseUrl === 'string' && baseUrl !== '' && URL.canParse?.(baseUrl) === false) {
    throw new OnerwayError('config_invalid', 'baseUrl: is no address', { field: 'baseUrl' });
  }
}
