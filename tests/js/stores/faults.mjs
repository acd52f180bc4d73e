// What becomes of callbacks when the process that handles them, the store or its server fails: answered with 503 in
// time, delivered again, and each effect there once.

import { equal, ok } from '../suite/harness.mjs';
import { keyOf, untilAcknowledged } from './callbacks.mjs';
import { sleep } from './contract.mjs';
import { withEffect } from './effect.mjs';

/** What a busy machine may need beyond the deadline. */
const SLACK_MS = 1000;

/** The handlers of `openLost` are running when its process is killed; `openNext` comes after it. */
export async function killArea(report, openLost, openNext) {
  await report.area('killed while its handlers run', (test) => {
    test('held until the claim expires; then the next delivery runs the handler; one effect', () =>
      withEffect(async (effect, { runs, effects }) => {
        // Long enough for the next process to be up before it is over.
        const claimMs = 6000;
        const keys = [keyOf(10), keyOf(11)];
        const lost = await openLost();
        await lost.call({ do: 'version' });
        const started = Date.now();
        for (const [number, where] of [[10, 'before'], [11, 'after']]) {
          lost.call({ do: 'callback', number, effect: effect + where, options: { claimMs } }).catch(() => {});
        }
        while (runs.length < 2 || effects.length < 1) {
          ok(Date.now() - started < claimMs, 'both handlers run');
          await sleep(10);
        }
        await lost.kill();
        equal([[...runs].sort(), effects], [keys, [keys[1]]], 'of one the effect is there, of both the claim');

        const next = await openNext();
        const deliver = (number) => next.call({ do: 'callback', number, effect, options: { claimMs } });
        await Promise.all(
          [10, 11].map(async (number) => {
            const answers = new Set();
            await untilAcknowledged(() => deliver(number), 50, ({ status, code }) => answers.add(`${status} ${code}`));
            const passed = Date.now() - started;
            equal([...answers], ['503 held', '200 handled']);
            ok(passed >= claimMs - 2, `handled after ${passed} ms`);
          }),
        );
        equal([runs.toSorted(), effects.toSorted()], [[...keys, ...keys].sort(), keys], 'each ran twice, with one effect');
        equal([(await deliver(10)).code, (await deliver(11)).code], ['duplicate', 'duplicate']);
        await next.close();
      }));
  });
}

const OPERATIONS = ['claim', 'complete', 'release'];
const CASES = OPERATIONS.flatMap((operation) =>
  ['before', 'after'].flatMap((when) => ['fails', 'hangs', 'is late'].map((how) => ({ operation, when, how }))),
).map((fault, at) => ({ ...fault, number: 20 + at }));

/** The store is real; the fault is put before or after one of its operations. */
export async function faultsArea(report, agent) {
  await report.area('a store that fails', (test) => {
    const options = { deadlineMs: 1000, claimMs: 3000 };
    let told;
    const run = withEffect(async (effect, { runs, effects }) => {
      const answers = await agent.call({ do: 'faults', cases: CASES, effect, options, lateMs: 1500 });
      return { answers, runs, effects };
    });
    // Whoever is first to look is told why it failed.
    run.catch(() => {});
    const answerOf = async (at) => (told ??= await run).answers[at];
    for (const [at, { operation, when, how, number }] of CASES.entries()) {
      test(`${operation} ${how}, ${when} it is done`, async () => {
        const { first, codes, ms } = await answerOf(at);
        const isLost = how !== 'is late';
        // The handler's failure comes first, and its claim ends by itself.
        const code = operation === 'release' && how === 'fails' ? 'handler_failed' : 'store_failed';
        equal([first.status, first.code], [503, code]);
        ok(first.ms < options.deadlineMs + SLACK_MS, `answered after ${first.ms} ms`);
        const isDone = operation === 'complete' && (when === 'after' || !isLost);
        equal(codes.at(-1), isDone ? 'duplicate' : 'handled');
        // A claim that nobody ends is held until it expires; a late one is given up as soon as it is there.
        if (isLost) equal(codes.includes('held'), operation === 'claim' ? when === 'after' : when === 'before', 'held');
        else ok(ms < options.claimMs, `acknowledged after ${ms} ms`);
        const count = (list) => list.filter((key) => key === keyOf(number)).length;
        const isRepeated = operation === 'complete' && when === 'before' && isLost;
        equal([count(told.runs), count(told.effects)], [isRepeated ? 2 : 1, 1], 'runs and effects');
      });
    }
  });
}

/** `outages`: `[name, begin, end]` each; callbacks of the same results come to all `agents` before, during and after it. */
export async function outagesArea(report, agents, outages) {
  await report.area('outages', (test) => {
    for (const [at, [name, begin, end]] of outages.entries()) {
      test(name, () =>
        withEffect(async (effect, { effects }) => {
          const first = 1000 * (at + 1);
          const options = { deadlineMs: 500, claimMs: 2000 };
          const streams = Promise.all(agents.map((agent) => agent.call({ do: 'stream', first, ms: 2500, effect, options })));
          streams.catch(() => {});
          await sleep(500);
          try {
            await begin();
            await sleep(1200);
          } finally {
            await end();
          }
          const told = await streams;
          const results = Math.max(...told.map((one) => one.results));
          equal(effects.toSorted(), Array.from({ length: results }, (_, more) => keyOf(first + more)), 'the effects');
          for (const { codes, slowest } of told) {
            ok(codes.store_failed > 0, `no store_failed: ${JSON.stringify(codes)}`);
            const known = ['handled', 'duplicate', 'held', 'store_failed', 'timeout', 'claim_lost'];
            equal(Object.keys(codes).filter((code) => !known.includes(code)), [], 'other answers');
            ok(slowest < options.deadlineMs + SLACK_MS, `the slowest answer took ${slowest} ms`);
          }
        }));
    }
  });
}
