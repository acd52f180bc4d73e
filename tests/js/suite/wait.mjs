// Results that no callback told: the gateway is asked until there is one; of both, one delivers it.

import { equal, fails, ok } from './harness.mjs';
import { see } from './seen.mjs';
import { MERCHANT_NO, SECRET, TRANSACTION_ID, answerBody, callbackBody } from './values.mjs';
import { testStore } from './store.mjs';

const PAYMENT_ID = '1826814232868814850';
const SALE = { transactionId: TRANSACTION_ID, merchantTxnId: 'A-1', txnType: 'SALE', orderAmount: '19.90', orderCurrency: 'USD' };
const by = { transactionId: TRANSACTION_ID };
const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

export async function waitAreas(report, api) {
  await report.area('waitForResult', (test) => waits(test, api));
  await report.area('waitForResult and callbacks', (test) => races(test, api));
}

/** A client that is told these states one after the other, the last for ever. null: no record. */
function waiterOf(api, states, settings) {
  const waiter = { asked: [], records: [], store: testStore() };
  const fetch = async (request) => {
    const path = new URL(request.url).pathname;
    waiter.asked.push(path);
    if (path.endsWith('/queryPayments')) return new Response(answerBody([{ paymentId: PAYMENT_ID, paymentStatus: 'S' }]));
    const calls = waiter.asked.filter((other) => other === path).length;
    const state = states[Math.min(calls, states.length) - 1];
    if (typeof state === 'function') return state();
    const record = typeof state === 'string' ? { ...SALE, status: state } : state;
    return new Response(answerBody(record === null ? [] : [record]));
  };
  waiter.onerway = new api.Onerway({
    merchantNo: MERCHANT_NO,
    secret: SECRET,
    environment: 'sandbox',
    fetch,
    retries: 0,
    store: waiter.store,
    log: (record) => waiter.records.push(see(record.name === 'onerway.result' ? 'ResultRecord' : 'CallbackRecord', record)),
    ...settings,
  });
  waiter.wait = (options) => waiter.onerway.waitForResult(by, { pollMs: 1, timeoutMs: 2000, ...options });
  return waiter;
}

