// handleCallback: what each request is answered, that each result is handled once, and what becomes of faults.

import { equal, fails, ok } from './harness.mjs';
import { CONFIRMED, RECORD } from './shapes.mjs';
import { gate, never, pause, testStore } from './store.mjs';
import { MERCHANT_NO, SECRET, TRANSACTION_ID, answerBody, callbackBody, signedBody, streamRequest } from './values.mjs';

const ADDRESS = 'https://shop.example/notify';
const IDS = { transactionId: TRANSACTION_ID, merchantNo: MERCHANT_NO };
const KEY = `txn:${MERCHANT_NO}:${TRANSACTION_ID}:SALE:S`;
const PAYMENT_ID = '1826814232868814800';

export async function handlerAreas(report, api) {
  await report.area('handler: answers', (test) => answers(test, api));
  await report.area('handler: once', (test) => once(test, api));
  await report.area('handler: deadline', (test) => deadline(test, api));
  await report.area('handler: store', (test) => stores(test, api));
  await report.area('handler: merchants', (test) => merchants(test, api));
  await report.area('handler: confirmation', (test) => confirmation(test, api));
  await report.area('confirm', (test) => confirm(test, api));
  await report.area('handler: settings', (test) => settings(test, api));
  await report.area('handler: log', (test) => log(test, api));
}

/** A shop: its client and store, what it logged, and what its handler got. `answer` is the gateway's. */
export function shopOf(api, { handler = () => {}, options = {}, settings = {}, answer } = {}) {
  const shop = { store: testStore(), records: [], events: [], asked: [], work: [] };
  const fetch = async (request, init) => {
    shop.asked.push({ path: new URL(request.url).pathname, fields: JSON.parse(await request.clone().text()) });
    const answered = await answer(request, init);
    return typeof answered === 'string' ? new Response(answered) : answered;
  };
  shop.onerway = new api.Onerway({
    merchantNo: MERCHANT_NO,
    secret: SECRET,
    environment: 'sandbox',
    store: shop.store,
    log: (record) => shop.records.push(record),
    fetch,
    retries: 0,
    ...settings,
  });
  const handle = (event, context) => {
    shop.events.push(event);
    return handler(event, context);
  };
  /** `[status, text, code]` */
  shop.post = async (body, init = {}) => {
    const waitUntil = (work) => shop.work.push(work);
    const response = await shop.onerway.handleCallback(requestOf(body, init), handle, { waitUntil, ...options });
    return [response.status, await response.text(), shop.records.at(-1)?.code];
  };
  /** All that is under way has ended. */
  shop.settled = () => Promise.all(shop.work);
  return shop;
}

function requestOf(body, init = {}) {
  if (body instanceof ReadableStream) return streamRequest(ADDRESS, body, init);
  const request = { method: 'POST', ...(body === undefined ? {} : { body, duplex: 'half' }), ...init };
  return new Request(ADDRESS, request);
}

const HANDLED = [200, TRANSACTION_ID, 'handled'];
const DUPLICATE = [200, TRANSACTION_ID, 'duplicate'];
const SUPERSEDED = [200, TRANSACTION_ID, 'superseded'];
const later = (code) => [503, 'try again later', code];

function answers(test, api) {
  const sale = callbackBody(api);
  const post = async (body, init, options) => shopOf(api, { options }).post(body, init);
  test('200 and the bare transactionId', async () => {
    const shop = shopOf(api);
    const response = await shop.onerway.handleCallback(requestOf(sale), () => {});
    equal([response.status, await response.text()], [200, TRANSACTION_ID]);
    equal(response.headers.get('content-type'), 'text/plain; charset=utf-8');
    equal(response.headers.get('cache-control'), 'no-store');
  });
  test('the handler gets the event of verifyCallback', async () => {
    const shop = shopOf(api);
    await shop.post(sale);
    equal(shop.events, [api.verifyCallback(sale, { secret: SECRET, merchantNo: MERCHANT_NO })]);
  });
  for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
    test(`405 for ${method}`, async () => {
      const shop = shopOf(api);
      const response = await shop.onerway.handleCallback(requestOf(undefined, { method }), () => {});
      equal([response.status, await response.text(), response.headers.get('allow')], [405, 'only POST', 'POST']);
      equal([shop.records[0].code, shop.store.calls], ['method_not_allowed', []]);
    });
  }
  test('Allow stands with 405 only', async () => {
    const response = await shopOf(api).onerway.handleCallback(requestOf('{}'), () => {});
    equal([response.status, response.headers.get('allow')], [401, null]);
  });
  const types = {
    'multipart/form-data; boundary=x': 415,
    'Multipart/mixed': 415,
    'application/x-www-form-urlencoded': 415,
    'APPLICATION/X-WWW-FORM-URLENCODED; charset=UTF-8': 415,
    'text/plain': 200,
    'text/plain;charset=UTF-8': 200,
    'application/json': 200,
    'application/json;charset=utf-8': 200,
    'application/octet-stream': 200,
    '*/*': 200,
  };
  for (const [type, status] of Object.entries(types)) {
    test(`${status} for the type ${type}`, async () => {
      const answer = await post(sale, { headers: { 'Content-Type': type } });
      equal(answer, status === 200 ? HANDLED : [415, 'not a callback', 'type_not_allowed']);
    });
  }
  test('no type at all', async () => {
    const bytes = new TextEncoder().encode(sale);
    const request = requestOf(bytes);
    request.headers.delete('content-type');
    equal((await shopOf(api).onerway.handleCallback(request, () => {})).status, 200);
  });
  const TOO_LONG = [413, 'too long', 'body_too_large'];
  test('413 for a body over the limit', async () => equal(await post(sale, {}, { maxBytes: sale.length - 1 }), TOO_LONG));
  test('a body of the limit', async () => equal(await post(sale, {}, { maxBytes: new TextEncoder().encode(sale).length }), HANDLED));
  test('413 unless set: above 64 KiB', async () => {
    equal(await post(' '.repeat(65_537)), TOO_LONG);
    equal(await post(' '.repeat(65_536)), [400, 'not a callback', 'body_not_json']);
  });
  /** A body without end, and how much of it was taken. */
  const endless = (more) => {
    const taken = { chunks: 0, cancelled: false };
    const stream = new ReadableStream({
      async pull(controller) {
        taken.chunks += 1;
        await pause(0);
        controller.enqueue(new Uint8Array(1024).fill(0x20));
      },
      cancel() {
        taken.cancelled = true;
        return more?.();
      },
    });
    return { stream, taken };
  };
  test('413 reads no further than the limit', async () => {
    const { stream, taken } = endless();
    equal(await post(stream, {}, { maxBytes: 4096 }), TOO_LONG);
    await pause(10);
    ok(taken.chunks <= 8, `taken: ${taken.chunks} KiB`);
    equal(taken.cancelled, true, 'the stream is cancelled');
  });
  for (const [name, more] of Object.entries({ fails: () => Promise.reject(new Error('no')), hangs: never })) {
    test(`413 where the end of a stream ${name}`, async () =>
      equal(await post(endless(more).stream, {}, { maxBytes: 4096, deadlineMs: 2000 }), TOO_LONG));
  }
  const invalid = {
    body_not_json: '{',
    body_not_object: '[]',
    duplicate_field: sale.replace('{', '{"sign":"",'),
    nested_value: sale.replace('{', '{"a":{},'),
    field_missing: callbackBody(api, { transactionId: '' }),
    field_invalid: callbackBody(api, { transactionId: 'x' }),
  };
  for (const [code, body] of Object.entries(invalid)) {
    test(`400 for ${code}`, async () => equal(await post(body), [400, 'not a callback', code]));
  }
  test('400 for nothing', async () => equal(await post(''), [400, 'not a callback', 'body_not_json']));
  const unauthentic = {
    signature_missing: '{}',
    signature_malformed: sale.replace(/"sign":"./, '"sign":"X'),
    signature_mismatch: sale.replace('19.90', '99.90'),
    merchant_mismatch: callbackBody(api, { merchantNo: '800210' }),
  };
  for (const [code, body] of Object.entries(unauthentic)) {
    test(`401 for ${code}`, async () => equal(await post(body), [401, 'not authentic', code]));
  }
  test('401 where the header is required', async () =>
    equal(await post(sale, {}, { requireHeader: true }), [401, 'not authentic', 'signature_missing']));
  test('a header that signs', async () => {
    const { body, headers } = api.signCallback(JSON.parse(sale), SECRET);
    equal(await post(body, { headers }, { requireHeader: true }), HANDLED);
  });
  test('a refused request touches no store and no handler', async () => {
    const shop = shopOf(api);
    for (const body of [...Object.values(invalid), ...Object.values(unauthentic)]) await shop.post(body);
    equal([shop.store.calls, shop.events], [[], []]);
  });
  test('503 for a body that breaks off', async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) });
    equal(await post(broken), later('network'));
  });
  const FORBIDDEN = [403, 'not allowed', 'address_not_allowed'];
  const addresses = { header: 'CF-Connecting-IP', allow: ['20.68.8.122', '18.207.78.37'] };
  const from = { '18.207.78.37': HANDLED, ' 20.68.8.122 ': HANDLED, '1.2.3.4': FORBIDDEN, '20.68.8.122, 1.2.3.4': FORBIDDEN, '20.68.8.12': FORBIDDEN };
  for (const [address, answer] of Object.entries(from)) {
    test(`from ${JSON.stringify(address)}: ${answer[0]}`, async () =>
      equal(await post(sale, { headers: { 'cf-connecting-ip': address } }, { addresses }), answer));
  }
  test('403 without the header, and with another one', async () => {
    equal(await post(sale, {}, { addresses }), FORBIDDEN);
    equal(await post(sale, { headers: { 'X-Forwarded-For': '20.68.8.122' } }, { addresses }), FORBIDDEN);
  });
  test('403 before the body is read', async () => {
    const request = requestOf(sale);
    await shopOf(api).onerway.handleCallback(request, () => {}, { addresses });
    equal(request.bodyUsed, false);
  });
  test('405 before 403', async () => equal((await post(undefined, { method: 'GET' }, { addresses }))[0], 405));
}

