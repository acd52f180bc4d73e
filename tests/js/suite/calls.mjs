// What is asked again and what is not, and calls of any other kind.

import { equal, fails, ok } from './harness.mjs';
import { MERCHANT_NO, SECRET, TRANSACTION_ID, answerBody } from './values.mjs';

const IDS = { transactionIds: [TRANSACTION_ID] };
const REFUND = '/v1/txn/onlineRefund';

export async function callAreas(report, api) {
  await report.area('client: asked again', (test) => askedAgain(test, api));
  await report.area('client: a redirect that fetch has followed', (test) => followed(test, api));
  await report.area('client: post', (test) => posts(test, api));
  await report.area('client: what came instead of an answer', (test) => excerpts(test, api));
}

/** A client to which the gateway answers one after the other, the last for ever; and how often it was asked. */
function clientOf(api, answers, settings) {
  const client = { calls: 0, bodies: [], times: [] };
  const fetch = async (request, init) => {
    const answer = answers[Math.min(client.calls, answers.length - 1)];
    client.calls += 1;
    client.times.push(Date.now());
    client.bodies.push(await request.text());
    const given = typeof answer === 'function' ? await answer(request, init) : answer;
    return given instanceof Response ? given : new Response(given);
  };
  client.fetch = fetch;
  client.onerway = new api.Onerway({ merchantNo: MERCHANT_NO, secret: SECRET, environment: 'sandbox', fetch, retryDelayMs: 1, ...settings });
  client.list = (options) => client.onerway.transactions.list(IDS, options);
  return client;
}

const GOOD = answerBody([]);
const status = (code, headers) => () => new Response('', { status: code, headers });
const never = (request, { signal }) => new Promise((_, reject) => {
  signal.addEventListener('abort', () => reject(signal.reason));
});
const refused = (respCode) => JSON.stringify({ respCode, respMsg: 'no', data: null });

