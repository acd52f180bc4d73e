/**
 * @import * as Api from '../index.js'
 * @import { Core, Instance } from 'virtual:wasm-core'
 */

import { operations, outcomes, setters } from 'virtual:texts';
import { readBody } from './body.js';
import { bytesIn, call, doubtsOf, wordsIn } from './core.js';
import { OnerwayError } from './error.js';
import { headerOf } from './headers.js';
import { joinForms, joinSecrets, textSetting } from './settings.js';
import { checkWellFormed, encode, encodeInto, textOf, viewOf } from './text.js';

const SIGNATURE_HEADER = 'x-rh-signature';
export const MAX_BYTES = 64 * 1024;

// What follows the parts of an error where the digest is right: src/wasm/callback.rs.
const CLAIMS = 8;

/**
 * @param {string | Uint8Array | ArrayBuffer} body
 * @param {Api.VerifyOptions<string> | Api.KeepOptions<string>} options
 * @returns {any}
 */
export function verifyCallback(body, options) {
  const { secret, merchantNo, headers, requireHeader = false, maxBytes = MAX_BYTES, onDoubt, knownFields } = options ?? {};
  checkLimit(maxBytes);
  if (onDoubt !== undefined && onDoubt !== 'reject' && onDoubt !== 'keep') {
    throw new OnerwayError('config_invalid', "onDoubt: is 'reject' or 'keep'", { field: 'onDoubt' });
  }
  const forms = knownFields === undefined ? undefined : joinForms(knownFields);
  const header = headerOf(headers, SIGNATURE_HEADER);
  const settings = settingsOf(secret, merchantNo);
  const input = typeof body === 'string' ? body : viewOf(body, 'body');
  return call((core, instance) => {
    const bodyBytes = write(core, instance, input, settings.tail, maxBytes);
    const { merchantBytes, secretBytes, count } = settings;
    try {
      const table = core.verifyCallback(
        bodyBytes,
        merchantBytes,
        secretBytes,
        count,
        header,
        Boolean(requireHeader),
        maxBytes,
        forms,
      );
      return verified(bytesIn(instance), wordsIn(instance), table >>> 2);
    } catch (thrown) {
      if (onDoubt === 'keep' && Array.isArray(thrown) && thrown[CLAIMS]) return unconfirmed(thrown);
      throw thrown;
    }
  });
}

/**
 * Puts the body and the settings behind it into the core's memory; the bytes of the body.
 *
 * @param {Core} core
 * @param {Instance} instance
 * @param {string | Uint8Array} input
 * @param {Uint8Array} tail
 * @param {number} maxBytes
 */
function write(core, instance, input, tail, maxBytes) {
  // No text has fewer bytes than characters: this one is too long, and the core says so.
  if (input.length > maxBytes) return 2 ** 32 - 1;
  const isText = typeof input === 'string';
  const most = isText ? input.length * 3 : input.length;
  const start = core.inputAddress(most + tail.length);
  const bytes = bytesIn(instance);
  let { length } = input;
  if (isText) {
    length = encodeInto(input, bytes.subarray(start, start + most));
    if (length !== input.length) checkWellFormed(input, 'body_not_json');
  } else {
    bytes.set(input, start);
  }
  bytes.set(tail, start + length);
  return length;
}

export function checkLimit(maxBytes) {
  if (!Number.isInteger(maxBytes) || maxBytes < 1 || maxBytes > 0xffffffff) {
    throw new OnerwayError('config_invalid', 'maxBytes: is a number of bytes, 1 or more', { field: 'maxBytes' });
  }
}

// Most programs have one merchant and one secret, so the bytes of the last ones are kept.
let last = {};

function settingsOf(secret, merchantNo) {
  if (last.secret === secret && last.merchantNo === merchantNo && typeof secret === 'string') return last;
  const [secrets, count] = joinSecrets(secret);
  const merchant = encode(textSetting(merchantNo, 'merchantNo', 'param_invalid') ?? '');
  const joined = encode(secrets);
  const tail = new Uint8Array(merchant.length + joined.length);
  tail.set(merchant);
  tail.set(joined, merchant.length);
  last = { secret, merchantNo, tail, merchantBytes: merchant.length, secretBytes: joined.length, count };
  return last;
}

/**
 * @param {string | Uint8Array | ArrayBuffer} body
 * @param {Api.VerifyOptions<string> | Api.KeepOptions<string>} options
 * @returns {Api.Checked<any>}
 */
export function checkCallback(body, options) {
  try {
    return { ok: true, event: verifyCallback(body, options) };
  } catch (error) {
    if (error instanceof OnerwayError) return { ok: false, error };
    // An object of the caller's threw it, a getter or headers.get: that is no callback to judge.
    throw error;
  }
}

/**
 * @param {Request} request
 * @param {Api.CallbackSettings<string> & (Api.OnDoubtReject | Api.OnDoubtKeep)} options
 */