const statusBody = (api, status, more = {}) => callbackBody(api, { status, ...more });

/** What the gateway sends of a chargeback. */
function chargebackBody(api, more = {}) {
  const time = '2024-07-09 13:57:19';
  const fields = { chargebackAmount: '19.90', chargebackCurrency: 'USD', chargebackDate: time, chargebackStatus: 'NEW', importTime: time };
  return signedBody(api, { notifyType: 'CHARGEBACK', ...IDS, ...fields, ...more });
}

function once(test, api) {
  const sale = callbackBody(api);
  test('a duplicate is answered without the handler', async () => {
    const shop = shopOf(api);
    equal([await shop.post(sale), await shop.post(sale), await shop.post(sale)], [HANDLED, DUPLICATE, DUPLICATE]);
    equal(shop.events.length, 1, 'the number of events');
  });
  test('the same result in other bytes is a duplicate', async () => {
    const shop = shopOf(api);
    equal(await shop.post(sale), HANDLED);
    equal(await shop.post(callbackBody(api, { paymentMethod: 'MASTERCARD', customsDeclarationAmount: '1' })), DUPLICATE);
  });
  test('one that is being handled is refused', async () => {
    const { opened, open } = gate();
    const shop = shopOf(api, { handler: () => opened });
    const first = shop.post(sale);
    await pause(5);
    equal(await shop.post(sale), later('held'));
    open();
    equal((await first).slice(0, 2), HANDLED.slice(0, 2));
    equal([await shop.post(sale), shop.events.length], [DUPLICATE, 1]);
  });
  test('50 at a time: the handler runs once', async () => {
    const shop = shopOf(api, { handler: () => pause(5) });
    const statuses = (await Promise.all(Array.from({ length: 50 }, () => shop.post(sale)))).map(([status]) => status);
    equal([shop.events.length, statuses.filter((status) => status === 200).length], [1, 1]);
    equal(await shop.post(sale), DUPLICATE);
  });
  test('a handler that fails runs again', async () => {
    let runs = 0;
    const handler = () => {
      runs += 1;
      if (runs < 3) throw new TypeError('no');
    };
    const shop = shopOf(api, { handler });
    const got = [await shop.post(sale), await shop.post(sale), await shop.post(sale), await shop.post(sale)];
    equal(got, [later('handler_failed'), later('handler_failed'), HANDLED, DUPLICATE]);
    equal(shop.records[0].error, 'TypeError');
  });
  for (const thrown of [undefined, null, 'text', 0, { name: 'Nobody' }]) {
    test(`a handler that throws ${JSON.stringify(thrown)}`, async () => {
      const shop = shopOf(api, { handler: () => Promise.reject(thrown) });
      equal([await shop.post(sale), 'error' in shop.records[0]], [later('handler_failed'), false]);
    });
  }
  test('an error of this package that a handler throws is its own failure', async () => {
    const handler = () => {
      throw new api.OnerwayError('signature_mismatch', 'from another check');
    };
    const shop = shopOf(api, { handler });
    equal([await shop.post(sale), shop.records[0].error], [later('handler_failed'), 'OnerwayError']);
  });
  test('other states and types are other results', async () => {
    const shop = shopOf(api);
    for (const status of ['U', 'P', 'S']) equal(await shop.post(statusBody(api, status)), HANDLED, status);
    equal(await shop.post(callbackBody(api, { txnType: 'REFUND' })), HANDLED, 'REFUND');
    equal(shop.events.map((event) => event.final), [false, false, true, true]);
  });
  for (const end of ['S', 'F', 'N']) {
    test(`P after ${end} is superseded`, async () => {
      const shop = shopOf(api);
      equal([await shop.post(statusBody(api, end)), await shop.post(statusBody(api, 'P'))], [HANDLED, SUPERSEDED]);
      equal(shop.events.length, 1);
    });
  }
  test('P before S, told again after it, is a duplicate', async () => {
    const shop = shopOf(api);
    const [pending, paid] = [statusBody(api, 'P'), statusBody(api, 'S')];
    equal([await shop.post(pending), await shop.post(paid), await shop.post(pending)], [HANDLED, HANDLED, DUPLICATE]);
  });
  test('P after an S that failed to be handled is delivered', async () => {
    const shop = shopOf(api, { handler: (event) => (event.final ? Promise.reject(new Error('no')) : undefined) });
    equal([await shop.post(statusBody(api, 'S')), await shop.post(statusBody(api, 'P'))], [later('handler_failed'), HANDLED]);
  });
  test('the closure of a payment after its F is delivered', async () => {
    const shop = shopOf(api);
    const failed = (paymentStatus) => statusBody(api, 'F', { paymentId: PAYMENT_ID, paymentStatus });
    equal([await shop.post(failed('O')), await shop.post(failed('N')), await shop.post(failed('N'))], [HANDLED, HANDLED, DUPLICATE]);
    equal(shop.events.map((event) => event.outcome), ['open', 'cancelled']);
  });
  test('F after S, and S after F, are delivered', async () => {
    for (const states of ['SF', 'FS']) {
      const shop = shopOf(api);
      for (const status of states) equal(await shop.post(statusBody(api, status)), HANDLED, states);
    }
  });
  test('a cancellation that says S or F takes nothing from the result of its transaction', async () => {
    const cancel = (status) => callbackBody(api, { notifyType: 'CANCEL', status, responseTime: null, txnTimeZone: null });
    const shop = shopOf(api);
    equal([await shop.post(cancel('S')), await shop.post(sale)], [HANDLED, HANDLED]);
    equal(shop.events.map((event) => [event.operation, event.final]), [['cancellation', true], ['payment', true]]);
    const other = shopOf(api);
    equal([await other.post(cancel('F')), await other.post(callbackBody(api, { status: 'P' }))], [HANDLED, HANDLED]);
  });
  test('a cancellation that says N is the transaction that ended so', async () => {
    const shop = shopOf(api);
    const cancel = callbackBody(api, { notifyType: 'CANCEL', status: 'N', responseTime: null, txnTimeZone: null });
    equal([await shop.post(cancel), await shop.post(callbackBody(api, { status: 'N' }))], [HANDLED, DUPLICATE]);
  });
  test('what a handler does to its event changes neither answer, keys nor log', async () => {
    const shop = shopOf(api, {
      handler: (event) => {
        event.idempotencyKeys.length = 0;
        event.transactionId = 'ORDER-7';
        event.final = false;
      },
    });
    equal([await shop.post(sale), await shop.post(sale)], [HANDLED, DUPLICATE]);
    equal(shop.records[0].key, 'txn:800209:...4848:SALE:S');
  });
  test('a dispute is delivered after the end of a transaction of its id', async () => {
    const shop = shopOf(api);
    equal([await shop.post(sale), await shop.post(chargebackBody(api))], [HANDLED, HANDLED]);
    equal([await shop.post(chargebackBody(api)), await shop.post(chargebackBody(api, { chargebackStatus: 'FAS' }))], [DUPLICATE, HANDLED]);
  });
  test('the end of another transaction supersedes nothing', async () => {
    const shop = shopOf(api);
    equal(await shop.post(callbackBody(api, { transactionId: PAYMENT_ID })), [200, PAYMENT_ID, 'handled']);
    equal(await shop.post(statusBody(api, 'P')), HANDLED);
  });
  test('what a store is asked', async () => {
    const shop = shopOf(api, { options: { claimMs: 2000, retainMs: 5000 } });
    await shop.post(statusBody(api, 'P'));
    await shop.post(sale);
    const [pending, ended, claim, complete] = shop.store.calls;
    const end = `final:${MERCHANT_NO}:${TRANSACTION_ID}`;
    const pendingKey = KEY.replace(/S$/, 'P');
    const { token } = claim.options;
    equal([pending.name, pending.keys, pending.options.unless], ['claim', [pendingKey], end]);
    equal([ended.name, ended.keys, ended.options.also], ['complete', [pendingKey], undefined]);
    equal(claim, { name: 'claim', keys: [KEY], options: { token, ttlMs: 2000 } });
    equal(complete, { name: 'complete', keys: [KEY], options: { token, retainMs: 5000, also: [end] } });
    ok(token.length >= 32 && token !== pending.options.token, 'each delivery has a token of its own');
  });
  test('unless set, a claim lives for a minute and a done key for 30 days', async () => {
    const shop = shopOf(api);
    await shop.post(sale);
    const [claim, complete] = shop.store.calls;
    equal([claim.options.ttlMs, complete.options.retainMs], [60_000, 30 * 24 * 60 * 60 * 1000]);
  });
  test('a store of the call goes before that of the client', async () => {
    const store = testStore();
    const shop = shopOf(api, { options: { store } });
    await shop.post(sale);
    equal([store.calls.length, shop.store.calls.length], [2, 0]);
  });
}