function askedAgain(test, api) {
  const passing = {
    'no connection': [() => { throw new TypeError('no'); }, { code: 'network' }],
    'no answer in time': [never, { code: 'timeout' }, { timeoutMs: 20 }],
    'HTTP 408': [status(408), { code: 'http_status', status: 408 }],
    'HTTP 429': [status(429), { code: 'http_status', status: 429 }],
    'HTTP 500': [status(500), { code: 'http_status', status: 500 }],
    'HTTP 502': [status(502), { code: 'http_status', status: 502 }],
    'HTTP 503': [status(503), { code: 'http_status', status: 503 }],
    'HTTP 504': [status(504), { code: 'http_status', status: 504 }],
    'respCode 12009': [refused('12009'), { code: 'gateway_rejected', respCode: '12009', respMsg: 'no' }],
    'an error page': ['<html>Bad Gateway</html>', { code: 'response_invalid' }],
    'nothing': ['', { code: 'response_invalid' }],
    'an answer that breaks off': [GOOD.slice(0, -20), { code: 'response_invalid' }],
    'a page that contradicts itself': [GOOD.replace('"totalElements":0', '"totalElements":9'), { code: 'response_invalid', field: 'content' }],
  };
  for (const [name, [answer, error, settings]] of Object.entries(passing)) {
    test(`${name}: asked again`, async () => {
      const client = clientOf(api, [answer, answer, GOOD], settings);
      equal([(await client.list()).content, client.calls], [[], 3]);
      equal(new Set(client.bodies).size, 1, 'the same question each time');
    });
    test(`${name}: three times, and no more`, async () => {
      const client = clientOf(api, [answer], settings);
      await fails(api, error, () => client.list());
      equal(client.calls, 3);
    });
    test(`${name}: once with retries 0`, async () => {
      const client = clientOf(api, [answer], { ...settings, retries: 0 });
      await fails(api, error, () => client.list());
      equal(client.calls, 1);
    });
  }
  const lasting = {
    'a refusal': [refused('40013'), { code: 'gateway_rejected', respCode: '40013', respMsg: 'no' }],
    'a refusal that looks like another': [refused('120090'), { code: 'gateway_rejected', respCode: '120090', respMsg: 'no' }],
    'HTTP 400': [status(400), { code: 'http_status', status: 400 }],
    'HTTP 403': [status(403), { code: 'http_status', status: 403 }],
    'HTTP 404': [status(404), { code: 'http_status', status: 404 }],
    'a redirect': [status(302, { location: 'https://evil.example/' }), { code: 'http_status', status: 302 }],
  };
  for (const [name, [answer, error]] of Object.entries(lasting)) {
    test(`${name}: not asked again`, async () => {
      const client = clientOf(api, [answer, GOOD]);
      await fails(api, error, () => client.list());
      equal(client.calls, 1);
    });
  }
  test('a fetch that gives no Response', () => {
    const onerway = new api.Onerway({ merchantNo: MERCHANT_NO, secret: SECRET, environment: 'sandbox', fetch: async () => undefined, retries: 0 });
    return fails(api, { code: 'network' }, () => onerway.transactions.list(IDS));
  });
  test('a parameter that breaks a rule is not sent', async () => {
    const client = clientOf(api, [GOOD]);
    await fails(api, { code: 'param_missing', field: 'startTime' }, () => client.onerway.transactions.list({}));
    equal(client.calls, 0);
  });
  test('the pauses grow', async () => {
    const client = clientOf(api, [status(500)], { retries: 3, retryDelayMs: 40 });
    await fails(api, { code: 'http_status', status: 500 }, () => client.list());
    const [first, second, third] = client.times.slice(1).map((time, at) => time - client.times[at]);
    ok(first >= 19 && second >= 39 && third >= 79, `pauses of at least 20, 40, 80: ${[first, second, third]}`);
  });
  test('Retry-After in seconds is kept', async () => {
    const client = clientOf(api, [status(429, { 'Retry-After': '1' }), GOOD]);
    await client.list();
    ok(client.times[1] - client.times[0] >= 990, `a second: ${client.times[1] - client.times[0]}`);
  });
  test('Retry-After as a date is kept, by the clock of the client', async () => {
    const now = Date.UTC(2026, 0, 1);
    const client = clientOf(api, [status(503, { 'Retry-After': new Date(now + 1000).toUTCString() }), GOOD], { now: () => now });
    await client.list();
    ok(client.times[1] - client.times[0] >= 990, `a second: ${client.times[1] - client.times[0]}`);
  });
  for (const header of ['soon', '-1', '', new Date(0).toUTCString()]) {
    test(`Retry-After ${JSON.stringify(header)} says nothing`, async () => {
      const client = clientOf(api, [status(429, { 'Retry-After': header }), GOOD]);
      equal((await client.list()).content, []);
    });
  }
  test('who asks for more than a minute is not asked again', async () => {
    const client = clientOf(api, [status(429, { 'Retry-After': '61' }), GOOD]);
    await fails(api, { code: 'http_status', status: 429 }, () => client.list());
    equal(client.calls, 1);
  });
  test('aborted in a pause', async () => {
    const abort = new AbortController();
    const client = clientOf(api, [status(429, { 'Retry-After': '30' })]);
    setTimeout(() => abort.abort(), 20);
    await fails(api, { code: 'aborted' }, () => client.list({ signal: abort.signal }));
    equal(client.calls, 1);
  });
  test('a confirmation is asked again too', async () => {
    const record = { transactionId: TRANSACTION_ID, merchantTxnId: 'A-1', txnType: 'SALE', status: 'S' };
    const client = clientOf(api, [status(500), answerBody([record])]);
    equal((await client.onerway.confirm({ notifyType: 'TXN', transactionId: TRANSACTION_ID })).paid, true);
  });
  for (const retries of [-1, 11, 1.5, '2', null]) {
    test(`retries ${retries}`, () => fails(api, { code: 'config_invalid', field: 'retries' }, () => clientOf(api, [], { retries })));
  }
  for (const name of ['timeout', 'merchantNO', 'sandbox']) {
    test(`${name}, which is no setting`, () => fails(api, { code: 'config_invalid', field: name }, () => clientOf(api, [], { [name]: 1 })));
  }
  for (const retryDelayMs of [0, -1, NaN, Infinity, '1']) {
    test(`retryDelayMs ${retryDelayMs}`, () =>
      fails(api, { code: 'config_invalid', field: 'retryDelayMs' }, () => clientOf(api, [], { retryDelayMs })));
  }
}

