// The voucher (electronic receipt): when it can be had, what came back, and the way to its file.

import { voucherStates } from 'virtual:texts';
import { call } from './core.js';
import { OnerwayError } from './error.js';
import { buildQuery, buildQueryRequest } from './query.js';
import { millisOf, textSetting, wordOf } from './settings.js';
import { bytesOf } from './text.js';

const MAX_BYTES = 10 * 1024 * 1024;

export function voucherAvailability(transaction, now = Date.now(), options) {
  if (typeof transaction !== 'object' || transaction === null) {
    throw new OnerwayError('param_invalid', 'transaction: is the record of a transaction', { field: 'transaction' });
  }
  const [state, availableAt = null, overdueAt = null] = availability(transaction, now, options?.timeZone, false);
  return { state: voucherStates[state], availableAt, overdueAt };
}

/** With `absent`, it throws what is to be told of a voucher that is not there. */
function availability({ status, txnTime, txnTimeZone }, now, timeZone, absent) {
  const zone = textSetting(timeZone, 'timeZone') ?? '';
  const record = [status, txnTime, txnTimeZone].map(wordOf);
  const millis = millisOf(now);
  return call((core) => core.voucherAvailability(...record, millis, zone, absent));
}

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

/** The settings of downloads, checked. What is missing is told by the first download that needs it. */
export function voucherSettings(options) {
  const voucher = options?.voucher ?? {};
  if (typeof voucher !== 'object' || Array.isArray(voucher)) throw invalid('voucher', 'is an object of settings');
  const { path, idField, hosts, maxBytes = MAX_BYTES, absentCodes = [] } = voucher;
  for (const [name, value] of Object.entries({ path, idField })) textSetting(value, `voucher.${name}`);
  if (hosts !== undefined && !(Array.isArray(hosts) && hosts.every(isHost))) {
    throw invalid('voucher.hosts', "is a list of hosts as they stand in a link: lower case, and the port unless it is 443, as in 'files.example'");
  }
  if (!Number.isSafeInteger(maxBytes) || maxBytes < 1) throw invalid('voucher.maxBytes', 'is a whole number of bytes above 0');
  if (!Array.isArray(absentCodes) || !absentCodes.every((code) => typeof code === 'string' && code !== '')) {
    throw invalid('voucher.absentCodes', 'is a list of respCodes, each of them a string');
  }
  // Settings that break a rule are told now, by a request that is not sent.
  if (path && idField) buildQuery('voucher', { transactionId: '0' }, options);
  return { query: { ...options, voucher: { path, idField } }, hosts: hosts && [...hosts], maxBytes, absentCodes: [...absentCodes] };
}

function isHost(host) {
  return typeof host === 'string' && host !== '' && urlOf(`https://${host}/`)?.host === host;
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
 * The voucher of a transaction, as a file.
 *
 * `tools`: `get(transactionId)`, the gateway's record or null; `send(request, { maxBytes })`, which asks the gateway;
 * `fetchLink(request, { maxBytes })`, which loads a file from elsewhere; `now()`, Unix milliseconds. Both that send give
 * `{ status, bytes, contentType, contentDisposition }` for any status and follow no redirect; `bytes` is null where there
 * are more than `maxBytes`.
 */
export async function download(by, tools, settings) {
  // Built first: what is wrong with the call or the settings costs no question.
  const request = buildQueryRequest('voucher', by, settings.query);
  const transactionId = String(by.transactionId);
  const record = await tools.get(transactionId);
  if (record === null) {
    throw new OnerwayError('voucher_unavailable', 'transactionId: the gateway has no such transaction', { field: 'transactionId' });
  }
  const { timeZone } = settings.query;
  const absence = (cause) => absenceOf(record, tools.now(), timeZone, cause);
  if (voucherAvailability(record, tools.now(), { timeZone }).state === 'not_ready') throw absence();
  const { contentType, bytes, disposition } = await ask(request, tools, settings, absence);
  if (bytes.length > settings.maxBytes) throw tooLong(settings);
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

async function ask(request, tools, settings, absence) {
  // In base64 and lines a file is longer, by less than half.
  const answer = await tools.send(request, { maxBytes: Math.ceil(settings.maxBytes * 1.5) + 65_536 });
  if (answer.status === 404) throw absence(httpStatus('the gateway', answer));
  checkStatus('the gateway', answer);
  if (answer.bytes === null) throw tooLong(settings);
  let voucher;
  try {
    voucher = parse(answer.bytes, answer.contentType, false);
  } catch (error) {
    const isAbsent = error.code === 'gateway_rejected' && settings.absentCodes.includes(error.respCode);
    throw isAbsent ? absence(error) : error;
  }
  if (voucher === null) throw absence();
  if (typeof voucher === 'string') return follow(voucher, tools, settings);
  // The header of an envelope does not name the file in it.
  return voucher.whole ? { ...voucher, disposition: answer.contentDisposition } : voucher;
}

/** What a link leads to. Who has the link may have the voucher, so no error shows more of it than its host. */
async function follow(link, tools, settings) {
  const url = addressOf(link, settings);
  const what = `the voucher's host ${url.host}`;
  let answer;
  try {
    // A request of its own: no body, no header, nothing that was signed.
    answer = await tools.fetchLink(new Request(url, { redirect: 'manual' }), { maxBytes: settings.maxBytes });
  } catch (error) {
    // The runtime's own error, its cause, can show the link.
    throw error.code === 'network' ? new OnerwayError('network', `${what} could not be reached`) : error;
  }
  checkStatus(what, answer);
  if (answer.bytes === null) throw tooLong(settings);
  return { ...parse(answer.bytes, answer.contentType, true), disposition: answer.contentDisposition };
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

function checkStatus(what, answer) {
  if (!(answer.status >= 200 && answer.status < 300)) throw httpStatus(what, answer);
}

function httpStatus(what, { status }) {
  // A browser hides the status of a redirect that it was told not to follow: 0.
  const problem = status === 0 || (status >= 300 && status < 400) ? 'a redirect, which is not followed' : 'an error';
  return new OnerwayError('http_status', `${what} answered with HTTP status ${status}: ${problem}`, { status });
}

function tooLong({ maxBytes }) {
  return new OnerwayError('response_invalid', `voucher.maxBytes: the voucher is longer than ${maxBytes} bytes`, { field: 'voucher.maxBytes' });
}

function invalid(field, problem) {
  return new OnerwayError('config_invalid', `${field}: ${problem}`, { field });
}
