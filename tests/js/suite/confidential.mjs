// A secret and personal data are planted, every failure is provoked, and neither may be found in any of them.

import { equal, ok } from './harness.mjs';
import { TRANSACTION_ID, answerBody, callbackBody, webhookSignature } from './values.mjs';

const SECRET = 'planted-secret-0f3a';
const OTHER = 'planted-secret-77be';
const PERSONAL = 'planted.person@shop.example';
const TOKEN = '7d827950f927d1be3f47c87819a8ba0d8f24b75112d70a7292e92696793081d7';

export async function confidentialArea(report, api) {
  await report.area('secrets stay', (test) => confidential(test, api));
}

function confidential(test, api) {
  const merchantNo = '800209';
  const options = { secret: [SECRET, OTHER], merchantNo };
  const body = callbackBody(api, {}, SECRET);
  const right = JSON.parse(body).sign;
  const forged = body.replace('19.90', '99.90');
  const rightForForged = api.sign({ ...JSON.parse(forged) }, SECRET, { rule: 'callback' });
  const verify = (body, more) => () => api.verifyCallback(body, { ...options, ...more });
  const doubtful = (fields, more) => {
    const personal = { tokenId: TOKEN, reason: `{"respMsg":"${PERSONAL}"}`, paymentMethod: PERSONAL };
    return verify(callbackBody(api, { ...personal, ...fields }, SECRET), more);
  };
  const webhook = (more, headers) => () =>
    api.verifyHmacWebhook('{}', {
      ...options,
      now: 0,
      headers: { 'x-timestamp': '1', 'x-signature': '0'.repeat(64), ...headers },
      ...more,
    });
  const settings = { ...options, environment: 'sandbox' };
  const build = (params, more) => () => api.buildQuery('transactions', params, { ...settings, ...more });
  const call = (fetch, more) => () =>
    new api.Onerway({ ...settings, fetch, timeoutMs: 20, retries: 0, ...more }).transactions.list({ transactionIds: '1' });
  const never = (request, { signal }) => new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')));
  });
  const failures = {
    body_too_large: verify(body, { maxBytes: 10 }),
    body_not_json: verify(body.slice(1)),
    body_not_object: verify('[]'),
    duplicate_field: verify(body.replace('{', '{"sign":"",')),
    nested_value: verify(body.replace('{', '{"a":{},')),
    signature_missing: verify('{}'),
    signature_malformed: verify(body.replace(right, right.toUpperCase())),
    signature_mismatch: verify(forged),
    merchant_mismatch: verify(callbackBody(api, { merchantNo: '1' }, SECRET)),
    field_missing: verify(callbackBody(api, { transactionId: '' }, SECRET)),
    field_invalid: verify(callbackBody(api, { transactionId: 'x' }, SECRET)),
    'unknown_field doubt': doubtful({ zNew: PERSONAL }),
    'field_missing doubt': doubtful({ merchantTxnId: null }),
    'field_invalid doubt': doubtful({ orderCurrency: PERSONAL }),
    'ambiguous doubt': doubtful({ merchantTxnNote: PERSONAL }, { knownFields: { merchantTxnNote: 'text' } }),
    'config_invalid onDoubt': verify(body, { onDoubt: SECRET }),
    'config_invalid knownFields': verify(body, { knownFields: { zNew: SECRET } }),
    'body_too_large webhook': webhook({ maxBytes: 1 }),
    'signature_missing webhook': webhook({}, { 'x-signature': '' }),
    'signature_malformed webhook': webhook({}, { 'x-signature': SECRET }),
    'signature_mismatch webhook': webhook(),
    'field_invalid webhook': webhook({}, { 'x-timestamp': SECRET }),
    timestamp_out_of_tolerance: async () =>
      webhook({ now: 10_000_000 }, { 'x-signature': await webhookSignature(SECRET, '1', '{}') })(),
    'config_invalid webhook': webhook({ secret: `${SECRET} ` }),
    'config_invalid now': webhook({ now: SECRET }),
    'config_invalid tolerance': webhook({ toleranceSeconds: SECRET }),
    'unsafe_number made': () => api.signCallback({ orderAmount: 1.5 }, SECRET),
    param_missing: build({}),
    param_invalid: build({ [`x${1}`]: SECRET }),
    range_too_long: build({ startTime: '2024-01-01 00:00:00', endTime: '2025-01-01 00:00:00' }),
    unsafe_number: () => api.sign({ orderAmount: 1.5 }, SECRET),
    config_missing: build({ transactionIds: '1' }, { environment: undefined }),
    'config_invalid secret': build({ transactionIds: '1' }, { secret: `${SECRET} ` }),
    'config_invalid secret list': build({ transactionIds: '1' }, { secret: [SECRET, `${OTHER}\n`] }),
    'config_invalid baseUrl': build({ transactionIds: '1' }, { environment: undefined, baseUrl: `https://u:${SECRET}@x.example` }),
    'config_invalid environment': build({ transactionIds: '1' }, { environment: SECRET }),
    'config_invalid timeZone': build({ transactionIds: '1' }, { timeZone: SECRET }),
    'param_invalid merchantNo': build({ transactionIds: '1' }, { merchantNo: SECRET.repeat(2) }),
    'param_invalid time': build({ startTime: SECRET, endTime: SECRET }),
    'param_invalid body': verify({ secret: SECRET }),
    network: call(async () => { throw new TypeError('fetch failed'); }),
    timeout: call(never),
    http_status: call(async () => new Response(SECRET, { status: 500 })),
    gateway_rejected: call(async () => new Response('{"respCode":"40013","respMsg":"no"}')),
    response_invalid: call(async () => new Response(`<html>${SECRET}</html>`)),
    'response_invalid record': call(async () => new Response(answerBody([SECRET]))),
    confirm_mismatch: () => {
      const fetch = async () => new Response(answerBody([{ transactionId: TRANSACTION_ID, merchantTxnId: PERSONAL, tokenId: TOKEN }]));
      const event = api.verifyCallback(callbackBody(api, { zNew: PERSONAL }, SECRET), { ...options, onDoubt: 'keep' });
      return new api.Onerway({ ...settings, fetch }).confirm(event);
    },
    ambiguous: () =>
      new api.Onerway({ ...settings, fetch: async () => new Response(answerBody([{ merchantTxnId: '1' }, { merchantTxnId: '1' }])) })
        .transactions.get({ merchantTxnId: '1' }),
  };
  for (const [name, run] of Object.entries(failures)) {
    test(name, async () => {
      let error;
      try {
        await run();
      } catch (thrown) {
        error = thrown;
      }
      equal(error?.code, name.split(' ')[0], 'the code');
      for (const text of textsOf(error)) {
        for (const confidential of [SECRET, OTHER, rightForForged, PERSONAL, TOKEN]) {
          ok(!text.includes(confidential), `confidential: ${text.slice(0, 200)}`);
        }
      }
    });
  }
  test('an unconfirmed event tells no value but ids', () => {
    const fields = { tokenId: TOKEN, reason: PERSONAL, paymentMethod: PERSONAL, status: 'SUBSCRIBED', orderAmount: '123.45' };
    const event = api.verifyCallback(callbackBody(api, fields, SECRET), { ...options, onDoubt: 'keep' });
    equal(event.trust, 'unconfirmed');
    for (const text of textsOf(event)) {
      for (const value of Object.values(fields)) ok(!text.includes(value), `a value: ${text.slice(0, 200)}`);
    }
  });
  test('a client shows no secret', () => {
    const texts = textsOf(new api.Onerway(settings));
    ok(texts.every((text) => !text.includes(SECRET) && !text.includes(OTHER)), 'the texts of a client');
  });
}

/** Every text that can be had from a value: itself, its properties, its causes, what is printed. */
function textsOf(value) {
  const texts = [];
  const seen = new Set();
  const visit = (value, depth) => {
    if (typeof value === 'string') texts.push(value);
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return;
    if (seen.has(value) || depth > 12) return;
    seen.add(value);
    for (let owner = value; owner && owner !== Object.prototype && owner !== Function.prototype; owner = Object.getPrototypeOf(owner)) {
      for (const name of Reflect.ownKeys(owner)) {
        texts.push(String(name));
        let property;
        try {
          property = value[name];
        } catch {
          continue;
        }
        visit(property, depth + 1);
      }
    }
  };
  visit(value, 0);
  texts.push(String(value), JSON.stringify(value) ?? '', JSON.stringify(Object.entries(value ?? {})));
  return texts;
}
