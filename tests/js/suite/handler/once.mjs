// Each result is handled once, in its order.

import { equal, ok } from '../harness.mjs';
import { gate, pause, testStore } from '../store.mjs';
import { MERCHANT_NO, TRANSACTION_ID, callbackBody } from '../values.mjs';
import { chargebackBody } from './records.mjs';
import { DUPLICATE, HANDLED, KEY, PAYMENT_ID, SUPERSEDED, later, shopOf } from './shop.mjs';

const statusBody = (api, status, more = {}) => callbackBody(api, { status, ...more });

export function once(test, api) {
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
  class StockError extends Error {}
  const thrown = {
    'nothing': [undefined, undefined],
    'null': [null, undefined],
    'a text': ['text', 'String'],
    'a number': [0, 'Number'],
    'an object': [{ name: 'Nobody' }, 'Object'],
    'an object without a class': [Object.create(null), undefined],
    'an error': [new Error('no'), 'Error'],
    'an error of a class': [new StockError('no'), 'StockError'],
    'an error with a name': [Object.assign(new Error('no'), { name: 'DatabaseError' }), 'DatabaseError'],
    'an error with a text as its name': [Object.assign(new Error('no'), { name: 'Ann Example' }), 'Error'],
  };
  for (const [name, [what, error]] of Object.entries(thrown)) {
    test(`a handler that throws ${name}`, async () => {
      const shop = shopOf(api, { handler: () => Promise.reject(what) });
      equal([await shop.post(sale), shop.records[0].error], [later('handler_failed'), error]);
    });
  }
  test('a store that throws: its class is told', async () => {
    const shop = shopOf(api);
    shop.store.faults.claim = () => Promise.reject(new StockError('no'));
    equal([await shop.post(sale), shop.records[0].error], [later('store_failed'), 'StockError']);
  });
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
