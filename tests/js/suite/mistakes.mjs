// What only JavaScript can get wrong (docs/mistakes.md): wrong types, bytes that are gone, halves of
// surrogate pairs, objects of the caller's that throw.

import { equal, fails, isOnerwayError, ok } from './harness.mjs';
import { MERCHANT_NO, SECRET, TRANSACTION_ID, answerBody, webhookSignature } from './values.mjs';

const OPTIONS = { secret: SECRET, merchantNo: MERCHANT_NO };
const SETTINGS = { ...OPTIONS, environment: 'sandbox' };
const IDS = { transactionIds: [TRANSACTION_ID] };
const NOW = 1_790_000_000_000;
const encoder = new TextEncoder();

export async function mistakeAreas(report, api) {
  const body = signedBody(api);
  const timestamp = String(NOW / 1000);
  const headers = { 'x-timestamp': timestamp, 'x-signature': await webhookSignature(SECRET, timestamp, body) };
  const webhook = { secret: SECRET, headers, now: NOW };
  await report.area('mistakes: wrong types', (test) => wrongTypes(test, api, body, webhook));
  await report.area('mistakes: bytes', (test) => bytes(test, api, body, webhook));
  await report.area('mistakes: halves of pairs', (test) => halves(test, api, body, webhook));
  await report.area('mistakes: what the caller throws', (test) => thrown(test, api, body, webhook));
  await report.area('mistakes: empty ids', (test) => emptyIds(test, api));
}

function signedBody(api) {
  const fields = {
    notifyType: 'TXN',
    transactionId: TRANSACTION_ID,
    txnType: 'SALE',
    merchantNo: MERCHANT_NO,
    merchantTxnId: 'A-1',
    responseTime: '2024-08-23 10:00:01',
    orderAmount: '19.90',
    orderCurrency: 'USD',
    status: 'S',
  };
  return api.signCallback(fields, SECRET).body;
}

const clientOf = (api, settings) =>
  new api.Onerway({ ...SETTINGS, fetch: async () => new Response(answerBody([])), retries: 0, ...settings });

/** Values that stand where another type is wanted; some have no text, and throw when one is asked of them. */
const JUNK = {
  undefined: () => undefined,
  null: () => null,
  true: () => true,
  0: () => 0,
  NaN: () => NaN,
  '1n': () => 1n,
  'an empty string': () => '',
  'a string': () => 'x',
  'a symbol': () => Symbol('x'),
  'a function': () => () => 'x',
  'an empty array': () => [],
  'an array of null': () => [null],
  'an array of a symbol': () => [Symbol('x')],
  'an array of an object without a text': () => [Object.create(null)],
  'an object': () => ({}),
  'an object of an object': () => ({ 'x-rh-signature': {}, 'x-timestamp': {}, 'x-signature': {} }),
  'an object without a text': () => Object.create(null),
  'an object whose text is a symbol': () => ({ toString: () => Symbol('x'), getTime: () => Symbol('x') }),
  'a Map': () => new Map([[Object.create(null), 'x'], ['x-rh-signature', Object.create(null)]]),
  'an invalid Date': () => new Date(NaN),
  bytes: () => new Uint8Array(2),
  'wider numbers': () => new Uint16Array(2),
};

