/** @import * as Api from '../index.js' */

// From a request of Onerway's to the answer that it expects, with the merchant's handler in between: at most one
// at a time for each result, and acknowledged only once it has ended.

import { MAX_BYTES, checkCallback, checkLimit, verifyCallback } from './callback.js';
import { readBody } from './body.js';
import { canConfirm, idsOf } from './confirm.js';
import { OnerwayError } from './error.js';
import { classOf, tell, told, wordOf } from './log.js';
import { CLAIM_OPTIONS, claimSettings, deliverOnce } from './once.js';
import { checkNames, checkTime, invalid } from './settings.js';

const DEADLINE_MS = 4_000;

/** What each status says to whoever sent the request; why, only the log is told. */
const TEXTS = {
  400: 'not a callback',
  401: 'not authentic',
  403: 'not allowed',
  405: 'only POST',
  413: 'too long',
  415: 'not a callback',
  503: 'try again later',
};

/** @type {{ [N in Api.CallbackCode]?: Api.CallbackRecord['status'] }} */
const STATUSES = {
  body_too_large: 413,
  signature_missing: 401,
  signature_malformed: 401,
  signature_mismatch: 401,
  merchant_mismatch: 401,
  address_not_allowed: 403,
  method_not_allowed: 405,
  type_not_allowed: 415,
  body_not_json: 400,
  body_not_object: 400,
  duplicate_field: 400,
  nested_value: 400,
  field_missing: 400,
  field_invalid: 400,
};

/** Forms come from pages; a callback is JSON, whatever it is called. */
const FORM_TYPES = /^\s*(multipart\/|application\/x-www-form-urlencoded\b)/i;

const HEADER_NAME = /^[!#$%&'*+.^_`|~\w-]+$/;

const OPTIONS = [
  ...CLAIM_OPTIONS,
  'confirm',
  'deliverUnconfirmed',
  'maxBytes',
  'deadlineMs',
  'addresses',
  'merchant',
  'waitUntil',
  'knownFields',
  'requireHeader',
];

/**
 * Every rule is held before a request is answered: Onerway could do nothing about a wrong setting.
 *
 * @param {Api.HandlerOptions<string> | Api.DeliverUnconfirmedOptions<string> | undefined} options
 */
export function handlerSettings(options, clientStore) {
  const {
    confirm = 'doubtful',
    deliverUnconfirmed = false,
    maxBytes = MAX_BYTES,
    deadlineMs = DEADLINE_MS,
    addresses,
    merchant,
    waitUntil,
    knownFields,
    requireHeader = false,
  } = options ?? {};
  checkNames(options, OPTIONS);
  const claims = claimSettings(options, clientStore);
  if (confirm !== 'doubtful' && confirm !== 'always') invalid('confirm', "is 'doubtful' or 'always'");
  for (const [field, given] of Object.entries({ deliverUnconfirmed, requireHeader })) {
    if (typeof given !== 'boolean') invalid(field, 'is true or false');
  }
  checkTime('deadlineMs', deadlineMs);
  if (addresses !== undefined && !isAllowList(addresses)) {
    invalid('addresses', 'is { header, allow }: the name of a header, and a list of IP addresses, not of ranges');
  }
  for (const [field, given] of Object.entries({ merchant, waitUntil })) {
    if (given !== undefined && typeof given !== 'function') invalid(field, 'is a function');
  }
  checkLimit(maxBytes);
  const callback = { knownFields, requireHeader, maxBytes };
  if (knownFields !== undefined) {
    const checked = checkCallback('', { ...callback, secret: '0', merchantNo: '0' });
    if (!checked.ok && checked.error.code === 'config_invalid') throw checked.error;
  }
  return { ...claims, confirm, deliverUnconfirmed, deadlineMs, addresses, merchant, waitUntil, callback };
}

/** @param {Api.HandlerOptions['addresses']} addresses */
function isAllowList(addresses) {
  const { header = '', allow } = addresses ?? {};
  const isAddress = (text) => typeof text === 'string' && /^[\da-f:.]+$/i.test(text);
  return typeof header === 'string' && HEADER_NAME.test(header) && Array.isArray(allow) && allow.every(isAddress);
}

/** As it is compared: a proxy may write an IPv4 address as one of IPv6. */
const plainAddress = (address) => address.trim().toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');

/**
 * Answers a request. `tools`: `merchantOf(body)` gives merchantNo and secret, or null for a merchant that is not known,
 * `ask(event, merchant, signal)` the confirmed event, `now()` Unix milliseconds; `log(record)`, if there is one, is told
 * what happened.
 */
export async function handle(request, handler, settings, tools) {
  const time = clock(tools.now);
  const started = time();
  const abort = new AbortController();
  // What is known of the event when time is up.
  const seen = {};
  const work = deliver(request, handler, settings, { ...tools, signal: abort.signal }, seen);
  keepAlive(settings.waitUntil, work);
  let timer;
  const deadline = new Promise((resolve) => {
    timer = setTimeout(resolve, settings.deadlineMs);
  });
  let result = await Promise.race([work, deadline]);
  clearTimeout(timer);
  if (result === undefined) {
    // The claim stays: the handler's end completes it, its failure releases it.
    abort.abort(new OnerwayError('timeout', `the callback was not handled within ${settings.deadlineMs} ms`));
    result = { status: 503, code: seen.inStore ? 'store_failed' : 'timeout' };
  }
  tell(tools.log, { name: 'onerway.callback', ...result, ...seen.told, ms: Math.max(0, time() - started) });
  return respond(result.status, seen.transactionId);
}

/** A clock that is given and does not work must not keep a payment from being handled. */
function clock(now) {
  return () => {
    try {
      const millis = now();
      if (Number.isFinite(millis)) return millis;
    } catch {}
    return Date.now();
  };
}

/** From the beginning: where the sender goes away before the deadline, the platform must not end the work. */
function keepAlive(waitUntil, work) {
  try {
    Promise.resolve(waitUntil?.(work)).catch(() => {});
  } catch {
    // Without it the work goes on as long as the platform lets it.
  }
}

function respond(status, transactionId) {
  const text = status === 200 ? transactionId : TEXTS[status];
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };
  if (status === 405) headers.Allow = 'POST';
  return new Response(text, { status, headers });
}