/** React Native's fetch follows redirects, and only the address of the answer tells it. */
function followed(test, api) {
  const clientFor = (members) => {
    const answer = () => {
      const response = new Response(GOOD);
      for (const [name, value] of Object.entries(members)) Object.defineProperty(response, name, { value });
      return response;
    };
    return clientOf(api, [answer]);
  };
  const listWithOwnFetch = async (client) => {
    const { fetch } = globalThis;
    globalThis.fetch = client.fetch;
    try {
      return await new api.Onerway({ merchantNo: MERCHANT_NO, secret: SECRET, environment: 'sandbox', retryDelayMs: 1 }).transactions.list(IDS);
    } finally {
      globalThis.fetch = fetch;
    }
  };
  const refuses = async (client, list) => {
    const { message } = await fails(api, { code: 'http_status' }, () => list(client));
    ok(message.includes('a redirect, which fetch has followed'), message);
    equal(client.calls, 1, 'calls');
  };
  const ASKED = 'https://sandbox-acq.onerway.com/v1/txn/list';
  test('it says so itself', () => refuses(clientFor({ redirected: true, url: ASKED }), (client) => client.list()));
  for (const url of ['https://evil.example/v1/txn/list', ASKED.replace('https', 'http'), 'https://sandbox-acq.onerway.com.evil.example/', 'about:blank']) {
    test(`from ${url}`, () => refuses(clientFor({ url }), listWithOwnFetch));
    test(`from ${url}: a given fetch may ask a proxy`, async () => equal((await clientFor({ url }).list()).content, []));
  }
  for (const url of ['', ASKED, 'https://SANDBOX-ACQ.onerway.com:443/v1/txn/list']) {
    test(`from ${JSON.stringify(url)}: as asked`, async () => equal((await listWithOwnFetch(clientFor({ url }))).content, []));
  }
}