/** Calls with one place left open. */
function places(api, body, webhook) {
  const places = {
    'verifyCallback(?)': (junk) => api.verifyCallback(junk, OPTIONS),
    'verifyCallback(body, ?)': (junk) => api.verifyCallback(body, junk),
    'verifyRequest(?)': (junk) => api.verifyRequest(junk, OPTIONS),
    'verifyRequest(request, ?)': (junk) => api.verifyRequest(new Request('https://shop.example', { method: 'POST', body }), junk),
    'verifyHmacWebhook(?)': (junk) => api.verifyHmacWebhook(junk, webhook),
    'verifyHmacWebhook(body, ?)': (junk) => api.verifyHmacWebhook(body, junk),
    'verifyResponse(?)': (junk) => api.verifyResponse(junk, SECRET),
    'verifyResponse(text, ?)': (junk) => api.verifyResponse('{}', junk),
    'parseQueryResponse(?, text)': (junk) => api.parseQueryResponse(junk, answerBody([])),
    'parseQueryResponse(kind, ?)': (junk) => api.parseQueryResponse('transactions', junk),
    'canonicalString(?)': (junk) => api.canonicalString(junk),
    'canonicalString({ a: ? })': (junk) => api.canonicalString({ a: junk }),
    'canonicalString(params, ?)': (junk) => api.canonicalString({}, junk),
    'canonicalString(params, { rule: ? })': (junk) => api.canonicalString({}, { rule: junk }),
    'sign(params, ?)': (junk) => api.sign({}, junk),
    'sign(params, secret, { rule: ? })': (junk) => api.sign({}, SECRET, { rule: junk }),
    'signRequest(params, ?)': (junk) => api.signRequest({}, junk),
    'signCallback(?)': (junk) => api.signCallback(junk, SECRET),
    'buildQuery(?)': (junk) => api.buildQuery(junk, IDS, SETTINGS),
    'buildQuery(kind, ?)': (junk) => api.buildQuery('transactions', junk, SETTINGS),
    'buildQuery(kind, { transactionIds: ? })': (junk) => api.buildQuery('transactions', { transactionIds: junk }, SETTINGS),
    'buildQuery(kind, params, ?)': (junk) => api.buildQuery('transactions', IDS, junk),
    'new Onerway(?)': (junk) => new api.Onerway(junk),
    'get(?)': (junk) => clientOf(api).payments.get(junk),
    'get({ paymentId: ? })': (junk) => clientOf(api).payments.get({ paymentId: junk }),
    'get({ transactionId: ? })': (junk) => clientOf(api).transactions.get({ transactionId: junk }),
    'list(?)': (junk) => clientOf(api).transactions.list(junk),
    'list(params, ?)': (junk) => clientOf(api).transactions.list(IDS, junk),
    'list(params, { signal: ? })': (junk) => clientOf(api).transactions.list(IDS, { signal: junk }),
  };
  for (const name of ['secret', 'merchantNo', 'headers', 'requireHeader', 'maxBytes', 'onDoubt', 'knownFields']) {
    places[`verifyCallback(body, { ${name}: ? })`] = (junk) => api.verifyCallback(body, { ...OPTIONS, [name]: junk });
  }
  for (const name of ['secret', 'headers', 'now', 'toleranceSeconds', 'maxBytes']) {
    places[`verifyHmacWebhook(body, { ${name}: ? })`] = (junk) => api.verifyHmacWebhook(body, { ...webhook, [name]: junk });
  }
  for (const name of ['merchantNo', 'secret', 'environment', 'baseUrl', 'timeZone', 'timeoutMs', 'fetch']) {
    places[`new Onerway({ ${name}: ? })`] = (junk) => clientOf(api, { [name]: junk });
  }
  places['headers: { X-Rh-Signature: ? }'] = (junk) => api.verifyCallback(body, { ...OPTIONS, headers: { 'X-Rh-Signature': junk } });
  places['headers: { get: () => ? }'] = (junk) => api.verifyCallback(body, { ...OPTIONS, headers: { get: () => junk } });
  places['headers: { x-timestamp: ? }'] = (junk) => api.verifyHmacWebhook(body, { ...webhook, headers: { ...webhook.headers, 'x-timestamp': junk } });
  return places;
}

function wrongTypes(test, api, body, webhook) {
  for (const [place, call] of Object.entries(places(api, body, webhook))) {
    test(`${place}: taken, or refused with a code`, async () => {
      for (const [kind, make] of Object.entries(JUNK)) {
        try {
          await call(make());
        } catch (error) {
          ok(error instanceof api.OnerwayError && error.code !== 'internal', `${kind}: ${error.stack}`);
          isOnerwayError(api, error);
        }
      }
    });
  }
  for (const [kind, make] of Object.entries(JUNK)) {
    test(`checkCallback gives a value: ${kind}`, () => {
      const checked = api.checkCallback(make(), OPTIONS);
      equal(checked.ok, false);
      isOnerwayError(api, checked.error);
    });
    test(`checkCallback, options: ${kind}`, () => equal(api.checkCallback(body, make()).error.code, 'config_missing'));
  }
  for (const value of [{}, [{}], [null], Object.create(null), Symbol('x'), () => 'x']) {
    test(`a header that is no text: ${typeof value}`, () =>
      fails(api, { code: 'config_invalid', field: 'headers' }, () => api.verifyCallback(body, { ...OPTIONS, headers: { 'x-rh-signature': value } })));
  }
}

