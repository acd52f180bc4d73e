// From a request of Onerway's to the answer that it expects, with the merchant's handler in between: at most one
// at a time for each result, and acknowledged only once it has ended.

import { MAX_BYTES, checkCallback, checkLimit, verifyCallback } from './callback.js';
import { readBody } from './body.js';
import { canConfirm, idsOf } from './confirm.js';
import { OnerwayError } from './error.js';
import { classOf, compact, told, wordOf } from './log.js';

const DEADLINE_MS = 4_000;
const CLAIM_MS = 60_000;
const RETAIN_MS = 30 * 24 * 60 * 60 * 1000;
/** Onerway delivers again after so long: a claim has to be over by then. */
const REDELIVERY_MS = 30 * 60 * 1000;

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

function invalid(field, rule) {
  throw new OnerwayError('config_invalid', `${field}: ${rule}`, { field });
}

export function checkStore(store) {
  for (const operation of ['claim', 'complete', 'release']) {
    if (typeof store?.[operation] !== 'function') invalid('store', `has no function ${operation}`);
  }
}

/** Every rule is held before a request is answered: Onerway could do nothing about a wrong setting. */
export function handlerSettings(options, clientStore) {
  const {
    store = clientStore,
    confirm = 'doubtful',
    deliverUnconfirmed = false,
    maxBytes = MAX_BYTES,
    deadlineMs = DEADLINE_MS,
    claimMs = CLAIM_MS,
    retainMs = RETAIN_MS,
    addresses,
    merchant,
    waitUntil,
    knownFields,
    requireHeader = false,
  } = options ?? {};
  if (store === undefined) {
    throw new OnerwayError('config_missing', 'store: is missing; take one of onerway-edge/stores', { field: 'store' });
  }
  checkStore(store);
  if (confirm !== 'doubtful' && confirm !== 'always') invalid('confirm', "is 'doubtful' or 'always'");
  for (const [field, given] of Object.entries({ deliverUnconfirmed, requireHeader })) {
    if (typeof given !== 'boolean') invalid(field, 'is true or false');
  }
  const isTime = (millis) => Number.isFinite(millis) && millis > 0 && millis < 2 ** 31;
  if (!isTime(deadlineMs)) invalid('deadlineMs', 'is a number of milliseconds above 0');
  if (!(Number.isInteger(claimMs) && claimMs > 0 && claimMs < REDELIVERY_MS)) {
    invalid('claimMs', 'is a whole number of milliseconds under 30 minutes');
  }
  if (!(Number.isSafeInteger(retainMs) && retainMs > claimMs)) {
    invalid('retainMs', 'is a whole number of milliseconds above claimMs');
  }
  if (addresses !== undefined && !isAllowList(addresses)) {
    invalid('addresses', 'is { header, allow }: the name of a header, and a list of addresses');
  }
  for (const [field, given] of Object.entries({ merchant, waitUntil })) {
    if (given !== undefined && typeof given !== 'function') invalid(field, 'is a function');
  }
  checkLimit(maxBytes);
  const callback = { knownFields, requireHeader, maxBytes };
  if (knownFields !== undefined) {
    const { error } = checkCallback('', { ...callback, secret: '0', merchantNo: '0' });
    if (error.code === 'config_invalid') throw error;
  }
  return { store, confirm, deliverUnconfirmed, deadlineMs, claimMs, retainMs, addresses, merchant, waitUntil, callback };
}

function isAllowList(addresses) {
  const { header, allow } = addresses ?? {};
  const isText = (text) => typeof text === 'string' && text !== '';
  return isText(header) && HEADER_NAME.test(header) && Array.isArray(allow) && allow.every(isText);
}

/**
 * Answers a request. `tools`: `merchantOf(body)` gives merchantNo and secret, `ask(event, merchant, signal)` the
 * confirmed event, `now()` Unix milliseconds; `log(record)`, if there is one, is told what happened.
 */
export async function handle(request, handler, settings, tools) {
  const started = tools.now();
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
  const { event } = seen;
  const ms = Math.max(0, tools.now() - started);
  tell(tools.log, compact({ name: 'onerway.callback', ...result, ...told(event), ms }));
  return respond(result.status, event);
}

/** From the beginning: where the sender goes away before the deadline, the platform must not end the work. */
function keepAlive(waitUntil, work) {
  try {
    waitUntil?.(work);
  } catch {
    // Without it the work goes on as long as the platform lets it.
  }
}