function deadline(test, api) {
  const sale = callbackBody(api);
  const options = { deadlineMs: 30 };
  /** A handler that ends when its gate opens, and then at once; and the signals that it got. */
  const waiting = (more) => {
    const held = gate();
    const signals = [];
    const handler = (event, { signal }) => {
      signals.push(signal);
      return held.opened;
    };
    return { held, signals, shop: shopOf(api, { handler, options, ...more }) };
  };
  test('503 when it passes, and the signal is aborted', async () => {
    const { shop, signals, held } = waiting();
    const started = Date.now();
    const posted = shop.post(sale);
    await pause(5);
    equal(signals[0].aborted, false, 'before');
    equal(await posted, later('timeout'));
    ok(Date.now() - started < 1000, 'in time');
    equal([signals[0].aborted, signals[0].reason?.code], [true, 'timeout']);
    held.open();
  });
  test('in time, the signal is not aborted', async () => {
    const signals = [];
    const shop = shopOf(api, { options, handler: (event, { signal }) => signals.push(signal) });
    equal(await shop.post(sale), HANDLED);
    await pause(40);
    equal(signals[0].aborted, false);
  });
  test('the claim stays, and a late end completes it', async () => {
    const { shop, held } = waiting();
    equal([await shop.post(sale), await shop.post(sale)], [later('timeout'), later('held')]);
    held.open();
    await shop.settled();
    equal([await shop.post(sale), shop.events.length], [DUPLICATE, 1]);
  });
  test('a late failure releases it', async () => {
    const { shop, held } = waiting();
    equal(await shop.post(sale), later('timeout'));
    held.fail(new Error('too late'));
    await shop.settled();
    equal([shop.store.entries.size, await shop.post(sale)], [0, later('handler_failed')]);
    equal(shop.events.length, 2, 'it ran again');
  });
  test('where its process dies, the next delivery after the claim runs it', async () => {
    const { shop } = waiting();
    equal(await shop.post(sale), later('timeout'));
    shop.store.late += 59_000;
    equal(await shop.post(sale), later('held'));
    shop.store.late += 2_000;
    equal([await shop.post(sale), shop.events.length], [later('timeout'), 2]);
  });
  test('an owner whose claim has expired takes nothing from the new one', async () => {
    const gates = [gate(), gate()];
    let runs = 0;
    const shop = shopOf(api, { options, handler: () => gates[runs++].opened });
    await shop.post(sale);
    shop.store.late += 61_000;
    await shop.post(sale);
    gates[0].fail(new Error('first'));
    await shop.work[0];
    equal(await shop.post(sale), later('held'), 'the second still holds it');
    gates[1].open();
    await shop.settled();
    equal([await shop.post(sale), runs], [DUPLICATE, 2]);
  });
  test('a claim that was lost is not acknowledged', async () => {
    const shop = shopOf(api);
    shop.store.faults.complete = (keys) => shop.store.entries.set(keys[0], { token: 'another', until: Infinity });
    equal(await shop.post(sale), later('claim_lost'));
  });
  test('a body that stalls', async () => {
    equal(await shopOf(api, { options }).post(new ReadableStream({ pull: never })), later('timeout'));
  });
  test('a resolver that hangs', async () => equal(await shopOf(api, { options: { ...options, merchant: never } }).post(sale), later('timeout')));
  test('a claim that comes too late is given back, and the handler is not run', async () => {
    const shop = shopOf(api, { options });
    const held = gate();
    shop.store.delays.claim = () => held.opened;
    equal(await shop.post(sale), later('store_failed'));
    held.open();
    await shop.settled();
    equal([shop.events.length, shop.store.entries.size], [0, 0]);
    delete shop.store.delays.claim;
    equal(await shop.post(sale), HANDLED);
  });
  test('nothing is claimed after it', async () => {
    const held = gate();
    const shop = shopOf(api, { options: { ...options, merchant: () => held.opened } });
    equal(await shop.post(sale), later('timeout'));
    held.open({ merchantNo: MERCHANT_NO, secret: SECRET });
    await shop.settled();
    equal([shop.store.calls, shop.events], [[], []]);
  });
  test('waitUntil gets the work', async () => {
    const { shop, held } = waiting();
    await shop.post(sale);
    let ended = false;
    const work = shop.settled().then(() => (ended = true));
    await pause(10);
    equal(ended, false, 'it runs as long as the handler');
    held.open();
    await work;
  });
  test('waitUntil gets it from the beginning, since a sender may go away before the deadline', async () => {
    const { shop, held } = waiting();
    const posted = shop.post(sale);
    await pause(5);
    equal(shop.work.length, 1);
    held.open();
    await posted;
  });
  test('a waitUntil that rejects does no harm', async () => {
    const shop = shopOf(api, { options: { waitUntil: async () => { throw new Error('planted'); } } });
    equal(await shop.post(sale), HANDLED);
  });
  test('a clock that throws, or gives no number, does no harm', async () => {
    for (const now of [() => { throw new Error('planted'); }, () => NaN]) {
      const shop = shopOf(api, { settings: { now } });
      equal(await shop.post(sale), HANDLED);
      ok(shop.records[0].ms >= 0, 'ms');
    }
  });
  test('a body that stalls is left at the deadline, and the work ends', async () => {
    let left = false;
    const body = new ReadableStream({ pull: () => new Promise(() => {}), cancel: () => void (left = true) });
    const shop = shopOf(api, { options });
    equal(await shop.post(body), later('timeout'));
    await shop.settled();
    ok(left, 'the sender is told');
  });
  test('a body of empty pieces is too long', async () => {
    const body = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(0)) }, { highWaterMark: 0 });
    equal(await shopOf(api, { options: { maxBytes: 100 } }).post(body), [413, 'too long', 'body_too_large']);
  });
  test('a waitUntil that throws does no harm', async () => {
    const waitUntil = () => {
      throw new TypeError('Illegal invocation');
    };
    equal(await shopOf(api, { options: { ...options, waitUntil } }).post(sale), HANDLED);
    equal(await shopOf(api, { options: { ...options, waitUntil }, handler: never }).post(sale), later('timeout'));
  });
}

