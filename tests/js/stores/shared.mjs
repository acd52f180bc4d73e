// What a store has to do for two processes or isolates that share it.

import { equal, ok } from '../suite/harness.mjs';
import { keyOf } from './callbacks.mjs';
import { withEffect } from './effect.mjs';

const LONG = 60_000;

/** An agent as a store. */
const storeOf = (agent) => ({
  claim: (keys, options) => agent.call({ do: 'claim', keys, options }),
  complete: (keys, options) => agent.call({ do: 'complete', keys, options }),
  release: (keys, options) => agent.call({ do: 'release', keys, options }),
});

export async function sharedArea(report, a, b) {
  const one = storeOf(a);
  const other = storeOf(b);
  await report.area('two that share it', (test) => {
    const claim = (store, keys, token) => store.claim(keys, { token, ttlMs: LONG });
    test('what one holds the other does not get, and cannot give up', async () => {
      equal(await claim(one, ['shared:1', 'shared:2'], 'a'), 'claimed');
      equal(await claim(other, ['shared:2', 'shared:3'], 'b'), 'held');
      await other.release(['shared:1', 'shared:2'], { token: 'b' });
      equal(await claim(other, ['shared:1'], 'b'), 'held');
      equal(await other.complete(['shared:1'], { token: 'b', retainMs: LONG }), false);
    });
    test('what one has done is done for the other', async () => {
      await one.complete(['shared:1', 'shared:2'], { token: 'a', retainMs: LONG, also: ['shared:final'] });
      equal(await claim(other, ['shared:1', 'shared:2'], 'b'), 'done');
      equal(await other.claim(['shared:4'], { token: 'b', ttlMs: LONG, unless: 'shared:final' }), 'superseded');
    });
    test('what one releases the other gets', async () => {
      await claim(one, ['shared:5'], 'a');
      await one.release(['shared:5'], { token: 'a' });
      equal(await claim(other, ['shared:5'], 'b'), 'claimed');
    });
  });
}

/** `agents` deliver together: 200 deliveries of one event, 50 at a time. */
export async function stormArea(report, agents) {
  await report.area(`200 deliveries by ${agents.length}`, (test) => {
    for (const keys of [['storm:one'], ['storm:1', 'storm:2', 'storm:3']]) {
      test(`of ${keys.length} keys: the effect is there once, and all are acknowledged`, () =>
        withEffect(async (effect, { runs }) => {
          const deliveries = 200 / agents.length;
          const parallel = 50 / agents.length;
          const command = { do: 'deliver', keys, also: [`${keys[0]}:final`], deliveries, parallel, effect };
          const counts = await Promise.all(agents.map((agent) => agent.call(command)));
          const sum = (name) => counts.reduce((total, count) => total + count[name], 0);
          equal(runs.length, 1, 'effects');
          equal([sum('handled'), sum('done')], [1, 199]);
          ok(sum('held') > 0, 'some came while it was being handled');
          for (const count of counts) equal(count.handled + count.done, deliveries);
        }));
    }
  });
}

/** The same with callbacks: `agents` have a handler each. */
export async function callbackArea(report, agents) {
  await report.area(`200 callbacks to ${agents.length}`, (test) => {
    test('the handler ran once, and all are acknowledged', () =>
      withEffect(async (effect, { runs }) => {
        const [deliveries, parallel] = [200 / agents.length, 50 / agents.length];
        const command = { do: 'callbacks', number: 1, deliveries, parallel, effect };
        const counts = await Promise.all(agents.map((agent) => agent.call(command)));
        const sum = (code) => counts.reduce((total, count) => total + (count[code] ?? 0), 0);
        equal(runs, [keyOf(1)]);
        equal([sum('handled'), sum('duplicate')], [1, 199]);
        ok(sum('held') > 0, 'some came while it was being handled');
        const codes = counts.flatMap((count) => Object.keys(count));
        equal(codes.filter((code) => !['handled', 'duplicate', 'held'].includes(code)), [], 'other answers');
      }));
  });
}