function bytes(test, api, body, webhook) {
  const expected = api.verifyCallback(body, OPTIONS);
  const verify = (value) => api.verifyCallback(value, OPTIONS);
  const takers = {
    verifyCallback: ['body', verify],
    verifyHmacWebhook: ['body', (value) => api.verifyHmacWebhook(value, webhook)],
    verifyResponse: ['text', (value) => api.verifyResponse(value, SECRET)],
    parseQueryResponse: ['text', (value) => api.parseQueryResponse('transactions', value)],
  };
  for (const [name, [field, take]] of Object.entries(takers)) {
    const gone = { code: 'param_invalid', field };
    test(`${name}: bytes that were transferred away`, () => fails(api, gone, () => take(transferred(body))));
    test(`${name}: a buffer that was transferred away`, () => fails(api, gone, () => take(transferred(body).buffer)));
  }
  test('checked, bytes that were transferred away', () => equal(api.checkCallback(transferred(body), OPTIONS).error.code, 'param_invalid'));
  test('the next one is verified', () => equal(verify(body), expected));
  test('bytes that say another length than they have', () => {
    class Odd extends Uint8Array {
      get length() {
        return 4;
      }
    }
    equal(verify(Odd.from(encoder.encode(body))), expected);
  });
  test('a stream of something else than bytes is left', async () => {
    let pulled = 0;
    const stream = new ReadableStream({
      pull(controller) {
        pulled += 1;
        if (pulled < 100) controller.enqueue(' '.repeat(16_384));
        else controller.close();
      },
    });
    await fails(api, { code: 'network', field: 'request' }, () =>
      api.verifyRequest({ headers: new Headers(), body: stream, bodyUsed: false }, OPTIONS));
    ok(pulled < 10, `read ${pulled} times`);
  });
  // Pages that are not isolated have no shared memory, and older runtimes no buffers that grow.
  if (typeof SharedArrayBuffer === 'function') {
    const shared = new SharedArrayBuffer(body.length);
    new Uint8Array(shared).set(encoder.encode(body));
    test('bytes in shared memory', () => equal(verify(new Uint8Array(shared)), expected));
    test('shared memory itself', () => fails(api, { code: 'param_invalid', field: 'body' }, () => verify(shared)));
  }
  if ('resize' in ArrayBuffer.prototype) {
    const growing = () => {
      const buffer = new ArrayBuffer(body.length, { maxByteLength: 2 * body.length });
      new Uint8Array(buffer).set(encoder.encode(body));
      return buffer;
    };
    test('a buffer that can grow', () => equal(verify(growing()), expected));
    test('bytes in it', () => equal(verify(new Uint8Array(growing())), expected));
    test('bytes that it no longer has', () => {
      const buffer = growing();
      const view = new Uint8Array(buffer, 1, 10);
      buffer.resize(4);
      return fails(api, { code: 'body_not_json' }, () => verify(view));
    });
  }
}

/** Bytes whose buffer belongs to somebody else now. */
function transferred(text) {
  const view = encoder.encode(text);
  structuredClone(view.buffer, { transfer: [view.buffer] });
  return view;
}

function halves(test, api, body, webhook) {
  const secretTakers = {
    sign: (secret) => api.sign({ a: '1' }, secret),
    signRequest: (secret) => api.signRequest({ a: '1' }, secret),
    signCallback: (secret) => api.signCallback({ a: '1' }, secret),
    verifyResponse: (secret) => api.verifyResponse('{}', secret),
    verifyCallback: (secret) => api.verifyCallback(body, { ...OPTIONS, secret }),
    verifyHmacWebhook: (secret) => api.verifyHmacWebhook(body, { ...webhook, secret }),
    buildQuery: (secret) => api.buildQuery('transactions', IDS, { ...SETTINGS, secret }),
    buildQueryRequest: (secret) => api.buildQueryRequest('transactions', IDS, { ...SETTINGS, secret }),
    Onerway: (secret) => new api.Onerway({ ...SETTINGS, secret }),
  };
  for (const half of ['\ud83d', `${SECRET}\ude00`, `\ude00\ud83d${SECRET}`]) {
    for (const [name, take] of Object.entries(secretTakers)) {
      const invalid = { code: 'config_invalid', field: 'secret' };
      test(`${name}: ${JSON.stringify(half)} as secret`, () => fails(api, invalid, () => take(half)));
      test(`${name}: ${JSON.stringify(half)} in a list`, () => fails(api, invalid, () => take([SECRET, half])));
    }
  }
  const merchantNo = '8\ud83d';
  const invalid = { code: 'param_invalid', field: 'merchantNo' };
  test('verifyCallback: merchantNo', () => fails(api, invalid, () => api.verifyCallback(body, { ...OPTIONS, merchantNo })));
  test('buildQuery: merchantNo', () => fails(api, invalid, () => api.buildQuery('transactions', IDS, { ...SETTINGS, merchantNo })));
  test('Onerway: merchantNo', () => fails(api, invalid, () => new api.Onerway({ ...SETTINGS, merchantNo })));
  test('knownFields', () =>
    fails(api, { code: 'config_invalid', field: 'knownFields' }, () => api.verifyCallback(body, { ...OPTIONS, knownFields: { '\ud83d': 'id' } })));
  for (const field of ['environment', 'baseUrl', 'timeZone']) {
    const settings = { ...SETTINGS, [field]: 'https://x.example/\ud83d' };
    test(field, () => fails(api, { code: 'config_invalid', field }, () => api.buildQuery('transactions', IDS, settings)));
  }
  test('the header', () => {
    const headers = { 'X-Rh-Signature': `v1=${'\ud83d'.repeat(64)}` };
    return fails(api, { code: 'signature_malformed', field: 'X-Rh-Signature' }, () => api.verifyCallback(body, { ...OPTIONS, headers }));
  });
  test('what was refused is not remembered', async () => {
    await fails(api, { code: 'config_invalid', field: 'secret' }, () => secretTakers.verifyCallback('\ud83d'));
    equal(secretTakers.verifyCallback(SECRET).transactionId, TRANSACTION_ID);
  });
}