function stores(test, api) {
  const sale = callbackBody(api);
  const options = { deadlineMs: 30 };
  const faults = { 'that throws': () => { throw new Error('no'); }, 'that fails later': () => pause(5).then(() => Promise.reject(null)), 'that hangs': never };
  for (const [name, fault] of Object.entries(faults)) {
    test(`claim ${name}: 503, and the next delivery runs`, async () => {
      const shop = shopOf(api, { options });
      shop.store.faults.claim = fault;
      equal([await shop.post(sale), shop.events.length], [later('store_failed'), 0]);
      shop.store.faults = {};
      equal(await shop.post(sale), HANDLED);
    });
    test(`complete ${name}: 503, and after the claim the handler runs again`, async () => {
      const shop = shopOf(api, { options });
      shop.store.faults.complete = fault;
      equal(await shop.post(sale), later('store_failed'));
      shop.store.faults = {};
      equal(await shop.post(sale), later('held'));
      shop.store.late += 61_000;
      equal([await shop.post(sale), await shop.post(sale), shop.events.length], [HANDLED, DUPLICATE, 2]);
    });
    test(`release ${name}: 503, and after the claim the handler runs again`, async () => {
      let runs = 0;
      const shop = shopOf(api, { options, handler: () => (runs++ === 0 ? Promise.reject(new Error('no')) : undefined) });
      shop.store.faults.release = fault;
      equal(await shop.post(sale), later(name === 'that hangs' ? 'store_failed' : 'handler_failed'));
      shop.store.late += 61_000;
      equal(await shop.post(sale), HANDLED);
    });
  }
  test('a completion that took effect although it failed is a duplicate next time', async () => {
    const shop = shopOf(api, { options });
    shop.store.delays.complete = () => Promise.reject(new Error('the line broke'));
    equal([await shop.post(sale), await shop.post(sale), shop.events.length], [later('store_failed'), DUPLICATE, 1]);
  });
  for (const answer of [undefined, true, 'ok', null]) {
    test(`claim that gives ${JSON.stringify(answer)} is no claim`, async () => {
      const shop = shopOf(api, { options: { store: { ...testStore(), claim: async () => answer } } });
      equal([await shop.post(sale), shop.events.length], [later('store_failed'), 0]);
    });
  }
  test('a slow store within the deadline', async () => {
    const shop = shopOf(api);
    for (const operation of ['claim', 'complete']) shop.store.faults[operation] = () => pause(10);
    equal([await shop.post(sale), await shop.post(sale)], [HANDLED, DUPLICATE]);
  });
}

