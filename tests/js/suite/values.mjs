// From what stands in the vectors' files to values.

const encoder = new TextEncoder();

export function bytesOfHex(digits) {
  return Uint8Array.from({ length: digits.length / 2 }, (_, at) => parseInt(digits.slice(2 * at, 2 * at + 2), 16));
}

/** A case's text: as a string where it has one, and always as bytes. */
export function textAndBytes(vector, name) {
  let text = vector[name];
  if (Array.isArray(text)) text = text.join('\n');
  if (text === undefined) return { bytes: bytesOfHex(vector[`${name}Hex`]) };
  const missing = (vector.padTo ?? 0) - encoder.encode(text).length;
  if (missing > 0) text += ' '.repeat(missing);
  return { text, bytes: encoder.encode(text) };
}

class Instance {
  a = '1';
}

const TAGS = {
  $number: (text) => Number(text),
  $bigint: (text) => BigInt(text),
  $date: (millis) => new Date(Number(millis)),
  $object: (members) => Object.fromEntries(members.map(([name, value]) => [name, untag(value)])),
  $undefined: () => undefined,
  $function: () => () => 'called',
  $symbol: () => Symbol('a'),
  $map: () => new Map([['a', '1']]),
  $instance: () => new Instance(),
  $bytes: (bytes) => Uint8Array.from(bytes),
  $units: (units) => String.fromCharCode(...units),
};

/** A value of `params`, its tags resolved. */
export function untag(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(untag);
  const names = Object.keys(value);
  const tag = names.length === 1 && names[0].startsWith('$') ? TAGS[names[0]] : undefined;
  if (tag) return tag(value[names[0]]);
  return Object.fromEntries(names.map((name) => [name, untag(value[name])]));
}

/** Some values that the suite signs itself; the vectors prove that this is right. */
export const SECRET = '59c5b49a58c74340b28ecc68004e815a';
export const MERCHANT_NO = '800209';
export const TRANSACTION_ID = '1826814232868814848';

const SALE = {
  notifyType: 'TXN',
  transactionId: TRANSACTION_ID,
  txnType: 'SALE',
  merchantNo: MERCHANT_NO,
  merchantTxnId: 'A-1',
  responseTime: '2024-07-09 13:57:19',
  txnTime: '2024-07-09 13:57:01',
  txnTimeZone: '+08:00',
  orderAmount: '19.90',
  orderCurrency: 'USD',
  status: 'S',
  reason: '{"respCode":"20000","respMsg":"Success"}',
  paymentMethod: 'VISA',
};

/** A callback as the gateway would send it: a sale that succeeded, with other fields. */
export function callbackBody(api, fields = {}, secret = SECRET) {
  return signedBody(api, { ...SALE, ...fields }, secret);
}

/** Fields, and their signature. */
export function signedBody(api, fields, secret = SECRET) {
  return JSON.stringify({ ...fields, sign: api.sign(fields, secret, { rule: 'callback' }) });
}

/** What x-signature holds, by the platform's own HMAC. */
export async function webhookSignature(secret, timestamp, body) {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign']);
  const code = await crypto.subtle.sign('HMAC', key, encoder.encode(`${timestamp}.${body}`));
  return Array.from(new Uint8Array(code), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The answer to a query. */
export function answerBody(records, envelope = {}) {
  const data = { content: records, current: '1', size: 10, totalPages: 1, totalElements: records.length };
  return JSON.stringify({ respCode: '20000', respMsg: 'Success', data, ...envelope });
}

/** A request with a stream as its body, also where a Request takes none (Firefox). */
export function streamRequest(address, stream, init) {
  const request = new Request(address, { method: 'POST', body: stream, duplex: 'half', ...init });
  if (request.body instanceof ReadableStream) return request;
  return Object.defineProperty(new Request(address, { method: 'POST', ...init }), 'body', { value: stream });
}

/** A text in every kind of body that is taken. */
export function bodyKinds(text) {
  const bytes = encoder.encode(text);
  const around = new Uint8Array(bytes.length + 20).fill(0x78);
  around.set(bytes, 7);
  const kinds = {
    'a string': text,
    'a Uint8Array': bytes,
    'an ArrayBuffer': bytes.buffer.slice(0, bytes.byteLength),
    'a view with an offset': around.subarray(7, 7 + bytes.length),
    'a Uint8ClampedArray': new Uint8ClampedArray(bytes),
  };
  if (typeof Buffer === 'function') {
    kinds['a Buffer'] = Buffer.from(text);
    kinds['a Buffer from a pool'] = Buffer.concat([Buffer.from('xx'), Buffer.from(text)]).subarray(2);
  }
  return kinds;
}
