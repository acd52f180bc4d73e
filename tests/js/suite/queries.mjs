// Queries as requests, and the client against a fetch of the suite's own.

import { equal, fails, ok } from './harness.mjs';
import { see, seeOne } from './seen.mjs';
import { MERCHANT_NO, SECRET, TRANSACTION_ID, answerBody } from './values.mjs';

const SETTINGS = { merchantNo: MERCHANT_NO, secret: SECRET, environment: 'sandbox' };
const IDS = { transactionIds: [TRANSACTION_ID] };

export async function queryAreas(report, api) {
  await report.area('buildQueryRequest', (test) => queryRequests(test, api));
  await report.area('client', (test) => client(test, api));
  await report.area('client: failures', (test) => failures(test, api));
}

function queryRequests(test, api) {
  const build = (kind = 'transactions', params = IDS) => api.buildQueryRequest(kind, params, SETTINGS);
  test('is a Request', () => ok(build() instanceof Request, 'a Request'));
  test('method and address', () => {
    equal([build().method, build().url], ['POST', 'https://sandbox-acq.onerway.com/v1/txn/list']);
  });
  test('one header, without a charset', () => equal([...build().headers], [['content-type', 'application/json']]));
  test('the body of buildQuery', async () => equal(await build().text(), api.buildQuery('transactions', IDS, SETTINGS).body));
  test('follows no redirect', () => equal(build().redirect, 'manual'));
  test('characters beyond ASCII', async () => {
    const params = { merchantTxnIds: ['订单-é-😀'] };
    equal(await build('transactions', params).text(), api.buildQuery('transactions', params, SETTINGS).body);
  });
  test('errors as of buildQuery', () => fails(api, { code: 'param_missing', field: 'startTime' }, () => build('transactions', {})));
  for (const baseUrl of ['https://1.2.3.4.5', 'https://[x']) {
    test(`an address that is none: ${baseUrl}`, () =>
      fails(api, { code: 'config_invalid', field: 'baseUrl' }, () =>
        api.buildQueryRequest('transactions', IDS, { merchantNo: MERCHANT_NO, secret: SECRET, baseUrl })));
  }
  test('the body is what signRequest and JSON.stringify give', () => {
    const { body } = api.buildQuery('transactions', IDS, SETTINGS);
    equal(body, JSON.stringify(api.signRequest({ merchantNo: MERCHANT_NO, transactionIds: TRANSACTION_ID, current: '1' }, SECRET)));
  });
  test('parameters are left as they are', () => {
    const params = Object.freeze({ transactionIds: Object.freeze(['1', '2']), size: 5 });
    build('transactions', params);
    equal(params, { transactionIds: ['1', '2'], size: 5 });
  });
  for (const none of [undefined, null, {}]) {
    test(`options ${JSON.stringify(none)}`, () => fails(api, { code: 'param_missing', field: 'merchantNo' }, () => api.buildQueryRequest('transactions', IDS, none)));
  }
  test('parseQueryResponse takes text and bytes only', () =>
    fails(api, { code: 'param_invalid', field: 'text' }, () => api.parseQueryResponse('transactions', {})));
  test('parseQueryResponse and a kind that there is not', () =>
    fails(api, { code: 'param_invalid', field: 'kind' }, () => api.parseQueryResponse('refunds', answerBody([]))));
  test('verifyResponse takes text and bytes only', () =>
    fails(api, { code: 'param_invalid', field: 'text' }, () => api.verifyResponse({}, SECRET)));
}

/** A client whose fetch is `answer`, and the calls that it got. */
function clientOf(api, answer, settings = {}) {
  const calls = [];
  const fetch = (request, init) => {
    calls.push({ request, init });
    return answer(request, init);
  };
  return { onerway: new api.Onerway({ ...SETTINGS, fetch, retries: 0, ...settings }), calls };
}

const respond = (text, init) => async () => new Response(text, init);