function merchants(test, api) {
  const OTHER = { merchantNo: '800210', secret: 'another-secret' };
  const KEYS = { [MERCHANT_NO]: { merchantNo: MERCHANT_NO, secret: SECRET }, [OTHER.merchantNo]: OTHER };
  const UNAUTHENTIC = (code) => [401, 'not authentic', code];
  const several = (more) => {
    const named = [];
    const merchant = async (merchantNo) => {
      named.push(merchantNo);
      return Object.hasOwn(KEYS, merchantNo) ? KEYS[merchantNo] : null;
    };
    return Object.assign(shopOf(api, { options: { merchant }, ...more }), { named });
  };
  const others = (fields) => callbackBody(api, { merchantNo: OTHER.merchantNo, ...fields }, OTHER.secret);
  test('each by its own secret', async () => {
    const shop = several();
    equal([await shop.post(callbackBody(api)), await shop.post(others())], [HANDLED, HANDLED]);
    equal(shop.events.map((event) => event.merchantNo), [MERCHANT_NO, OTHER.merchantNo]);
    equal(shop.named, [MERCHANT_NO, OTHER.merchantNo]);
  });
  test('an unknown number', async () => equal(await several().post(callbackBody(api, { merchantNo: '1' })), UNAUTHENTIC('merchant_mismatch')));
  test('a secret of another', async () =>
    equal(await several().post(callbackBody(api, { merchantNo: OTHER.merchantNo })), UNAUTHENTIC('signature_mismatch')));
  test('a merchant of another number than asked for', async () => {
    const shop = shopOf(api, { options: { merchant: () => KEYS[MERCHANT_NO] } });
    equal(await shop.post(callbackBody(api, { merchantNo: '1' })), UNAUTHENTIC('merchant_mismatch'));
  });
  const junk = ['{', '', '[]', 'null', '"800209"', '{"merchantNo":{"toString":1}}', '{"merchantNo":[["800209"]]}', '['.repeat(60_000)];
  for (const body of junk) {
    test(`what is no callback asks nobody: ${JSON.stringify(body.slice(0, 40))}`, async () => {
      const shop = several();
      const [status] = await shop.post(body);
      equal([status === 400 || status === 401, shop.named], [true, []]);
    });
  }
  test('a number twice is refused, whichever was read', async () => {
    const body = callbackBody(api).replace('{', '{"merchantNo":"800210",');
    equal((await several().post(body))[2], 'duplicate_field');
  });
  test('a resolver that fails with an error of this package: that is not the sender', async () => {
    const merchant = () => { throw new api.OnerwayError('signature_missing', 'planted'); };
    equal(await shopOf(api, { options: { merchant } }).post(callbackBody(api)), later('internal'));
  });
  test('a resolver that fails', async () => {
    const shop = shopOf(api, { options: { merchant: () => Promise.reject(new RangeError('no')) } });
    equal([await shop.post(callbackBody(api)), shop.records[0].error], [later('internal'), 'RangeError']);
  });
  test('a merchant without a secret', async () => {
    const shop = shopOf(api, { options: { merchant: (merchantNo) => ({ merchantNo, secret: '' }) } });
    equal(await shop.post(callbackBody(api)), later('config_missing'));
  });
  test('the query is asked with its number and secret', async () => {
    const record = { ...RECORDS.sale, transactionId: TRANSACTION_ID };
    const shop = several({ answer: () => answerBody([record]) });
    equal(await shop.post(others({ zNew: '1' })), HANDLED);
    const { sign, ...fields } = shop.asked[0].fields;
    equal([fields.merchantNo, sign], [OTHER.merchantNo, api.sign(fields, OTHER.secret)]);
    equal(shop.events[0].merchantNo, OTHER.merchantNo);
  });
}

const RECORDS = {
  sale: {
    transactionId: TRANSACTION_ID,
    merchantTxnId: 'A-1',
    txnType: 'SALE',
    status: 'S',
    orderAmount: '19.90',
    orderCurrency: 'USD',
    txnTime: '2024-07-09 13:57:01',
    txnTimeZone: '+08:00',
    paymentMethod: 'VISA',
  },
  chargeback: {
    chargebackId: TRANSACTION_ID,
    merchantTxnId: 'A-1',
    originTransactionId: PAYMENT_ID,
    chargebackAmount: '19.90',
    chargebackCurrency: 'USD',
    chargebackStatus: 'FAS',
  },
};

/** A callback with a doubt: a field that nobody knows. */
const doubtful = (api, fields = {}) => callbackBody(api, { zNew: '1', ...fields });

const gatewayOf = (api, records, more) => shopOf(api, { answer: () => answerBody(records), ...more });