function waits(test, api) {
  test('a final status at once', async () => {
    const waiter = waiterOf(api, ['S']);
    const event = await waiter.wait();
    equal([event.source, event.trust, event.operation, event.outcome, event.paid, event.transactionId], ['query', 'confirmed', 'payment', 'succeeded', true, TRANSACTION_ID]);
    equal([waiter.asked.length, waiter.records, waiter.store.calls], [1, [], []]);
  });
  test('asked until it is final', async () => {
    const waiter = waiterOf(api, ['U', 'P', 'R', 'I', '', 'X', 'F']);
    equal([(await waiter.wait()).outcome, waiter.asked.length], ['failed', 7]);
  });
  test('a record that is not there yet', async () => {
    const waiter = waiterOf(api, [null, null, 'N']);
    equal([(await waiter.wait()).outcome, waiter.asked.length], ['cancelled', 3]);
  });
  test('the payment is asked for once there is an end, for the keys of a callback', async () => {
    const waiter = waiterOf(api, [{ ...SALE, status: 'P', paymentId: PAYMENT_ID }, { ...SALE, status: 'S', paymentId: PAYMENT_ID }]);
    const { idempotencyKeys } = await waiter.wait();
    equal(idempotencyKeys, [`txn:${MERCHANT_NO}:${TRANSACTION_ID}:SALE:S`, `intent:${MERCHANT_NO}:${PAYMENT_ID}:S`]);
    equal(waiter.asked, ['/v1/txn/list', '/v1/txn/list', '/v1/txn/queryPayments']);
  });
  test('a success is one, whatever is known of its payment', async () => {
    for (const answer of [answerBody([]), '{"respCode":"40013","respMsg":"no"}']) {
      const onerway = new api.Onerway({
        merchantNo: MERCHANT_NO,
        secret: SECRET,
        environment: 'sandbox',
        fetch: async ({ url }) => new Response(url.endsWith('/queryPayments') ? answer : answerBody([{ ...SALE, status: 'S', paymentId: PAYMENT_ID }])),
      });
      const event = await onerway.waitForResult(by, { pollMs: 1, timeoutMs: 2000 });
      equal([event.paid, event.paymentStatus, event.idempotencyKeys.length], [true, null, 1]);
    }
  });
  test('Retry-After is kept', async () => {
    const times = [];
    const limited = () => new Response('', { status: 429, headers: { 'Retry-After': '1' } });
    const waiter = waiterOf(api, [() => (times.push(Date.now()), limited()), () => (times.push(Date.now()), new Response(answerBody([{ ...SALE, status: 'S' }])))], { retries: 0 });
    await waiter.wait({ timeoutMs: 5000 });
    ok(times[1] - times[0] >= 990, `a second: ${times[1] - times[0]}`);
  });
  const passing = {
    'HTTP 500': () => new Response('', { status: 500 }),
    'no connection': () => { throw new TypeError('no'); },
    'an error page': () => new Response('<html>'),
    'respCode 12009': () => new Response('{"respCode":"12009","respMsg":"later"}'),
  };
  for (const [name, failure] of Object.entries(passing)) {
    test(`${name} is waited out`, async () => equal((await waiterOf(api, [failure, 'P', failure, 'S']).wait()).status, 'S'));
  }
  test('a refusal is not', () =>
    fails(api, { code: 'gateway_rejected', respCode: '40013', respMsg: 'no' }, () =>
      waiterOf(api, [() => new Response('{"respCode":"40013","respMsg":"no"}')]).wait()));
  test('time is up: what was known last', async () => {
    const error = await fails(api, { code: 'timeout' }, () => waiterOf(api, ['P']).wait({ timeoutMs: 50 }));
    ok(error.message.endsWith('no result within 50 ms: the last status was P'), error.message);
    equal(error.cause, undefined);
  });
  test('time is up: no record', async () => {
    const error = await fails(api, { code: 'timeout' }, () => waiterOf(api, [null]).wait({ timeoutMs: 50 }));
    equal(error.cause.code, 'confirm_mismatch');
  });
  test('time is up while the gateway does not answer', () =>
    fails(api, { code: 'timeout' }, () => waiterOf(api, [() => new Promise(() => {})]).wait({ timeoutMs: 50 })));
  test('the pauses grow', async () => {
    const waiter = waiterOf(api, ['P']);
    await fails(api, { code: 'timeout' }, () => waiter.wait({ pollMs: 10, timeoutMs: 400 }));
    ok(waiter.asked.length >= 3 && waiter.asked.length <= 12, `calls: ${waiter.asked.length}`);
  });
  test('aborted', async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 20);
    await fails(api, { code: 'aborted' }, () => waiterOf(api, ['P']).wait({ signal: abort.signal }));
    await fails(api, { code: 'aborted' }, () => waiterOf(api, ['P']).wait({ signal: abort.signal }), 'before');
  });
  test('after its end nothing is asked any more', async () => {
    const waiter = waiterOf(api, ['P']);
    await fails(api, { code: 'timeout' }, () => waiter.wait({ timeoutMs: 30 }));
    const { length } = waiter.asked;
    await pause(30);
    equal(waiter.asked.length, length);
  });
  for (const junk of [undefined, null, {}, { transactionId: '' }, { transactionId: 5 }, { merchantTxnId: 'A-1' }]) {
    test(`no transactionId: ${JSON.stringify(junk)}`, () =>
      fails(api, { code: 'param_missing', field: 'transactionId' }, () => waiterOf(api, ['S']).onerway.waitForResult(junk)));
  }
  const invalid = { timeoutMs: [0, '1', NaN], pollMs: [0, -1], handler: ['x', null], timeout: [1] };
  for (const [field, values] of Object.entries(invalid)) {
    for (const value of values) {
      test(`${field} ${JSON.stringify(value)}`, () => fails(api, { code: 'config_invalid', field }, () => waiterOf(api, ['S']).wait({ [field]: value })));
    }
  }
  test('a handler without a store', () =>
    fails(api, { code: 'config_missing', field: 'store' }, () => waiterOf(api, ['S'], { store: undefined }).wait({ handler: () => {} })));
}