function tell(log, record) {
  // A logger that fails must not make Onerway deliver again.
  try {
    Promise.resolve(log?.(record)).catch(() => {});
  } catch {}
}

function respond(status, event) {
  const text = status === 200 ? idsOf(event).transactionId : TEXTS[status];
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };
  if (status === 405) headers.Allow = 'POST';
  return new Response(text, { status, headers });
}

/** Status and code; never fails. */
async function deliver(request, handler, settings, tools, seen) {
  try {
    admit(request, settings.addresses);
    const body = await bodyOf(request, settings.callback.maxBytes);
    const merchant = await tools.merchantOf(body);
    const verified = verifyCallback(body, { ...settings.callback, ...merchant, headers: request.headers, onDoubt: 'keep' });
    seen.event = verified;
    const event = await trusted(verified, merchant, settings, tools);
    if (event === undefined) return { status: 503, code: 'unconfirmable' };
    seen.event = event;
    const result = await once(event, body, handler, settings, tools.signal, seen);
    return isBehind(verified, event) && ACKNOWLEDGED.has(result.code) ? { status: 503, code: 'not_final' } : result;
  } catch (error) {
    if (!(error instanceof OnerwayError)) return { status: 503, code: 'internal', error: classOf(error) };
    return { status: STATUSES[error.code] ?? 503, code: error.code, field: wordOf(error.field) };
  }
}

const ACKNOWLEDGED = new Set(['handled', 'duplicate']);

/**
 * Whether the gateway's record does not know the end yet that the notification told, or may have told. Were it
 * acknowledged, nobody would tell that end again. A dispute has no end that is known for one.
 */
function isBehind(told, event) {
  if (event.trust !== 'confirmed' || event.final || event.operation === 'dispute') return false;
  return told.trust === 'unconfirmed' || told.final;
}

function refusal(code) {
  return new OnerwayError(code, code);
}

function admit(request, addresses) {
  if (request.method !== 'POST') throw refusal('method_not_allowed');
  if (addresses && !addresses.allow.includes(request.headers.get(addresses.header)?.trim())) {
    throw refusal('address_not_allowed');
  }
  if (FORM_TYPES.test(request.headers.get('Content-Type') ?? '')) throw refusal('type_not_allowed');
}

async function bodyOf(request, maxBytes) {
  const body = await readBody(request, maxBytes).catch(() => {
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

/** Claims the event's keys, runs the handler, and remembers that it has ended. */
async function once(event, body, handler, { store, claimMs, retainMs }, signal, seen) {
  if (signal.aborted) return { status: 503, code: 'timeout' };
  const keys = event.idempotencyKeys ?? [await bodyKey(body)];
  // A status that is final ends what may still be told of the transaction, but for disputes.
  const hasEnd = event.trust !== 'unconfirmed' && event.operation !== 'dispute';
  const end = hasEnd ? `final:${event.merchantNo}:${event.transactionId}` : undefined;
  const token = crypto.randomUUID();
  const stored = async (operation, options) => {
    seen.inStore = true;
    try {
      return await store[operation](keys, { token, ...options });
    } catch {
      throw refusal('store_failed');
    } finally {
      seen.inStore = false;
    }
  };
  const claim = await stored('claim', { ttlMs: claimMs, ...(hasEnd && !event.final ? { unless: end } : {}) });
  if (claim === 'done') return { status: 200, code: 'duplicate' };
  if (claim === 'superseded') return { status: 200, code: 'superseded' };
  if (claim === 'held') return { status: 503, code: 'held' };
  if (claim !== 'claimed') return { status: 503, code: 'store_failed' };
  if (signal.aborted) {
    await stored('release');
    return { status: 503, code: 'timeout' };
  }
  try {
    await handler(event, { signal });
  } catch (error) {
    // Where the release fails too, the claim runs out.
    await stored('release').catch(() => {});
    return { status: 503, code: 'handler_failed', error: classOf(error) };
  }
  const isOwn = await stored('complete', { retainMs, ...(event.final ? { also: [end] } : {}) });
  return isOwn ? { status: 200, code: 'handled' } : { status: 503, code: 'claim_lost' };
}

/** An event that nobody confirms has no key of its own: the same body is the same event. */
async function bodyKey(body) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
  return `body:${Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