/**
 * Status and code; never fails.
 *
 * @returns {Promise<Pick<Api.CallbackRecord, 'status' | 'code'> & { error?: string, field?: string }>}
 */
async function deliver(request, handler, settings, tools, seen) {
  // Taken before the handler has the event, which it may change.
  const see = (event) => Object.assign(seen, { told: told(event), transactionId: idsOf(event).transactionId });
  try {
    admit(request, settings.addresses);
    const body = await bodyOf(request, settings.callback.maxBytes, tools.signal);
    const merchant = await merchantOf(body, tools);
    if (merchant === null) throw refusal('merchant_mismatch', 'merchantNo');
    const verified = verifyCallback(body, { ...settings.callback, ...merchant, headers: request.headers, onDoubt: 'keep' });
    see(verified);
    const event = await trusted(verified, merchant, settings, tools);
    if (event === undefined) return { status: 503, code: 'unconfirmable' };
    see(event);
    const isOver = !isBehind(event, verified);
    const keys = event.idempotencyKeys ?? [await bodyKey(body)];
    const { code, thrown } = await deliverOnce(event, keys, handler, settings, tools.signal, seen);
    if (!ACKNOWLEDGED.has(code)) return { status: 503, code, error: classOf(thrown) };
    return isOver || code === 'superseded' ? { status: 200, code } : { status: 503, code: 'not_final' };
  } catch (error) {
    if (!(error instanceof OnerwayError)) return { status: 503, code: 'internal', error: classOf(error) };
    const { code, field, cause } = error;
    return { status: STATUSES[code] ?? 503, code, field: wordOf(field), error: classOf(cause) };
  }
}

const ACKNOWLEDGED = new Set(['handled', 'duplicate', 'superseded']);

/**
 * Whether the gateway's record has not come to what the notification told, or may have told. Were that acknowledged,
 * nobody would tell it again.
 */
function isBehind(event, told) {
  if (event.trust !== 'confirmed') return false;
  if (told.trust === 'unconfirmed') return event.operation === 'dispute' ? event.outcome === 'open' : !event.final;
  const isSame = told.idempotencyKeys.every((key) => event.idempotencyKeys.includes(key));
  if (isSame) return false;
  // Which of two states of a dispute is the later one, nobody knows.
  if (told.operation === 'dispute') return true;
  return told.final && (!event.final || event.status === told.status);
}

/** What the caller's function throws is its own failure, whatever class it has. */
async function merchantOf(body, { merchantOf }) {
  try {
    return await merchantOf(body);
  } catch (cause) {
    throw refusal('merchant_failed', undefined, cause);
  }
}

/**
 * @param {Api.CallbackCode} code
 * @param {string} [field]
 * @param {unknown} [cause]
 */
function refusal(code, field, cause) {
  return new OnerwayError(/** @type {Api.OnerwayErrorCode} */ (code), code, { field, cause });
}

function admit(request, addresses) {
  if (request.method !== 'POST') throw refusal('method_not_allowed');
  if (addresses) {
    const sender = plainAddress(request.headers.get(addresses.header) ?? '');
    if (!addresses.allow.some((address) => plainAddress(address) === sender)) throw refusal('address_not_allowed');
  }
  if (FORM_TYPES.test(request.headers.get('Content-Type') ?? '')) throw refusal('type_not_allowed');
}

async function bodyOf(request, maxBytes, signal) {
  const body = await readBody(request, maxBytes, signal).catch(() => {
    throw refusal('network');
  });
  if (body === null) throw refusal('body_too_large');
  return body;
}

/** The event that may be delivered: verified, confirmed, or what the caller takes as it is. */
async function trusted(event, merchant, { confirm, deliverUnconfirmed }, { ask, signal }) {
  const isDoubtful = event.trust === 'unconfirmed';
  if (!isDoubtful && confirm !== 'always') return event;
  if (canConfirm(event)) return ask(event, merchant, signal);
  return isDoubtful && !deliverUnconfirmed ? undefined : event;
}

/** An event that nobody confirms has no key of its own: the same body is the same event. */
async function bodyKey(body) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
  return `body:${Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
