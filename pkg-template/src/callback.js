import { readBody } from './body.js';
import { call } from './core.js';
import { OnerwayError } from './error.js';
import { joinSecrets, textSetting } from './settings.js';
import { bytesOf, textOf } from './text.js';

const SIGNATURE_HEADER = 'x-rh-signature';
const MAX_BYTES = 64 * 1024;

// A row of the core's table: name, flags, start and end of the value; src/wasm/callback.rs.
const SIGNED = 1;
const ESCAPED = 2;
const UNKNOWN = 4;
const NAME_ESCAPED = 8;

let fieldNames;

export function verifyCallback(body, options) {
  const { secret, merchantNo, headers, requireHeader = false, maxBytes = MAX_BYTES } = options ?? {};
  if (!Number.isInteger(maxBytes) || maxBytes < 1 || maxBytes > 0xffffffff) {
    throw new OnerwayError('config_invalid', 'maxBytes: is a number of bytes, 1 or more', { field: 'maxBytes' });
  }
  const bytes = bytesOf(body, 'body', 'body_not_json');
  const header = headers ? headerOf(headers) : undefined;
  const [secrets, count] = joinSecrets(secret);
  const merchant = textSetting(merchantNo, 'merchantNo') ?? '';
  return call((core) => {
    fieldNames ??= core.fieldNames().split(',');
    const table = core.verifyCallback(bytes, secrets, count, merchant, header, Boolean(requireHeader), maxBytes);
    return eventOf(typeof body === 'string' ? body : textOf(bytes), bytes, table);
  });
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
  if (request.bodyUsed) {
    throw new OnerwayError('param_invalid', 'request: its body has been read already; pass it unread, or a clone', {
      field: 'request',
    });
  }
  const body = await readBody(request, options?.maxBytes ?? MAX_BYTES);
  if (body === null) {
    throw new OnerwayError('body_too_large', 'the body is longer than maxBytes (64 KiB unless set)');
  }
  return verifyCallback(body, { ...options, headers: request.headers });
}

function headerOf(headers) {
  if (typeof headers.get === 'function') return headers.get(SIGNATURE_HEADER) ?? undefined;
  for (const name of Object.keys(headers)) {
    if (name.toLowerCase() !== SIGNATURE_HEADER) continue;
    const value = headers[name];
    if (value !== undefined && value !== null) return String(value);
  }
  return undefined;
}

function eventOf(text, bytes, table) {
  // Places count bytes; in a text of ASCII alone these are the places of its characters too.
  const source = text.length === bytes.length ? text : bytes;
  const signed = {};
  const unsigned = {};
  let at = 1;
  while (at < table.length) {
    const flags = table[at + 1];
    const value = cut(source, table[at + 2], table[at + 3], flags & ESCAPED);
    const fields = flags & SIGNED ? signed : unsigned;
    if (flags & UNKNOWN) {
      put(fields, cut(source, table[at + 4], table[at + 5], flags & NAME_ESCAPED), value);
      at += 6;
    } else {
      fields[fieldNames[table[at]]] = value;
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
    secretIndex: table[0],
  };
}

function cut(source, start, end, escaped) {
  const raw = typeof source === 'string' ? source.slice(start, end) : textOf(source.subarray(start, end));
  // The core has accepted the escapes already.
  return escaped ? JSON.parse(`"${raw}"`) : raw;
}

// A name that came from outside can be `__proto__`, which is no property when assigned.
function put(fields, name, value) {
  if (name === '__proto__') {
    Object.defineProperty(fields, name, { value, enumerable: true, configurable: true, writable: true });
  } else {
    fields[name] = value;
  }
}