function posts(test, api) {
  const refund = { refundType: '0', merchantTxnId: 'R-1', originTransactionId: TRANSACTION_ID, refundAmount: '19.90' };
  const accepted = (data) => JSON.stringify({ respCode: '20000', respMsg: 'Success', data });
  test('sends the signed fields, with merchantNo', async () => {
    let url;
    const client = clientOf(api, [(request) => { url = request.url; return accepted('1826814232868814849'); }]);
    equal(await client.onerway.post(REFUND, refund), '1826814232868814849');
    equal(url, `https://sandbox-acq.onerway.com${REFUND}`);
    equal(JSON.parse(client.bodies[0]), api.signRequest({ ...refund, merchantNo: MERCHANT_NO }, SECRET));
  });
  test('nested values are sent as texts', async () => {
    const client = clientOf(api, [accepted(null)]);
    equal(await client.onerway.post('/txn/payment', { txnOrderMsg: { products: [{ name: 'a' }] } }), null);
    equal(JSON.parse(client.bodies[0]).txnOrderMsg, '{"products":"[{\\"name\\":\\"a\\"}]"}');
  });
  test('a signature by any secret is right, and the first signs', async () => {
    const data = { transactionId: TRANSACTION_ID, status: 'U' };
    const signed = { ...data, sign: api.sign(data, 'old', { rule: 'response' }) };
    const client = clientOf(api, [accepted(signed)], { secret: [SECRET, 'old'] });
    equal(await client.onerway.post('/txn/payment', refund), signed);
    equal(JSON.parse(client.bodies[0]).sign, api.sign({ ...refund, merchantNo: MERCHANT_NO }, SECRET));
  });
  test('a wrong signature: the message says that it may have been carried out', async () => {
    const client = clientOf(api, [accepted({ status: 'U', sign: '0'.repeat(64) })]);
    const error = await fails(api, { code: 'signature_mismatch', field: 'sign' }, () => client.onerway.post('/txn/payment', refund));
    ok(error.message.includes('may have been carried out'), error.message);
  });
  for (const [name, answer, error] of [
    ['no answer', () => { throw new TypeError('no'); }, { code: 'network' }],
    ['HTTP 500', status(500), { code: 'http_status', status: 500 }],
    ['respCode 12009', refused('12009'), { code: 'gateway_rejected', respCode: '12009', respMsg: 'no' }],
  ]) {
    test(`${name}: not made again`, async () => {
      const client = clientOf(api, [answer, accepted('1')]);
      await fails(api, error, () => client.onerway.post(REFUND, refund));
      equal(client.calls, 1);
    });
    test(`${name}: made again where it is asked for`, async () => {
      const client = clientOf(api, [answer, accepted('1')]);
      equal([await client.onerway.post(REFUND, refund, { retries: 1 }), client.calls], ['1', 2]);
    });
  }
  test('another merchantNo', () =>
    fails(api, { code: 'param_invalid', field: 'merchantNo' }, () => clientOf(api, []).onerway.post(REFUND, { ...refund, merchantNo: '1' })));
  for (const path of ['', 'txn/payment', '@evil.example/', '/a?b', '/a b', '//a\\b', undefined, 5]) {
    test(`path ${JSON.stringify(path)}`, async () => {
      const client = clientOf(api, [accepted('1')]);
      await fails(api, { code: 'param_invalid', field: 'path' }, () => client.onerway.post(path, refund));
      equal(client.calls, 0);
    });
  }
  test('an amount as a number', () =>
    fails(api, { code: 'unsafe_number', field: 'refundAmount' }, () => clientOf(api, []).onerway.post(REFUND, { refundAmount: 19.9 })));
  test('retries of a call', () => fails(api, { code: 'config_invalid', field: 'retries' }, () => clientOf(api, []).onerway.post(REFUND, refund, { retries: -1 })));
  test('aborted', () => fails(api, { code: 'aborted' }, () => clientOf(api, [never]).onerway.post(REFUND, refund, { signal: AbortSignal.abort() })));
}

function excerpts(test, api) {
  const messageOf = async (answer) => (await fails(api, { code: 'response_invalid' }, () => clientOf(api, [answer], { retries: 0 }).list())).message;
  test('the content type, the length, the start', async () => {
    const headers = { 'content-type': 'text/html; charset=utf-8' };
    const message = await messageOf(() => new Response('<html><h1>Bad Gateway</h1></html>', { headers }));
    ok(message.endsWith('(received text/html, 33 bytes: <html><h1>Bad Gateway</h1></html>)'), message);
  });
  test('no content type', async () => {
    const message = await messageOf(() => new Response(new TextEncoder().encode('no')));
    ok(message.endsWith('(received no content type, 2 bytes: no)'), message);
  });
  test('a content type that is a number', async () => {
    const message = await messageOf(() => new Response('no', { headers: { 'content-type': '4111111111111111' } }));
    ok(message.endsWith('(received no content type, 2 bytes: no)'), message);
  });
  test('a content type that is none', async () => {
    const message = await messageOf(() => new Response('no', { headers: { 'content-type': '<script>alert(1)</script>' } }));
    ok(message.endsWith('(received no content type, 2 bytes: no)'), message);
  });
  test('personal data of a record that breaks off', async () => {
    const record = { tokenId: '7d827950f927d1be3f47c87819a8ba0d', cardNumber: '411111******1111', email: 'jane@shop.example', holderName: 'Jane Roe' };
    const text = answerBody([record]);
    for (let length = 1; length < text.length; length += 1) {
      const message = await messageOf(text.slice(0, length));
      for (const part of ['7d82', '4111', 'jane', 'Jane', 'Roe', 'shop.example']) ok(!message.includes(part), `${part} in ${message}`);
    }
  });
}
