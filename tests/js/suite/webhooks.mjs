// Webhooks as JavaScript has them: kinds of bodies, headers and clocks.

import { equal, fails } from './harness.mjs';
import { SECRET, bodyKinds, webhookSignature } from './values.mjs';

const encoder = new TextEncoder();
const BODY = '{"name":"Größe 订单 😀"}';
const TIMESTAMP = '1790000000';
const NOW = 1_790_000_000_000;
const VERIFIED = { timestamp: 1_790_000_000, secretIndex: 0 };

export async function webhookAreas(report, api) {
  const signature = await webhookSignature(SECRET, TIMESTAMP, BODY);
  const given = { secret: SECRET, now: NOW, headers: { 'x-timestamp': TIMESTAMP, 'x-signature': signature } };
  const verify = (more, body = BODY) => api.verifyHmacWebhook(body, { ...given, ...more });
  await report.area('webhooks: bodies', (test) => bodies(test, api, verify));
  await report.area('webhooks: headers', (test) => headers(test, api, verify, signature));
  await report.area('webhooks: clocks', (test) => clocks(test, api, verify));
  await report.area('webhooks: options', (test) => options(test, api, verify));
}

function bodies(test, api, verify) {
  const bytes = encoder.encode(BODY);
  for (const [kind, body] of Object.entries(bodyKinds(BODY))) {
    test(kind, () => equal(verify({}, body), VERIFIED));
    test(`${kind}, as long as the limit`, () => equal(verify({ maxBytes: bytes.length }, body), VERIFIED));
    test(`${kind}, too long`, () => fails(api, { code: 'body_too_large' }, () => verify({ maxBytes: bytes.length - 1 }, body)));
  }
  for (const other of [null, 123, true, {}, [], JSON.parse(BODY), new Date(), new Uint16Array(4), new DataView(new ArrayBuffer(4))]) {
    const name = Object.prototype.toString.call(other);
    test(`no body: ${name}`, () => fails(api, { code: 'param_invalid', field: 'body' }, () => verify({}, other)));
  }
  test('half of a surrogate pair', () => fails(api, { code: 'body_not_json' }, () => verify({}, '\ud83d')));
  test('half of one that is too long anyway', () => fails(api, { code: 'body_too_large' }, () => verify({ maxBytes: 2 }, 'ab\ud83d')));
  test('100 MB are refused', () => fails(api, { code: 'body_too_large' }, () => verify({}, ' '.repeat(100_000_000))));
}

function headers(test, api, verify, signature) {
  const pairs = { 'X-Timestamp': TIMESTAMP, 'X-Signature': signature };
  const upper = Object.fromEntries(Object.entries(pairs).map(([name, value]) => [name.toUpperCase(), value]));
  const kinds = {
    Headers: new Headers(pairs),
    'an object': pairs,
    'upper case': upper,
    'a Map': new Map(Object.entries(pairs)),
    'lists of one value': { 'x-timestamp': [TIMESTAMP], 'x-signature': [signature] },
    'an object without a prototype': Object.assign(Object.create(null), pairs),
  };
  for (const [kind, headers] of Object.entries(kinds)) test(kind, () => equal(verify({ headers }), VERIFIED));
  const missing = (field) => ({ code: 'signature_missing', field });
  for (const none of [undefined, null, {}, new Headers(), new Map()]) {
    test(`no headers: ${Object.prototype.toString.call(none)}`, () => fails(api, missing('x-timestamp'), () => verify({ headers: none })));
  }
  test('one header', () => fails(api, missing('x-signature'), () => verify({ headers: { 'x-timestamp': TIMESTAMP } })));
  test('empty Headers', () =>
    fails(api, missing('x-signature'), () => verify({ headers: new Headers({ ...pairs, 'X-Signature': '' }) })));
  test('a header that came twice', () => {
    const twice = new Headers(pairs);
    twice.append('x-timestamp', TIMESTAMP);
    return fails(api, { code: 'field_invalid', field: 'x-timestamp' }, () => verify({ headers: twice }));
  });
  for (const other of ['x-signature', 1, [], () => signature]) {
    test(`no headers at all: ${typeof other}`, () => fails(api, { code: 'config_invalid', field: 'headers' }, () => verify({ headers: other })));
  }
}

function clocks(test, api, verify) {
  const late = { code: 'timestamp_out_of_tolerance', field: 'x-timestamp' };
  const ends = { 'the last millisecond of the tolerance': 300_999, 'the first': -300_000 };
  for (const [name, millis] of Object.entries(ends)) {
    test(name, () => equal(verify({ now: NOW + millis }), VERIFIED));
    test(`${name}, as a Date`, () => equal(verify({ now: new Date(NOW + millis) }), VERIFIED));
  }
  test('a millisecond later', () => fails(api, late, () => verify({ now: NOW + 301_000 })));
  test('a millisecond earlier', () => fails(api, late, () => verify({ now: NOW - 300_001 })));
  test('a fraction of a millisecond', () => equal(verify({ now: NOW + 0.5 }), VERIFIED));
  test('a Date of another realm', () => equal(verify({ now: { getTime: () => NOW } }), VERIFIED));
  for (const now of [Number.MAX_VALUE, -Number.MAX_VALUE, 8.64e15, -8.64e15, 2 ** 63, -(2 ** 63), 0]) {
    test(`a clock at ${now}`, () => fails(api, late, () => verify({ now, toleranceSeconds: 1000 })));
  }
  test("the platform's clock unless set", async () => {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const headers = { 'x-timestamp': timestamp, 'x-signature': await webhookSignature(SECRET, timestamp, BODY) };
    equal(verify({ headers, now: undefined }), { timestamp: Number(timestamp), secretIndex: 0 });
  });
  test('which is far from these', () => fails(api, late, () => verify({ now: undefined, toleranceSeconds: 0 })));
  for (const now of [null, NaN, Infinity, -Infinity, '1790000000000', {}, 1n, new Date(NaN)]) {
    test(`no clock: ${typeof now} ${String(now)}`, () => fails(api, { code: 'config_invalid', field: 'now' }, () => verify({ now })));
  }
}

function options(test, api, verify) {
  for (const none of [undefined, null, {}]) {
    test(`options ${none}`, () => fails(api, { code: 'config_missing', field: 'secret' }, () => api.verifyHmacWebhook(BODY, none)));
  }
  for (const toleranceSeconds of [-1, 1.5, NaN, Infinity, '300', null, 2 ** 32]) {
    test(`toleranceSeconds ${toleranceSeconds}`, () =>
      fails(api, { code: 'config_invalid', field: 'toleranceSeconds' }, () => verify({ toleranceSeconds })));
  }
  for (const maxBytes of [0, -1, 1.5, NaN, Infinity, '1000', null]) {
    test(`maxBytes ${maxBytes}`, () => fails(api, { code: 'config_invalid', field: 'maxBytes' }, () => verify({ maxBytes })));
  }
  test('a secret that is a number', () => fails(api, { code: 'config_invalid', field: 'secret' }, () => verify({ secret: 1 })));
  test('a secret with a NUL, which separates secrets', () =>
    fails(api, { code: 'config_invalid', field: 'secret' }, () => verify({ secret: [`a\0${SECRET}`] })));
  test('no secret comes in by a header', () =>
    fails(api, { code: 'signature_malformed', field: 'x-signature' }, async () => {
      const signature = await webhookSignature('evil', TIMESTAMP, BODY);
      return verify({ secret: ['a', 'b'], headers: { 'x-timestamp': TIMESTAMP, 'x-signature': `${signature}\0evil` } });
    }));
}