export async function verifyRequest(request, options) {
  if (typeof request?.headers?.get !== 'function') {
    throw new OnerwayError('param_invalid', 'request: is a Web Request', { field: 'request' });
  }
  if (request.bodyUsed) {
    throw new OnerwayError('param_invalid', 'request: its body has been read already; pass it unread, or a clone', {
      field: 'request',
    });
  }
  const { maxBytes = MAX_BYTES } = options ?? {};
  checkLimit(maxBytes);
  const body = await readBody(request, maxBytes).catch((cause) => {
    throw new OnerwayError('network', 'request: its body broke off while it was read', { field: 'request', cause });
  });
  if (body === null) {
    throw new OnerwayError('body_too_large', 'the body is longer than maxBytes (64 KiB unless set)');
  }
  return verifyCallback(body, { ...options, headers: request.headers });
}

/**
 * The words at `table` are written by src/wasm/callback.rs, the entries by src/callback/notice.rs.
 *
 * @returns {{ [N in keyof Api.VerifiedEvent]: Api.VerifiedEvent[N] }}
 */
function verified(bytes, words, table) {
  const start = words[table];
  const length = words[table + 1];
  const signedEnd = words[table + 2];
  const values = bytes.subarray(start, start + length);
  const text = textOf(values);
  // In ASCII alone the places of bytes are those of characters too.
  const isAscii = text.length === length;
  const cut = (from, to) => (isAscii ? text.slice(from, to) : textOf(values.subarray(from, to)));
  const signed = /** @type {any} */ ({});
  const unsigned = /** @type {any} */ ({});
  const uncertain = [];
  const first = words[table + 3] >>> 2;
  const end = first + 2 * words[table + 4];
  const names = words[end - 1];
  let from = 0;
  let nameFrom = names;
  for (let at = first; at < end; at += 2) {
    const name = words[at];
    const to = words[at + 1];
    const value = cut(from, to);
    const index = (at - first) >>> 1;
    const isUncertain = index < 64 && (words[table + 6 + (index >>> 5)] >>> (index & 31)) & 1;
    const fields = to > signedEnd || isUncertain ? unsigned : signed;
    let ownName;
    if (name < setters.length) {
      setters[name](fields, value);
    } else {
      const nameTo = names + name - setters.length;
      ownName = cut(nameFrom, nameTo);
      put(fields, ownName, value);
      nameFrom = nameTo;
    }
    if (isUncertain) uncertain.push(ownName ?? nameOf(setters[name]));
    from = to;
  }
  const starts = table + 12;
  const derived = (index) => {
    const start = words[starts + index];
    const stop = words[starts + index + 1];
    return stop > start ? cut(start, stop) : null;
  };
  const money = (amount, currency, index) =>
    amount === undefined ? null : { amount, currency, minorUnits: derived(index) };
  const key = derived(6);
  const secondKey = derived(7);
  return {
    source: 'callback',
    trust: 'verified',
    notifyType: signed.notifyType,
    operation: operations[words[table + 8]],
    outcome: outcomes[words[table + 9]],
    paid: words[table + 10] === 1,
    final: words[table + 11] === 1,
    merchantNo: signed.merchantNo,
    transactionId: signed.transactionId,
    merchantTxnId: signed.merchantTxnId ?? null,
    paymentId: signed.paymentId ?? null,
    txnType: signed.txnType ?? null,
    status: signed.status ?? null,
    paymentStatus: signed.paymentStatus ?? null,
    chargebackStatus: signed.chargebackStatus ?? null,
    order: money(signed.orderAmount, signed.orderCurrency, 1),
    settlement: money(signed.txnAmount, signed.txnCurrency, 2),
    disputed: money(signed.chargebackAmount, signed.chargebackCurrency, 3),
    reason: signed.reason === undefined ? null : { respCode: derived(4), respMsg: derived(5) },
    occurredAt: derived(0),
    idempotencyKeys: secondKey === null ? [key] : [key, secondKey],
    signed,
    unsigned,
    uncertain,
    secretIndex: words[table + 5],
  };
}

/** The name of the field that a setter sets. */
function nameOf(setter) {
  const fields = {};
  setter(fields, '');
  return Object.keys(fields)[0];
}

// Amount and currency that unconfirmed events claim: to be compared, and for nobody to read.
const moneys = new WeakMap();

export function claimedMoney(event) {
  return moneys.get(event) ?? [];
}

/** Only ids, and what speaks against the rest. */
function unconfirmed(thrown) {
  const claims = thrown[CLAIMS];
  const claimed = /** @type {any} */ ({});
  for (let at = 0; at < claims.length; at += 2) claimed[claims[at]] = claims[at + 1];
  /** @type {Api.UnconfirmedEvent} */
  const event = {
    source: 'callback',
    trust: 'unconfirmed',
    doubts: doubtsOf(thrown[CLAIMS - 1]),
    claimed,
    secretIndex: thrown[CLAIMS + 1],
  };
  moneys.set(event, thrown[CLAIMS + 2]);
  return event;
}

// A name that came from outside can be `__proto__`, which is no property when assigned.
function put(fields, name, value) {
  if (name === '__proto__') {
    Object.defineProperty(fields, name, { value, enumerable: true, configurable: true, writable: true });
  } else {
    fields[name] = value;
  }
}