function confirmation(test, api) {
  test('an unconfirmed event is asked about, and delivered by the answer alone', async () => {
    const shop = gatewayOf(api, [{ ...RECORDS.sale, paymentMethod: 'MASTERCARD' }]);
    equal(await shop.post(doubtful(api, { paymentMethod: 'VISA', reason: '{"respMsg":"of the body"}' })), HANDLED);
    equal([shop.asked.length, shop.asked[0].path, shop.asked[0].fields.transactionIds], [1, '/v1/txn/list', TRANSACTION_ID]);
    const [event] = shop.events;
    equal(Object.keys(event).sort(), [...CONFIRMED].sort(), 'its names');
    equal([event.source, event.trust, event.notifyType, event.outcome, event.paid, event.final], ['query', 'confirmed', 'TXN', 'succeeded', true, true]);
    equal([event.order, event.record.paymentMethod, event.idempotencyKeys], [{ amount: '19.90', currency: 'USD', minorUnits: '1990' }, 'MASTERCARD', [KEY]]);
    equal([event.reason, event.original, event.occurredAt], [null, null, '2024-07-09T05:57:01Z']);
    ok(!JSON.stringify(event).includes('of the body'), 'nothing of the body');
  });
  test('a verified event is not asked about', async () => {
    const shop = gatewayOf(api, []);
    equal([await shop.post(callbackBody(api)), shop.asked.length], [HANDLED, 0]);
  });
  test('confirm always: each is', async () => {
    const shop = gatewayOf(api, [RECORDS.sale], { options: { confirm: 'always' } });
    equal([await shop.post(callbackBody(api)), shop.asked.length, shop.events[0].trust], [HANDLED, 1, 'confirmed']);
  });
  test('a result is the same by callback and by query', async () => {
    const shop = gatewayOf(api, [RECORDS.sale]);
    equal([await shop.post(callbackBody(api)), await shop.post(doubtful(api)), shop.events.length], [HANDLED, DUPLICATE, 1]);
  });
  const others = {
    'no record': [],
    'a record of another id': [{ ...RECORDS.sale, transactionId: PAYMENT_ID }],
    'another merchantTxnId': [{ ...RECORDS.sale, merchantTxnId: 'A-2' }],
    'another txnType': [{ ...RECORDS.sale, txnType: 'REFUND' }],
    'another amount': [{ ...RECORDS.sale, orderAmount: '1.99' }],
    'no amount': [{ ...RECORDS.sale, orderAmount: null }],
    'another currency': [{ ...RECORDS.sale, orderCurrency: 'EUR' }],
  };
  for (const confirm of ['doubtful', 'always']) {
    for (const [name, records] of Object.entries(others)) {
      test(`confirm ${confirm}, ${name}: nothing is delivered`, async () => {
        const shop = gatewayOf(api, records, { options: { confirm } });
        const body = confirm === 'always' ? callbackBody(api) : doubtful(api);
        equal([await shop.post(body), shop.events, shop.store.calls], [later('confirm_mismatch'), [], []]);
        equal([shop.records[0].trust, typeof shop.records[0].field], [confirm === 'always' ? 'verified' : 'unconfirmed', 'string']);
      });
    }
  }
  const failures = {
    'HTTP 500': [() => new Response('', { status: 500 }), 'http_status'],
    'no connection': [() => Promise.reject(new TypeError('no')), 'network'],
    'a refusal': [() => '{"respCode":"40013","respMsg":"no","data":null}', 'gateway_rejected'],
    'no answer of a gateway': [() => '<html>', 'response_invalid'],
    'no answer in the time of a query': [never, 'timeout', { timeoutMs: 10 }],
    'no answer before the deadline': [never, 'timeout', {}],
  };
  for (const [name, [answer, code, settings = {}]] of Object.entries(failures)) {
    test(`${name}: 503, and asked again next time`, async () => {
      let calls = 0;
      const shop = shopOf(api, {
        answer: () => (calls++ === 0 ? answer() : answerBody([RECORDS.sale])),
        settings,
        options: { deadlineMs: 60 },
      });
      equal([await shop.post(doubtful(api)), shop.events.length], [later(code), 0]);
      equal(await shop.post(doubtful(api)), HANDLED);
    });
  }
  test('in another state it is delivered as that, under its own key', async () => {
    const shop = gatewayOf(api, [{ ...RECORDS.sale, status: 'F' }]);
    equal(await shop.post(doubtful(api, { status: 'S' })), HANDLED);
    equal([shop.events[0].outcome, shop.events[0].idempotencyKeys], ['failed', [KEY.replace(/S$/, 'F')]]);
    equal(await shop.post(callbackBody(api)), HANDLED, 'the other state is another result');
  });
  test('a verified end that the record does not know yet: its state is delivered, and the end comes again', async () => {
    const record = { ...RECORDS.sale, status: 'P' };
    const shop = gatewayOf(api, [record], { options: { confirm: 'always' } });
    equal([await shop.post(callbackBody(api)), await shop.post(callbackBody(api))], [later('not_final'), later('not_final')]);
    record.status = 'S';
    equal(await shop.post(callbackBody(api)), HANDLED);
    equal(shop.events.map((event) => event.status), ['P', 'S']);
  });
  test('a doubtful event whose record has no end: that state is delivered once, and the event comes again', async () => {
    const record = { ...RECORDS.sale, status: 'P' };
    const shop = gatewayOf(api, [record]);
    equal([await shop.post(doubtful(api)), await shop.post(doubtful(api))], [later('not_final'), later('not_final')]);
    record.status = 'S';
    equal([await shop.post(doubtful(api)), await shop.post(doubtful(api))], [HANDLED, DUPLICATE]);
    equal(shop.events.map((event) => event.status), ['P', 'S']);
  });
  test('a doubtful chargeback whose record is not decided comes again', async () => {
    const record = { ...RECORDS.chargeback, chargebackStatus: 'FA' };
    const shop = gatewayOf(api, [record]);
    equal(await shop.post(chargebackBody(api, { zNew: '1' })), later('not_final'));
    record.chargebackStatus = 'FAS';
    equal(await shop.post(chargebackBody(api, { zNew: '1' })), HANDLED);
    equal(shop.events.map((event) => event.outcome), ['open', 'succeeded']);
  });
  test('a record without a status is no end', async () => {
    const shop = gatewayOf(api, [{ ...RECORDS.sale, status: null }]);
    equal([await shop.post(doubtful(api)), shop.events[0].outcome], [later('not_final'), 'pending']);
  });
  test('confirm always: a verified chargeback that the record has in another state comes again', async () => {
    const record = { ...RECORDS.chargeback, chargebackStatus: 'FA' };
    const shop = gatewayOf(api, [record], { options: { confirm: 'always' } });
    const won = chargebackBody(api, { chargebackStatus: 'FAS' });
    equal(await shop.post(won), later('not_final'));
    record.chargebackStatus = 'FAS';
    equal(await shop.post(won), HANDLED);
  });
  test('confirm always: the closure of a payment that the payment query does not know yet comes again', async () => {
    const record = { ...RECORDS.sale, status: 'F', paymentId: PAYMENT_ID };
    let paymentStatus = 'O';
    const answer = ({ url }) => answerBody([url.endsWith('/queryPayments') ? { paymentId: PAYMENT_ID, paymentStatus } : record]);
    const shop = shopOf(api, { answer, options: { confirm: 'always' } });
    const closure = callbackBody(api, { status: 'F', paymentId: PAYMENT_ID, paymentStatus: 'N' });
    equal([await shop.post(closure), shop.events.at(-1).outcome], [later('not_final'), 'open']);
    paymentStatus = 'N';
    equal([await shop.post(closure), shop.events.at(-1).outcome], [HANDLED, 'cancelled']);
  });
  test('confirm always: a record that is further than the callback is acknowledged', async () => {
    const shop = gatewayOf(api, [RECORDS.sale], { options: { confirm: 'always' } });
    equal([await shop.post(callbackBody(api, { status: 'P' })), shop.events[0].status], [HANDLED, 'S']);
  });
  test('a cancellation is asked of the order query', async () => {
    const shop = gatewayOf(api, [{ ...RECORDS.sale, status: 'N' }]);
    equal(await shop.post(doubtful(api, { notifyType: 'CANCEL', status: 'N' })), HANDLED);
    equal([shop.asked[0].path, shop.events[0].notifyType, shop.events[0].outcome], ['/v1/txn/list', 'TXN', 'cancelled']);
  });
  test('a chargeback is asked of the chargeback query', async () => {
    const shop = gatewayOf(api, [RECORDS.chargeback]);
    equal(await shop.post(chargebackBody(api, { zNew: '1' })), HANDLED);
    equal([shop.asked[0].path, shop.asked[0].fields.chargebackIds], ['/v1/chargeback/list', TRANSACTION_ID]);
    const [event] = shop.events;
    equal([event.notifyType, event.operation, event.outcome, event.final], ['CHARGEBACK', 'dispute', 'succeeded', false]);
    equal(event.original, { transactionId: PAYMENT_ID, merchantTxnId: 'A-1' });
    equal(event.disputed, { amount: '19.90', currency: 'USD', minorUnits: '1990' });
    equal(event.idempotencyKeys, [`CHARGEBACK:${TRANSACTION_ID}:FAS`]);
  });
  test('a chargeback of another amount', async () => {
    const shop = gatewayOf(api, [{ ...RECORDS.chargeback, chargebackAmount: '1.99' }]);
    equal(await shop.post(chargebackBody(api, { zNew: '1' })), later('confirm_mismatch'));
  });
  const unasked = {
    PRE_DISPUTE: chargebackBody(api, { notifyType: 'PRE_DISPUTE', zNew: '1' }),
    REFUND_AUDIT: signedBody(api, { notifyType: 'REFUND_AUDIT', ...IDS, status: 'F', zNew: '1' }),
    'a type that nobody knows': doubtful(api, { notifyType: 'PAYOUT' }),
    'no type': doubtful(api, { notifyType: '' }),
  };
  for (const [name, body] of Object.entries(unasked)) {
    test(`${name}: no query tells of it, so it is not delivered`, async () => {
      const shop = gatewayOf(api, [RECORDS.sale]);
      equal([await shop.post(body), shop.asked, shop.events], [later('unconfirmable'), [], []]);
    });
    test(`${name}: delivered as unconfirmed, once, where the caller opts in`, async () => {
      const shop = gatewayOf(api, [], { options: { deliverUnconfirmed: true } });
      equal([await shop.post(body), await shop.post(body)], [HANDLED, DUPLICATE]);
      equal(shop.events.map(({ trust, claimed }) => [trust, claimed.transactionId]), [['unconfirmed', TRANSACTION_ID]]);
    });
  }
  test('what can be asked about is asked about, opted in or not', async () => {
    const shop = gatewayOf(api, [RECORDS.sale], { options: { deliverUnconfirmed: true } });
    equal([await shop.post(doubtful(api)), shop.events[0].trust], [HANDLED, 'confirmed']);
  });
  test('confirm always: what no query tells of is delivered as verified', async () => {
    const shop = gatewayOf(api, [], { options: { confirm: 'always' } });
    equal(await shop.post(signedBody(api, { notifyType: 'REFUND_AUDIT', ...IDS, status: 'F' })), HANDLED);
    equal([shop.events[0].trust, shop.asked.length], ['verified', 0]);
  });
  test('a field that the caller knows is no doubt', async () => {
    const shop = gatewayOf(api, [], { options: { knownFields: { deviceScore: 'decimal' } } });
    equal([await shop.post(callbackBody(api, { deviceScore: '7.5' })), shop.events[0].trust], [HANDLED, 'verified']);
  });
}

