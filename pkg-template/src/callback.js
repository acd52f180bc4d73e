import { setters } from 'virtual:texts';
import { readBody } from './body.js';
import { bytesIn, call, wordsIn } from './core.js';
import { OnerwayError } from './error.js';
import { joinSecrets, textSetting } from './settings.js';
import { checkWellFormed, encode, encodeInto, textOf, viewOf } from './text.js';

const SIGNATURE_HEADER = 'x-rh-signature';
const MAX_BYTES = 64 * 1024;

// The core's table: its end, the secret's index, then rows; src/wasm/callback.rs.
const SIGNED = 1;
const ESCAPED = 2;
const UNKNOWN = 4;
const NAME_ESCAPED = 8;

export function verifyCallback(body, options) {
  const { secret, merchantNo, headers, requireHeader = false, maxBytes = MAX_BYTES } = options ?? {};
  checkLimit(maxBytes);
  const header = headers === undefined || headers === null ? undefined : headerOf(headers);
  const settings = settingsOf(secret, merchantNo);
  const input = typeof body === 'string' ? body : viewOf(body, 'body');
  return call((core, instance) => {
    const { start, length } = write(core, instance, input, settings.tail, maxBytes);
    const table = core.verifyCallback(
      length,
      settings.merchantBytes,
      settings.secretBytes,
      settings.count,
      header,
      Boolean(requireHeader),
      maxBytes,
    );
    return eventOf(sourceOf(input, instance, start, length), wordsIn(instance), table >>> 2);
  });
}

/**
 * What values are cut from, at places that count bytes: a text of ASCII alone, where these are the
 * places of its characters too, or else the bytes.
 */
function sourceOf(input, instance, start, length) {
  if (typeof input === 'string' && input.length === length) return input;
  // The very bytes that were verified: what was given may be shared and have changed since.
  const bytes = bytesIn(instance).subarray(start, start + length);
  const text = textOf(bytes);
  return text.length === length ? text : bytes;
}

/** Puts the body and the settings behind it into the core's memory. */
function write(core, instance, input, tail, maxBytes) {
  // No text has fewer bytes than characters: this one is too long, and the core says so.
  if (input.length > maxBytes) return { start: 0, length: 2 ** 32 - 1 };
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
  return { start, length };
}

function checkLimit(maxBytes) {
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

export function checkCallback(body, options) {
  try {
    return { ok: true, event: verifyCallback(body, options) };
  } catch (error) {
    if (error instanceof OnerwayError) return { ok: false, error };
    throw error;
  }
}

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

function headerOf(headers) {
  if (typeof headers !== 'object' || Array.isArray(headers)) {
    throw new OnerwayError('config_invalid', 'headers: is a Headers object or a record of headers', { field: 'headers' });
  }
  if (typeof headers.get === 'function' && !(headers instanceof Map)) {
    const value = headers.get(SIGNATURE_HEADER);
    return value === null || value === undefined ? undefined : String(value);
  }
  for (const [name, value] of headers instanceof Map ? headers : Object.entries(headers)) {
    if (String(name).toLowerCase() !== SIGNATURE_HEADER) continue;
    if (value !== undefined && value !== null) return String(value);
  }
  return undefined;
}

function eventOf(source, table, start) {
  const signed = {};
  const unsigned = {};
  const end = start + table[start];
  let at = start + 2;
  while (at < end) {
    const flags = table[at + 1];
    const value = cut(source, table[at + 2], table[at + 3], flags & ESCAPED);
    const fields = flags & SIGNED ? signed : unsigned;
    if (flags & UNKNOWN) {
      put(fields, cut(source, table[at + 4], table[at + 5], flags & NAME_ESCAPED), value);
      at += 6;
    } else {
      setters[table[at]](fields, value);
      at += 4;
    }
  }
  return {
    source: 'callback',
    notifyType: signed.notifyType ?? null,
    merchantNo: signed.merchantNo,
    transactionId: signed.transactionId,
    signed,
    unsigned,
    secretIndex: table[start + 1],
  };
}

function cut(source, start, end, escaped) {
  const raw = typeof source === 'string' ? source.slice(start, end) : textOf(source.subarray(start, end));
  return escaped ? unescape(raw) : raw;
}

const QUOTE = 0x22;

/** Resolves JSON escapes that the core has accepted; nearly all of them are quotes. */
function unescape(raw) {
  let text = '';
  let from = 0;
  for (let at = raw.indexOf('\\'); at >= 0; at = raw.indexOf('\\', from + 1)) {
    if (raw.charCodeAt(at + 1) !== QUOTE) return JSON.parse(`"${raw}"`);
    text += raw.slice(from, at);
    from = at + 1;
  }
  return text + raw.slice(from);
}

// A name that came from outside can be `__proto__`, which is no property when assigned.
function put(fields, name, value) {
  if (name === '__proto__') {
    Object.defineProperty(fields, name, { value, enumerable: true, configurable: true, writable: true });
  } else {
    fields[name] = value;
  }
}
