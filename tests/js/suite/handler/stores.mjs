// What becomes of faults of the store.

import { equal } from '../harness.mjs';
import { never, pause, testStore } from '../store.mjs';
import { callbackBody } from '../values.mjs';
import { DUPLICATE, HANDLED, later, shopOf } from './shop.mjs';

export function stores(test, api) {
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