function confirm(test, api) {
  const keep = (body) => api.verifyCallback(body, { secret: SECRET, merchantNo: MERCHANT_NO, onDoubt: 'keep' });
  test('a refund tells its original', async () => {
    const refund = { ...RECORDS.sale, txnType: 'REFUND', originTransactionId: PAYMENT_ID, merchantTxnOriginalId: 'A-0' };
    const { onerway } = gatewayOf(api, [refund]);
    const event = await onerway.confirm(keep(callbackBody(api, { txnType: 'REFUND', originTransactionId: '1' })));
    equal([event.operation, event.paid, event.original], ['refund', false, { transactionId: PAYMENT_ID, merchantTxnId: 'A-0' }]);
  });
  test('an event through JSON, and one that was confirmed', async () => {
    const { onerway } = gatewayOf(api, [RECORDS.sale]);
    const event = await onerway.confirm(JSON.parse(JSON.stringify(keep(doubtful(api)))));
    equal([event.trust, await onerway.confirm(event)], ['confirmed', event]);
    equal(JSON.parse(JSON.stringify(event)), event, 'through JSON');
  });
  test('a mismatch names the field', async () => {
    const { onerway } = gatewayOf(api, [{ ...RECORDS.sale, merchantTxnId: 'A-2' }]);
    await fails(api, { code: 'confirm_mismatch', field: 'merchantTxnId' }, () => onerway.confirm(keep(doubtful(api))));
  });
  test('a type that no query tells of', async () => {
    const { onerway, asked } = gatewayOf(api, []);
    const event = keep(signedBody(api, { notifyType: 'REFUND_AUDIT', ...IDS, status: 'F' }));
    await fails(api, { code: 'param_invalid', field: 'event' }, () => onerway.confirm(event));
    equal(asked, []);
  });
  for (const event of [undefined, null, 'TXN', 1, {}, { trust: 'unconfirmed' }, { notifyType: 'toString' }]) {
    test(`no event: ${JSON.stringify(event)}`, () =>
      fails(api, { code: 'param_invalid', field: 'event' }, () => gatewayOf(api, []).onerway.confirm(event)));
  }
  test('aborted', async () => {
    const { onerway } = shopOf(api, { answer: never });
    await fails(api, { code: 'aborted' }, () => onerway.confirm(keep(doubtful(api)), { signal: AbortSignal.abort() }));
  });
}

function settings(test, api) {
  const handle = (options, request = requestOf(callbackBody(api))) => shopOf(api).onerway.handleCallback(request, () => {}, options);
  const invalid = {
    store: [null, {}, 'memory', { claim() {}, complete() {} }],
    confirm: ['never', true, null],
    deliverUnconfirmed: ['false', 1, null],
    deadlineMs: [0, -1, NaN, Infinity, '4000', null],
    claimMs: [0, NaN, '1', 30 * 60 * 1000, 1.5],
    retainMs: [0, 60_000, NaN, Infinity, '1', 1e6 + 0.5, Number.MAX_SAFE_INTEGER],
    maxBytes: [0, -1, 1.5, '1'],
    addresses: [null, [], {}, { header: 'x' }, { header: '', allow: ['1.2.3.4'] }, { header: 'a b', allow: ['1.2.3.4'] }, { header: 'x', allow: '1.2.3.4' }, { header: 'x', allow: [undefined] }, { header: 'x', allow: [''] }],
    merchant: [{ merchantNo: '1', secret: '2' }, 'x', null],
    waitUntil: [true, {}, null],
    knownFields: [[], null],
    requireHeader: ['false', 1],
  };
  for (const [field, values] of Object.entries(invalid)) {
    for (const value of values) {
      test(`${field}: ${Object.is(value, NaN) ? 'NaN' : JSON.stringify(value) ?? 'Infinity'}`, () =>
        fails(api, { code: 'config_invalid', field }, () => handle({ [field]: value })));
    }
  }
  test('knownFields of a form that there is not', () =>
    fails(api, { code: 'config_invalid', field: 'deviceScore' }, () => handle({ knownFields: { deviceScore: 'number' } })));
  test('no store', async () => {
    const onerway = new api.Onerway({ merchantNo: MERCHANT_NO, secret: SECRET, environment: 'sandbox' });
    await fails(api, { code: 'config_missing', field: 'store' }, () => onerway.handleCallback(requestOf('{}'), () => {}));
  });
  for (const handler of [undefined, null, {}, 'x']) {
    test(`handler ${JSON.stringify(handler)}`, () =>
      fails(api, { code: 'param_invalid', field: 'handler' }, () => shopOf(api).onerway.handleCallback(requestOf('{}'), handler)));
  }
  for (const request of [undefined, {}, ADDRESS, { headers: {}, body: '{}' }]) {
    test(`request ${JSON.stringify(request)}`, () =>
      fails(api, { code: 'param_invalid', field: 'request' }, () => shopOf(api).onerway.handleCallback(request, () => {})));
  }
  test('a request whose body was read', async () => {
    const request = requestOf(callbackBody(api));
    await request.text();
    await fails(api, { code: 'param_invalid', field: 'request' }, () => handle({}, request));
  });
  for (const field of ['now', 'log']) {
    test(`${field} of the client is a function`, () =>
      fails(api, { code: 'config_invalid', field }, () => shopOf(api, { settings: { [field]: 'x' } })));
  }
  test('a store of the client that is none is told when it is made', () =>
    fails(api, { code: 'config_invalid', field: 'store' }, () => shopOf(api, { settings: { store: {} } })));
  test('rules hold at their limits', async () => {
    const options = { claimMs: 30 * 60 * 1000 - 1, retainMs: 30 * 60 * 1000, deadlineMs: 2 ** 31 - 1, maxBytes: 65_536, addresses: undefined };
    equal((await handle(options)).status, 200);
  });
}