function client(test, api) {
  const record = { transactionId: TRANSACTION_ID, merchantTxnId: 'A-1', status: 'S', txnType: 'SALE' };
  test('list sends the signed query', async () => {
    const { onerway, calls } = clientOf(api, respond(answerBody([record])));
    const page = await onerway.transactions.list(IDS);
    equal([page.content[0].transactionId, page.current, page.totalElements], [TRANSACTION_ID, 1, 1]);
    const [{ request, init }] = calls;
    equal(calls.length, 1, 'the number of calls');
    equal([request.url, request.method, request.redirect], ['https://sandbox-acq.onerway.com/v1/txn/list', 'POST', 'manual']);
    equal([...request.headers], [['content-type', 'application/json']]);
    equal(await request.text(), api.buildQuery('transactions', IDS, SETTINGS).body);
    equal(Object.keys(init), ['signal'], 'nothing but a signal is set');
  });
  test('kinds go to their addresses', async () => {
    const { onerway, calls } = clientOf(api, respond(answerBody([])), { environment: undefined, baseUrl: 'https://proxy.example/x' });
    await onerway.transactions.list(IDS);
    await onerway.payments.list({ paymentId: '1' });
    await onerway.chargebacks.list({ chargebackIds: '1' });
    equal(
      calls.map(({ request }) => request.url),
      ['/v1/txn/list', '/v1/txn/queryPayments', '/v1/chargeback/list'].map((path) => `https://proxy.example/x${path}`),
    );
  });
  test('a list of secrets: the first signs', async () => {
    const { onerway, calls } = clientOf(api, respond(answerBody([])), { secret: ['new-secret', SECRET] });
    await onerway.transactions.list(IDS);
    equal(await calls[0].request.text(), api.buildQuery('transactions', IDS, { ...SETTINGS, secret: 'new-secret' }).body);
  });
  test('Dates with the timeZone of the client', async () => {
    const { onerway, calls } = clientOf(api, respond(answerBody([])), { timeZone: '+08:00' });
    await onerway.transactions.list({ startTime: new Date(0), endTime: new Date(1000) });
    const sent = JSON.parse(await calls[0].request.text());
    equal([sent.startTime, sent.endTime], ['1970-01-01 08:00:00', '1970-01-01 08:00:01']);
  });
  const get = async (kind, by, records) => {
    const { onerway, calls } = clientOf(api, respond(answerBody(records)));
    const found = seeOne('Given', `${kind}.get`, await onerway[kind].get(by));
    return { found, sent: JSON.parse(await calls[0].request.text()) };
  };
  test('get: one', async () => {
    const { found, sent } = await get('transactions', { transactionId: TRANSACTION_ID }, [record]);
    equal([found.status, sent.transactionIds], ['S', TRANSACTION_ID]);
  });
  test('get: one by the order number', async () => {
    const { found, sent } = await get('transactions', { merchantTxnId: 'A-1' }, [record]);
    equal([found.transactionId, sent.merchantTxnIds, sent.transactionIds], [TRANSACTION_ID, 'A-1', undefined]);
  });
  test('get: none', async () => {
    equal((await get('transactions', { transactionId: '1' }, [])).found, null);
    equal((await get('payments', { paymentId: '1' }, [])).found, null);
  });
  test('get: a payment', async () => {
    const { found, sent } = await get('payments', { paymentId: '7' }, [{ paymentId: '7', paymentStatus: 'O' }]);
    equal([found.paymentStatus, sent.paymentId], ['O', '7']);
  });
  test('records without anything have it as null', () => {
    for (const [kind, type] of Object.entries({ transactions: 'TxnInfo', payments: 'PaymentInfo', chargebacks: 'ChargebackInfo' })) {
      const [nothing] = api.parseQueryResponse(kind, answerBody([{}])).content;
      const { extra, ...others } = see(type, nothing);
      equal([extra, new Set(Object.values(others))], [{}, new Set([null])], kind);
    }
  });
  test('get: several', async () => {
    const error = await fails(api, { code: 'ambiguous', field: 'merchantTxnId' }, () =>
      get('transactions', { merchantTxnId: 'A-1' }, [record, { ...record, transactionId: '2' }]));
    equal(error.records.map((each) => each.transactionId), [TRANSACTION_ID, '2'], 'the records');
  });
  test('get: another record than was asked for', () =>
    fails(api, { code: 'response_invalid', field: 'transactionId' }, () => get('transactions', { transactionId: '1' }, [record])));
  for (const by of [undefined, null, {}, { status: 'S' }, { transactionId: '1', merchantTxnId: '2' }, { toString: '1' }, { transactionId: undefined }]) {
    test(`get: by ${JSON.stringify(by)}`, async () => {
      const { onerway, calls } = clientOf(api, respond(answerBody([record])));
      await fails(api, { code: 'param_invalid' }, () => onerway.transactions.get(by));
      equal(calls.length, 0, 'the number of calls');
    });
  }
  test('get: an id that holds a comma', async () => {
    const { onerway } = clientOf(api, respond(answerBody([record])));
    await fails(api, { code: 'param_invalid', field: 'transactionIds' }, () => onerway.transactions.get({ transactionId: '1,2' }));
  });
  test('a bad query is a rejection and calls nobody', async () => {
    const { onerway, calls } = clientOf(api, respond(answerBody([])));
    const promise = onerway.transactions.list({});
    ok(promise instanceof Promise, 'a promise');
    await fails(api, { code: 'param_missing', field: 'startTime' }, () => promise);
    equal(calls.length, 0, 'the number of calls');
  });
  test('a client without options', () => fails(api, { code: 'param_missing', field: 'merchantNo' }, () => new api.Onerway()));
  test('a client without an environment', () =>
    fails(api, { code: 'config_missing', field: 'environment' }, () => new api.Onerway({ merchantNo: MERCHANT_NO, secret: SECRET })));
  test('a client with a bad address', () =>
    fails(api, { code: 'config_invalid', field: 'baseUrl' }, () => new api.Onerway({ merchantNo: MERCHANT_NO, secret: SECRET, baseUrl: 'http://evil.example' })));
  for (const timeoutMs of [0, -1, NaN, Infinity, 'soon', 2 ** 31]) {
    test(`timeoutMs ${timeoutMs}`, () => fails(api, { code: 'config_invalid', field: 'timeoutMs' }, () => new api.Onerway({ ...SETTINGS, timeoutMs })));
  }
}