function races(test, api) {
  const notify = (waiter, handler) => {
    const request = new Request('https://shop.example/notify', { method: 'POST', body: callbackBody(api) });
    return waiter.onerway.handleCallback(request, handler);
  };
  test('the handler gets the result, and a callback afterwards is a duplicate', async () => {
    const waiter = waiterOf(api, ['P', 'S']);
    const events = [];
    const event = await waiter.wait({ handler: (one) => void events.push(one) });
    ok(events.length === 1 && events[0] === event, 'the event');
    const [record] = waiter.records;
    equal([record.name, record.code, record.key, record.outcome], ['onerway.result', 'handled', 'txn:800209:...4848:SALE:S', 'succeeded']);
    equal((await notify(waiter, (one) => void events.push(one))).status, 200);
    equal([events.length, waiter.records[1].code], [1, 'duplicate']);
  });
  test('after a callback the handler is not called', async () => {
    const waiter = waiterOf(api, ['S']);
    await notify(waiter, () => {});
    equal((await waiter.wait({ handler: () => { throw new Error('called'); } })).status, 'S');
    equal(waiter.records.at(-1).code, 'duplicate');
  });
  test('while a callback is handled it waits for its end', async () => {
    const waiter = waiterOf(api, ['S']);
    let end;
    const response = notify(waiter, () => new Promise((resolve) => { end = resolve; }));
    await pause(5);
    let isOver = false;
    const waiting = waiter.wait({ handler: () => { throw new Error('called'); } }).then(() => { isOver = true; });
    await pause(30);
    equal(isOver, false);
    end();
    await waiting;
    equal((await response).status, 200);
  });
  test('where the callback fails, it delivers', async () => {
    const waiter = waiterOf(api, ['S']);
    let fail;
    const response = notify(waiter, () => new Promise((_, reject) => { fail = reject; }));
    await pause(5);
    let runs = 0;
    const waiting = waiter.wait({ handler: () => void (runs += 1) });
    await pause(10);
    fail(new Error('planted'));
    await waiting;
    equal([(await response).status, runs], [503, 1]);
  });
  test('what the handler throws is thrown, and the next one gets the result', async () => {
    const waiter = waiterOf(api, ['S']);
    const planted = new Error('planted');
    let thrown;
    await waiter.wait({ handler: () => { throw planted; } }).catch((error) => { thrown = error; });
    ok(thrown === planted, 'the error itself');
    let runs = 0;
    await waiter.wait({ handler: () => void (runs += 1) });
    equal(runs, 1);
  });
  test('time is up while the handler runs: its signal is aborted, and its end counts', async () => {
    const waiter = waiterOf(api, ['S']);
    let end;
    let signal;
    const handler = (event, context) => new Promise((resolve) => { signal = context.signal; end = resolve; });
    await fails(api, { code: 'timeout' }, () => waiter.wait({ handler, timeoutMs: 40 }));
    ok(signal.aborted, 'aborted');
    end();
    await pause(5);
    await notify(waiter, () => {});
    equal(waiter.records.at(-1).code, 'duplicate');
  });
  test('a handler that takes longer than its claim, and a callback meanwhile', async () => {
    const waiter = waiterOf(api, ['S']);
    let end;
    const waiting = waiter.wait({ handler: () => new Promise((resolve) => { end = resolve; }) });
    await pause(10);
    waiter.store.late += 61_000;
    const response = notify(waiter, () => pause(20));
    await pause(5);
    end();
    await waiting;
    equal([(await response).status, waiter.records.map((one) => one.code)], [200, ['claim_lost', 'handled']]);
  });
  test('a store that fails', async () => {
    const store = { ...testStore(), claim: async () => { throw new Error('down'); } };
    await fails(api, { code: 'store_failed' }, () => waiterOf(api, ['S']).wait({ handler: () => {}, store }));
  });
  const PAID = { paymentId: PAYMENT_ID, paymentStatus: 'S' };
  for (const [name, told, record] of [
    ['the callback does not name the payment, the record does', {}, { paymentId: PAYMENT_ID }],
    ['the callback names the payment, the record does not', PAID, {}],
    ['both name it', PAID, { paymentId: PAYMENT_ID }],
  ]) {
    test(`${name}: one result all the same`, async () => {
      const post = (waiter, handler) => {
        const request = new Request('https://shop.example/notify', { method: 'POST', body: callbackBody(api, told) });
        return waiter.onerway.handleCallback(request, handler);
      };
      for (const isCallbackFirst of [true, false]) {
        const waiter = waiterOf(api, [{ ...SALE, status: 'S', ...record }]);
        let runs = 0;
        const handler = () => void (runs += 1);
        if (isCallbackFirst) await post(waiter, handler);
        await waiter.wait({ handler });
        if (!isCallbackFirst) equal((await post(waiter, handler)).status, 200);
        equal([runs, waiter.records.map((one) => one.code)], [1, ['handled', 'duplicate']]);
      }
    });
  }
  test('the closure of a payment under an id that had failed is another result', async () => {
    const waiter = waiterOf(api, ['F']);
    const events = [];
    const post = (fields) => {
      const request = new Request('https://shop.example/notify', { method: 'POST', body: callbackBody(api, { status: 'F', ...fields }) });
      return waiter.onerway.handleCallback(request, (event) => void events.push(event.outcome));
    };
    for (const paymentStatus of ['O', 'N', 'N', 'O']) equal((await post({ paymentId: PAYMENT_ID, paymentStatus })).status, 200);
    equal(events, ['open', 'cancelled']);
  });
  test('1000 payments, each by a callback and by asking at once: each is handled once', async () => {
    const store = testStore();
    const runs = new Map();
    const states = new Map();
    // Callback and record name the payment, or one of them, or neither.
    const isNamed = { callback: (id) => BigInt(id) % 2n === 0n, record: (id) => BigInt(id) % 3n === 0n };
    const fetch = async (request) => {
      const { transactionIds, paymentId } = JSON.parse(await request.text());
      if (paymentId) return new Response(answerBody([{ paymentId, paymentStatus: 'S' }]));
      const asked = (states.get(transactionIds) ?? 0) + 1;
      states.set(transactionIds, asked);
      const status = asked > Number(transactionIds.slice(-1)) % 3 ? 'S' : 'P';
      const payment = isNamed.record(transactionIds) ? { paymentId: PAYMENT_ID } : {};
      return new Response(answerBody([{ ...SALE, transactionId: transactionIds, status, ...payment }]));
    };
    const records = [];
    const onerway = new api.Onerway({ merchantNo: MERCHANT_NO, secret: SECRET, environment: 'sandbox', fetch, store, log: (record) => records.push(record) });
    const handler = async ({ transactionId }) => {
      runs.set(transactionId, (runs.get(transactionId) ?? 0) + 1);
      await pause(1);
    };
    const deliver = async (transactionId, delay) => {
      await pause(delay);
      for (;;) {
        const fields = { transactionId, ...(isNamed.callback(transactionId) ? PAID : {}) };
        const request = new Request('https://shop.example/notify', { method: 'POST', body: callbackBody(api, fields) });
        if ((await onerway.handleCallback(request, handler)).status === 200) return;
        await pause(2);
      }
    };
    const ids = Array.from({ length: 1000 }, (_, at) => String(BigInt(TRANSACTION_ID) + BigInt(at)));
    const both = (transactionId, at) => [
      deliver(transactionId, at % 7),
      onerway.waitForResult({ transactionId }, { handler, pollMs: 2, timeoutMs: 30_000 }),
    ];
    await Promise.all(ids.flatMap(both));
    equal([runs.size, Math.max(...runs.values())], [1000, 1]);
    const first = (name) => records.filter((record) => record.name === name && record.code === 'handled').length;
    equal(first('onerway.result') + first('onerway.callback'), 1000);
    ok(first('onerway.result') > 50 && first('onerway.callback') > 50, `each is faster at times: ${first('onerway.result')}, ${first('onerway.callback')}`);
  });
}
