/** @import * as Api from '../index.js' */

// The voucher (electronic receipt): when it can be had, what came back, and the way to its file.

import { voucherStates } from 'virtual:texts';
import { call } from './core.js';
import { OnerwayError } from './error.js';
import { buildQuery, buildQueryRequest } from './query.js';
import { forGood } from './send.js';
import { invalid, millisOf, textSetting, wordOf } from './settings.js';
import { bytesOf } from './text.js';

const MAX_BYTES = 10 * 1024 * 1024;

/** @type {typeof Api.voucherAvailability} */
export function voucherAvailability(transaction, now = Date.now(), options) {
  if (typeof transaction !== 'object' || transaction === null) {
    throw new OnerwayError('param_invalid', 'transaction: is the record of a transaction', { field: 'transaction' });
  }
  const [state, availableAt = null, overdueAt = null] = availability(transaction, now, options?.timeZone, false);
  return { state: voucherStates[state], availableAt, overdueAt };
}

/**
 * With `absent`, it throws what is to be told of a voucher that is not there.
 *
 * @param {Parameters<typeof Api.voucherAvailability>[0]} transaction
 */
function availability({ status, txnTime, txnTimeZone }, now, timeZone, absent) {
  const zone = textSetting(timeZone, 'timeZone') ?? '';
  const [state, time, itsZone] = [status, txnTime, txnTimeZone].map(wordOf);
  const millis = millisOf(now);
  return call((core) => core.voucherAvailability(state, time, itsZone, millis, zone, absent));
}

/** @type {typeof Api.parseVoucherResponse} */
export function parseVoucherResponse(body, contentType) {
  const voucher = parse(body, contentType, false);
  if (typeof voucher === 'string') return { form: 'link', url: voucher };
  return voucher && { form: 'file', contentType: voucher.contentType, bytes: voucher.bytes };
}

/** Null, a link, or a file; `whole` where it is the body itself. `linked`: what a link led to. */
function parse(body, contentType, linked) {
  const bytes = bytesOf(body, 'body', 'response_invalid');
  const type = textSetting(contentType, 'contentType', 'param_invalid') ?? '';
  const found = call((core) => core.parseVoucher(bytes, type, linked));
  if (!Array.isArray(found)) return found ?? null;
  const [fileType, inside] = found;
  return { contentType: fileType, bytes: inside ?? bytes, whole: inside === undefined };
}

/**
 * The settings of downloads, checked. What is missing is told by the first download that needs it.
 *
 * @param {Api.OnerwayOptions} options
 */
export function voucherSettings(options) {
  const voucher = options?.voucher ?? {};
  if (typeof voucher !== 'object' || Array.isArray(voucher)) invalid('voucher', 'is an object of settings');
  const { path, idField, hosts, maxBytes = MAX_BYTES, absentCodes = [] } = voucher;
  for (const [name, value] of Object.entries({ path, idField })) textSetting(value, `voucher.${name}`);
  if (hosts !== undefined && !(Array.isArray(hosts) && hosts.every(isHost))) {
    invalid('voucher.hosts', "is a list of hosts as they stand in a link: lower case, and the port unless it is 443, as in 'files.example'");
  }
  if (!Number.isSafeInteger(maxBytes) || maxBytes < 1) invalid('voucher.maxBytes', 'is a whole number of bytes above 0');
  if (!Array.isArray(absentCodes) || !absentCodes.every((code) => typeof code === 'string' && code !== '')) {
    invalid('voucher.absentCodes', 'is a list of respCodes, each of them a string');
  }
  // Settings that break a rule are told now, by a request that is not sent.
  if (path && idField) buildQuery('voucher', { transactionId: '0' }, options);
  return { query: { ...options, voucher: { path, idField } }, hosts: hosts && [...hosts], maxBytes, absentCodes: [...absentCodes] };
}

function isHost(host) {
  return typeof host === 'string' && host !== '' && !host.includes('*') && urlOf(`https://${host}/`)?.host === host;
}

/** Undefined for what is no address. */
function urlOf(text) {
  try {
    // Written plainly, bundlers would take it as a request for a file of the package.
    return Reflect.construct(URL, [text]);
  } catch {
    return undefined;
  }
}

