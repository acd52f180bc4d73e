import { setters } from 'virtual:texts';
import { readBody } from './body.js';
import { bytesIn, call, wordsIn } from './core.js';
import { OnerwayError } from './error.js';
import { headerOf } from './headers.js';
import { joinSecrets, textSetting } from './settings.js';
import { checkWellFormed, encode, encodeInto, textOf, viewOf } from './text.js';

const SIGNATURE_HEADER = 'x-rh-signature';
export const MAX_BYTES = 64 * 1024;

export function verifyCallback(body, options) {
  const { secret, merchantNo, headers, requireHeader = false, maxBytes = MAX_BYTES } = options ?? {};
  checkLimit(maxBytes);
  const header = headerOf(headers, SIGNATURE_HEADER);
  const settings = settingsOf(secret, merchantNo);
  const input = typeof body === 'string' ? body : viewOf(body, 'body');
  return call((core, instance) => {
    const table = core.verifyCallback(
      write(core, instance, input, settings.tail, maxBytes),
      settings.merchantBytes,
      settings.secretBytes,
      settings.count,
      header,
      Boolean(requireHeader),
      maxBytes,
    );
    return eventOf(bytesIn(instance), wordsIn(instance), table);
  });
}

/** Puts the body and the settings behind it into the core's memory; the bytes of the body. */
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

// The words at `table` are written by src/wasm/callback.rs, the entries by src/callback/notice.rs.
function eventOf(bytes, words, table) {
  const [address, length, signedEnd, entries, count, secretIndex] = words.subarray(table >>> 2, (table >>> 2) + 6);
  const values = bytes.subarray(address, address + length);
  const text = textOf(values);
  // In ASCII alone the places of bytes are those of characters too.
  const isAscii = text.length === length;
  const cut = (from, to) => (isAscii ? text.slice(from, to) : textOf(values.subarray(from, to)));
  const signed = {};
  const unsigned = {};
  const first = entries >>> 2;
  const end = first + 2 * count;
  const names = count > 0 ? words[end - 1] : 0;
  let from = 0;
  let nameFrom = names;
  for (let at = first; at < end; at += 2) {
    const name = words[at];
    const to = words[at + 1];
    const fields = to > signedEnd ? unsigned : signed;
    const value = cut(from, to);
    if (name < setters.length) {
      setters[name](fields, value);
    } else {
      const nameTo = names + name - setters.length;
      put(fields, cut(nameFrom, nameTo), value);
      nameFrom = nameTo;
    }
    from = to;
  }
  return {
    source: 'callback',
    notifyType: signed.notifyType ?? null,
    merchantNo: signed.merchantNo,
    transactionId: signed.transactionId,
    signed,
    unsigned,
    secretIndex,
  };
}

// A name that came from outside can be `__proto__`, which is no property when assigned.
function put(fields, name, value) {
  if (name === '__proto__') {
    Object.defineProperty(fields, name, { value, enumerable: true, configurable: true, writable: true });
  } else {
    fields[name] = value;
  }
}