function log(test, api) {
  const sale = callbackBody(api);
  test('one record, of what is known', async () => {
    let clock = 1000;
    const settings = { now: () => (clock += 25) };
    const shop = shopOf(api, { settings });
    await shop.post(sale);
    equal(shop.records, [{
      name: 'onerway.callback',
      status: 200,
      code: 'handled',
      trust: 'verified',
      notifyType: 'TXN',
      operation: 'payment',
      outcome: 'succeeded',
      transactionId: '...4848',
      key: 'txn:800209:...4848:SALE:S',
      ms: 25,
    }]);
  });
  test('of a doubtful event: what is claimed, and the doubts', async () => {
    const shop = shopOf(api, { answer: () => answerBody([]) });
    await shop.post(doubtful(api));
    const { ms, ...record } = shop.records[0];
    ok(ms >= 0, 'ms');
    equal(record, {
      name: 'onerway.callback',
      status: 503,
      code: 'confirm_mismatch',
      field: 'transactionId',
      trust: 'unconfirmed',
      notifyType: 'TXN',
      transactionId: '...4848',
      doubts: ['unknown_field:zNew'],
    });
  });
  test('of a clock that goes back, no time', async () => {
    let clock = 1000;
    const shop = shopOf(api, { settings: { now: () => (clock -= 25) } });
    await shop.post(sale);
    equal(shop.records[0].ms, 0);
  });
  const broken = { throws: () => { throw new Error('full'); }, 'fails later': () => Promise.reject(new Error('full')) };
  for (const [name, log] of Object.entries(broken)) {
    test(`a hook that ${name} changes nothing`, async () => {
      const shop = shopOf(api, { settings: { log } });
      equal((await shop.post(sale)).slice(0, 2), [200, TRANSACTION_ID]);
      await pause(0);
    });
  }
  test('without a hook', async () => equal((await shopOf(api, { settings: { log: undefined } }).post(sale))[0], 200));

  const PERSONAL = 'planted.person@shop.example';
  const TOKEN = '7d827950f927d1be3f47c87819a8ba0d8f24b75112d70a7292e92696793081d7';
  const CARD = '4111111111111111';
  const HOLDER = 'Planted Holder';
  const PLANTED = [PERSONAL, TOKEN, CARD, HOLDER, SECRET, TRANSACTION_ID, 'A-1'];
  const personal = { tokenId: TOKEN, cardNumber: CARD, email: PERSONAL, holderName: HOLDER };
  const record = { ...RECORDS.sale, ...personal, reason: PERSONAL, extra: PERSONAL };
  const thrown = Object.assign(new Error(PERSONAL), { name: PERSONAL, code: CARD, field: TOKEN, token: SECRET });
  const spiteful = Object.defineProperty(new Error('no'), 'name', {
    get() {
      throw new Error(PERSONAL);
    },
  });
  const cases = {
    'a verified event': { body: callbackBody(api, { tokenId: TOKEN, paymentMethod: PERSONAL, contractId: PAYMENT_ID }) },
    'a confirmed one': { body: doubtful(api, personal) },
    'a mismatch': { body: doubtful(api, { merchantTxnId: PERSONAL }) },
    'a forged one': { body: callbackBody(api, personal).replace('19.90', '99.90') },
    'names of fields': { body: doubtful(api, { [PERSONAL]: '1', [CARD]: '1', [TOKEN]: '1', [HOLDER]: '1' }) },
    'a name twice': { body: `{"${TOKEN}":"1","${TOKEN}":"1"}` },
    'a nested value': { body: `{"${PERSONAL}":{}}` },
    'a claimed type': { body: callbackBody(api, { notifyType: PERSONAL }) },
    'a claimed state': { body: callbackBody(api, { status: PERSONAL, txnType: CARD }) },
    'no JSON': { body: `${PERSONAL}${SECRET}` },
    'a handler that fails': { handler: () => Promise.reject(thrown) },
    'a handler that throws text': { handler: () => Promise.reject(PERSONAL) },
    'a handler whose error cannot be read': { handler: () => Promise.reject(spiteful) },
    'a resolver that fails': { options: { merchant: () => Promise.reject(thrown) } },
    'a resolver whose error cannot be read': { options: { merchant: () => Promise.reject(spiteful) } },
    'a store that fails': { fault: () => Promise.reject(thrown) },
    'a query that fails': { body: doubtful(api), answer: () => Promise.reject(thrown) },
    'a refusal': { body: doubtful(api), answer: () => JSON.stringify({ respCode: CARD, respMsg: PERSONAL, data: null }) },
    'a header': { body: sale, init: { headers: { 'X-Rh-Signature': PERSONAL, 'x-address': PERSONAL } } },
    'an address': { init: { headers: { 'x-address': PERSONAL } }, options: { addresses: { header: 'x-address', allow: [CARD] } } },
  };
  for (const [name, { body = sale, init, fault, answer = () => answerBody([record]), ...more }] of Object.entries(cases)) {
    test(`nothing personal and no secret: ${name}`, async () => {
      const shop = shopOf(api, { answer, ...more });
      if (fault) shop.store.faults.claim = fault;
      const [status, text] = await shop.post(body, init);
      equal(shop.records.length, 1, 'the number of records');
      for (const planted of PLANTED) {
        ok(!JSON.stringify(shop.records).includes(planted), `${planted} in ${JSON.stringify(shop.records)}`);
        ok(status === 200 || !text.includes(planted), 'the answer');
      }
      const unknown = Object.keys(shop.records[0]).filter((name) => !RECORD.includes(name));
      equal(unknown, [], 'names that are not documented');
      for (const value of Object.values(shop.records[0])) ok(value !== undefined, 'what is not known is left out');
    });
  }
}
