// What takes too long.

import { equal, ok } from '../harness.mjs';
import { gate, never, pause } from '../store.mjs';
import { MERCHANT_NO, SECRET, callbackBody } from '../values.mjs';
import { DUPLICATE, HANDLED, later, shopOf } from './shop.mjs';

export function deadline(test, api) {
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