function failures(test, api) {
  const failing = async (answer, expected, { settings, options } = {}) => {
    const { onerway } = clientOf(api, answer, settings);
    return fails(api, expected, () => onerway.transactions.list(IDS, options));
  };
  for (const status of [301, 302, 303, 307, 308, 304, 400, 404, 429, 500, 503]) {
    test(`HTTP ${status}`, () => {
      const body = status === 304 ? null : answerBody([]);
      const headers = { location: 'https://evil.example/' };
      return failing(respond(body, { status, headers }), { code: 'http_status', status });
    });
  }
  test('a redirect that a browser hides', () => {
    const hidden = { ok: false, status: 0, type: 'opaqueredirect', headers: new Headers(), body: null };
    return failing(async () => hidden, { code: 'http_status', status: 0 });
  });
  test('no connection', async () => {
    const cause = new TypeError('fetch failed');
    const error = await failing(async () => { throw cause; }, { code: 'network' });
    ok(error.cause === cause, 'the cause is kept');
  });
  test('a fetch that throws at once', () => failing(() => { throw new TypeError('no'); }, { code: 'network' }));
  test('an answer that breaks off', () => {
    const broken = () => new ReadableStream({
      pull(controller) {
        controller.error(new TypeError('terminated'));
      },
    });
    return failing(async () => new Response(broken()), { code: 'network' });
  });
  /** A fetch that ends only when it is told to. */
  const waiting = (request, { signal }) => new Promise((_, reject) => {
    const stop = () => reject(signal.reason ?? new Error('aborted'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop);
  });
  test('no answer in time', () => failing(waiting, { code: 'timeout' }, { settings: { timeoutMs: 20 } }));
  test('a fetch that does not listen to its signal', () => {
    const late = new Promise((resolve) => setTimeout(resolve, 1000, new Response('')));
    return failing(() => late, { code: 'timeout' }, { settings: { timeoutMs: 20 } });
  });
  test('a given fetch has no receiver, as a platform wants it', () => {
    let receiver = 'none yet';
    const strict = async function fetch() {
      receiver = this;
      throw new Error('enough');
    };
    return failing(strict, { code: 'network' }).then(() => equal(receiver, undefined));
  });
  for (const signal of [{}, 'abort', 1]) {
    test(`a signal that is none: ${JSON.stringify(signal)}`, () =>
      failing(async () => new Response(''), { code: 'param_invalid', field: 'signal' }, { options: { signal } }));
  }
  test('an answer that does not end in time', () => {
    const stalled = async (request, { signal }) => new Response(new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"respCode"'));
        signal.addEventListener('abort', () => controller.error(new Error('aborted')));
      },
    }));
    return failing(stalled, { code: 'timeout' }, { settings: { timeoutMs: 20 } });
  });
  test('aborted before', () => failing(waiting, { code: 'aborted' }, { options: { signal: AbortSignal.abort() } }));
  test('aborted while waiting', () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 10);
    return failing(waiting, { code: 'aborted' }, { options: { signal: abort.signal } });
  });
  test('aborted with a reason of its own', () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort('enough'), 10);
    return failing(waiting, { code: 'aborted' }, { options: { signal: abort.signal } });
  });
  test('a signal that is aborted afterwards changes nothing', async () => {
    const abort = new AbortController();
    const { onerway } = clientOf(api, respond(answerBody([])));
    const page = await onerway.transactions.list(IDS, { signal: abort.signal });
    abort.abort();
    equal(page.content, []);
  });
  test('a refusal of the gateway', () => {
    const refusal = { respCode: '40013', respMsg: 'Abnormal parameters (cannot be read)' };
    return failing(respond(JSON.stringify({ ...refusal, data: null })), { code: 'gateway_rejected', ...refusal });
  });
  test('a page of a proxy', () => failing(respond('<html></html>'), { code: 'response_invalid' }));
  test('an empty answer', () => failing(respond(''), { code: 'response_invalid' }));
  test('an answer without a body', () => failing(respond(null), { code: 'response_invalid' }));
  // Interpreted, on a busy machine, reading it takes longer than the client waits unless told otherwise.
  test('an answer of more than 4 MiB', () =>
    failing(respond(' '.repeat(4 * 1024 * 1024 + 1)), { code: 'response_invalid' }, { settings: { timeoutMs: 60_000 } }));
  test('an answer without end', async () => {
    const endless = () => new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(1024 * 1024).fill(0x20));
      },
    });
    await failing(async () => new Response(endless()), { code: 'response_invalid' });
  });
  test('a declared length of more than 4 MiB', () =>
    failing(async () => ({ ok: true, status: 200, headers: new Headers({ 'content-length': '4194305' }), body: null }), { code: 'response_invalid' }));
  test('a call after a failed one works', async () => {
    let calls = 0;
    const { onerway } = clientOf(api, async () => (calls++ === 0 ? new Response('', { status: 500 }) : new Response(answerBody([]))));
    await fails(api, { code: 'http_status', status: 500 }, () => onerway.transactions.list(IDS));
    equal((await onerway.transactions.list(IDS)).content, []);
  });
}