/**
 * The voucher of a transaction, as a file. `tools`: `get(transactionId)`, the gateway's record or null; `ask(build, read,
 * options)` as in send.js; `now()`, Unix milliseconds.
 */
export async function download(by, tools, settings) {
  const build = () => buildQueryRequest('voucher', by, settings.query);
  // What is wrong with the call or the settings costs no question.
  build();
  const transactionId = String(by.transactionId);
  const record = await tools.get(transactionId);
  if (record === null) {
    throw new OnerwayError('voucher_unavailable', 'transactionId: the gateway has no such transaction', { field: 'transactionId' });
  }
  const { timeZone } = settings.query;
  const absence = (cause) => absenceOf(record, tools.now(), timeZone, cause);
  if (voucherAvailability(record, tools.now(), { timeZone }).state === 'not_ready') throw absence();
  const { contentType, bytes, disposition } = await find(build, tools, settings, absence);
  const fileName = call((core) => core.voucherName(disposition ?? '', transactionId, contentType));
  return { bytes, contentType, fileName };
}

/** The error for a voucher that is not there; `cause` is what the gateway has said. */
function absenceOf(record, now, timeZone, cause) {
  try {
    availability(record, now, timeZone, true);
  } catch (error) {
    return cause === undefined ? error : new OnerwayError(error.code, error.message, { ...error, cause });
  }
}

async function find(build, { ask }, settings, absence) {
  const read = (answer) => {
    if (answer.bytes === null) throw tooLong(settings);
    const voucher = parse(answer.bytes, answer.contentType, false);
    if (voucher === null || typeof voucher === 'string') return voucher;
    checkLength(voucher, settings);
    // The header of an envelope does not name the file in it.
    return voucher.whole ? { ...voucher, disposition: answer.contentDisposition } : voucher;
  };
  // In base64 and lines a file is longer, by less than half.
  const maxBytes = Math.ceil(settings.maxBytes * 1.5) + 65_536;
  let voucher;
  try {
    voucher = await ask(build, read, { maxBytes, isPrivate: true });
  } catch (error) {
    const isRefused = error.code === 'gateway_rejected' && settings.absentCodes.includes(error.respCode);
    throw isRefused || error.status === 404 ? absence(error) : error;
  }
  if (voucher === null) throw absence();
  return typeof voucher === 'string' ? follow(voucher, ask, settings) : voucher;
}

/** What a link leads to. Who has the link may have the voucher, so no error shows more of it than its host. */
function follow(link, ask, settings) {
  const url = addressOf(link, settings);
  // A request of its own: no body, no header, nothing that was signed.
  const build = () => new Request(url, { redirect: 'manual' });
  const read = (answer) => {
    checkLength(answer, settings);
    return { ...parse(answer.bytes, answer.contentType, true), disposition: answer.contentDisposition };
  };
  return ask(build, read, { maxBytes: settings.maxBytes, who: `the voucher's host ${url.host}`, isPrivate: true });
}

function addressOf(link, { hosts }) {
  const url = urlOf(link);
  if (url === undefined) throw unfit('is no address');
  if (url.protocol !== 'https:') throw unfit(`to ${url.host} is not https`);
  if (url.username !== '' || url.password !== '') throw unfit(`to ${url.host} holds a user or a password`);
  if (hosts === undefined) {
    throw new OnerwayError('config_missing', `voucher.hosts: is required to follow a link; the voucher is at ${url.host}: allow it if it is the gateway's`, {
      field: 'voucher.hosts',
    });
  }
  if (!hosts.includes(url.host)) throw unfit(`leads to ${url.host}, which is not in voucher.hosts`);
  return url;
}

function unfit(problem) {
  return new OnerwayError('response_invalid', `data: the link ${problem}`, { field: 'data' });
}

function checkLength({ bytes }, settings) {
  if (bytes === null || bytes.length > settings.maxBytes) throw tooLong(settings);
}

function tooLong({ maxBytes }) {
  const field = 'voucher.maxBytes';
  return forGood(new OnerwayError('response_invalid', `${field}: the voucher is longer than ${maxBytes} bytes`, { field }));
}