function thrown(test, api, body, webhook) {
  const own = new RangeError("the caller's own");
  const throws = () => {
    throw own;
  };
  const trap = (target, name) => Object.defineProperty({ ...target }, name, { get: throws, enumerable: true });
  const request = () => new Request('https://shop.example', { method: 'POST', body });
  const calls = {
    'a getter of the options': () => api.verifyCallback(body, trap(OPTIONS, 'secret')),
    'of the record of headers': () => api.verifyCallback(body, { ...OPTIONS, headers: trap({}, 'x-rh-signature') }),
    'of the known fields': () => api.verifyCallback(body, { ...OPTIONS, knownFields: trap({}, 'deviceScore') }),
    'of the bytes': () => api.verifyCallback(Object.defineProperty(encoder.encode(body), 'buffer', { get: throws }), OPTIONS),
    'headers.get': () => api.verifyCallback(body, { ...OPTIONS, headers: { get: throws } }),
    'checkCallback: a getter of the options': () => api.checkCallback(body, trap(OPTIONS, 'merchantNo')),
    'checkCallback: headers.get': () => api.checkCallback(body, { ...OPTIONS, headers: { get: throws } }),
    'verifyRequest: a getter of the options': () => api.verifyRequest(request(), trap(OPTIONS, 'secret')),
    'verifyHmacWebhook: headers.get': () => api.verifyHmacWebhook(body, { ...webhook, headers: { get: throws } }),
    'verifyHmacWebhook: the clock': () => api.verifyHmacWebhook(body, { ...webhook, now: { getTime: throws } }),
    'sign: a getter of the parameters': () => api.sign(trap({ a: '1' }, 'b'), SECRET),
    'buildQuery: a getter of the options': () => api.buildQuery('transactions', IDS, trap(SETTINGS, 'timeZone')),
    'list: a getter of the parameters': () => clientOf(api).transactions.list(trap(IDS, 'current')),
  };
  const expected = api.verifyCallback(body, OPTIONS);
  for (const [name, call] of Object.entries(calls)) {
    test(`${name} comes through, and the next callback is verified`, async () => {
      let caught;
      try {
        await call();
      } catch (error) {
        caught = error;
      }
      ok(caught === own, `thrown: ${caught?.stack}`);
      equal(api.verifyCallback(body, OPTIONS), expected);
    });
  }
  test('a getter that verifies another callback meanwhile', () => {
    const options = { merchantNo: MERCHANT_NO };
    Object.defineProperty(options, 'headers', { get: () => void api.checkCallback(body, { ...OPTIONS, secret: 'another' }) });
    Object.defineProperty(options, 'secret', { value: SECRET });
    equal(api.verifyCallback(body, options), expected);
  });
}

function emptyIds(test, api) {
  for (const [kind, field] of [['transactions', 'transactionId'], ['transactions', 'merchantTxnId'], ['payments', 'paymentId'], ['payments', 'merchantTxnId']]) {
    for (const id of ['', null]) {
      test(`${kind}.get: ${field} ${JSON.stringify(id)}`, async () => {
        let calls = 0;
        const client = clientOf(api, { fetch: async () => (calls++, new Response(answerBody([]))) });
        await fails(api, { code: 'param_missing', field }, () => client[kind].get({ [field]: id }));
        equal(calls, 0, 'the number of calls');
      });
    }
  }
}
