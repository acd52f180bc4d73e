// What every store has to do, the same for all: run where the store is, by Node, Deno and workerd.
//
// Servers keep the time, and machines are slow, so no test relies on being fast: a claim that has to last is a
// long one, and for one that has to end a test waits until it has.

import { equal, fails, ok } from '../suite/harness.mjs';

const LONG = 60_000;
const SHORT = 150;

const HOSTILE = [
  "'; DROP TABLE onerway_events; --", '"', '`', '\\', '%', '_', '*', '?', '$1', ':name', '@p1', '{', '{onerway}:x', '}{',
  '__proto__', 'constructor', 'hasOwnProperty', 'd', 'c', 'done', 'NULL', '0', '-1', ' ', ' x ', '../x', 'a/b', 'Case', 'case',
  'txn:800209:1826814232868814848:SALE:S', 'x'.repeat(512),
];

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Claims as soon as the answer is no longer `before`, which it has to be for `ttlMs` at least. */
export async function claimAfter(store, keys, options, { before, started, ttlMs }) {
  for (;;) {
    const answer = await store.claim(keys, options);
    const passed = Date.now() - started;
    if (answer !== before) {
      ok(passed >= ttlMs - 2, `${answer} after ${passed} ms of ${ttlMs}`);
      return answer;
    }
    if (passed > ttlMs + 20_000) return `still ${before}`;
    await sleep(20);
  }
}

export async function contract(report, api, store) {
  let count = 0;
  const fresh = (number) => Array.from({ length: number }, () => `contract:${(count += 1)}`);
  const claim = (keys, token, more) => store.claim(keys, { token, ttlMs: LONG, ...more });
  const complete = (keys, token, more) => store.complete(keys, { token, retainMs: LONG, ...more });
  const release = (keys, token) => store.release(keys, { token });
  /** Lets `token` claim for a short time, and waits until `next` has got the first of the keys, or some others. */
  const overtaken = async (keys, token, next, taken = keys) => {
    const started = Date.now();
    equal(await claim(keys, token, { ttlMs: SHORT }), 'claimed');
    equal(await claimAfter(store, taken, { token: next, ttlMs: LONG }, { before: 'held', started, ttlMs: SHORT }), 'claimed');
  };
  const expired = async (keys, token) => {
    equal(await claim(keys, token, { ttlMs: SHORT }), 'claimed');
    await sleep(SHORT + 50);
  };

  await report.area('claim', (test) => {
    test('a key is claimed once', async () => {
      const keys = fresh(1);
      equal(await claim(keys, 'one'), 'claimed');
      equal(await claim(keys, 'other'), 'held');
    });
    test('the same token claims again, for longer', async () => {
      const keys = fresh(2);
      equal(await claim(keys, 'one', { ttlMs: SHORT }), 'claimed');
      equal(await claim(keys, 'one'), 'claimed');
      await sleep(SHORT + 50);
      equal(await claim(keys, 'other'), 'held');
    });
    test('all of the keys or none', async () => {
      const [first, second, third] = fresh(3);
      for (const taken of [first, second, third]) {
        equal(await claim([taken], 'other'), 'claimed');
        equal(await claim([first, second, third], 'one'), 'held');
        for (const free of [first, second, third].filter((key) => key !== taken)) {
          equal(await claim([free], 'third'), 'claimed', 'what was left of the refused claim');
          await release([free], 'third');
        }
        await release([taken], 'other');
      }
      equal(await claim([first, second, third], 'one'), 'claimed');
      for (const key of [first, second, third]) equal(await claim([key], 'other'), 'held');
    });
    test('a refused claim leaves what the token holds already', async () => {
      const [first, second] = fresh(2);
      equal(await claim([first], 'one'), 'claimed');
      equal(await claim([second], 'other'), 'claimed');
      equal(await claim([first, second], 'one'), 'held');
      equal(await claim([first], 'third'), 'held');
    });
    test('it expires, and not before', async () => {
      const keys = fresh(3);
      await overtaken(keys, 'one', 'other');
      equal(await claim(keys, 'one'), 'held');
    });
    test('expired keys and new ones together', async () => {
      const [old, young] = fresh(2);
      await expired([old], 'one');
      equal(await claim([old, young], 'other'), 'claimed');
    });
    test('a key that is given twice', async () => {
      const [key] = fresh(1);
      equal(await claim([key, key], 'one'), 'claimed');
      equal(await complete([key, key], 'one', { also: [key] }), true);
      equal(await claim([key], 'other'), 'done');
    });
    test('lists that cannot be changed', async () => {
      const keys = Object.freeze(fresh(3).reverse());
      equal(await claim(keys, 'one'), 'claimed');
      equal(await complete(keys, 'one', { also: Object.freeze(fresh(3).reverse()) }), true);
      await release(keys, 'one');
    });
  });

  await report.area('done', (test) => {
    test('for everybody, all keys or some', async () => {
      const keys = fresh(3);
      equal(await claim(keys, 'one'), 'claimed');
      equal(await complete(keys, 'one'), true);
      equal(await claim(keys, 'one'), 'done');
      equal(await claim(keys, 'other'), 'done');
      equal(await claim([keys[1]], 'other'), 'done');
    });
    test('of keys partly done the others are claimed', async () => {
      const [done, open] = fresh(2);
      await claim([done], 'one');
      await complete([done], 'one');
      equal(await claim([done, open], 'other'), 'claimed');
      equal(await claim([done, open], 'third'), 'held');
      equal(await claim([done], 'third'), 'done');
      await release([done, open], 'other');
      equal(await claim([done], 'third'), 'done');
      equal(await claim([done, open], 'third'), 'claimed');
      equal(await complete([done, open], 'third'), true);
      equal(await claim([done, open], 'other'), 'done');
    });
    test('it cannot be released', async () => {
      const keys = fresh(2);
      await claim(keys, 'one');
      await complete(keys, 'one');
      await release(keys, 'one');
      equal(await claim(keys, 'other'), 'done');
    });
    test('for retainMs, and then it is as new', async () => {
      const keys = fresh(2);
      await claim(keys, 'one');
      const started = Date.now();
      equal(await complete(keys, 'one', { retainMs: SHORT }), true);
      const after = { before: 'done', started, ttlMs: SHORT };
      equal(await claimAfter(store, keys, { token: 'other', ttlMs: LONG }, after), 'claimed');
    });
    test('longer, if it is done again for longer', async () => {
      const keys = fresh(1);
      await claim(keys, 'one');
      await complete(keys, 'one', { retainMs: SHORT });
      equal(await complete(keys, 'one'), true);
      await sleep(SHORT + 50);
      equal(await claim(keys, 'other'), 'done');
    });
    test('never for shorter', async () => {
      const [key, mark] = fresh(2);
      await claim([key], 'one');
      await complete([key], 'one', { also: [mark] });
      equal(await complete([key], 'one', { retainMs: SHORT, also: [mark] }), true);
      await sleep(SHORT + 50);
      equal(await claim([key, mark], 'other'), 'done');
    });
  });

  await report.area('an owner whose claim has expired', (test) => {
    test('does not release the next one’s', async () => {
      const keys = fresh(2);
      await overtaken(keys, 'one', 'other');
      await release(keys, 'one');
      equal(await claim(keys, 'third'), 'held');
    });
    test('does not complete the next one’s', async () => {
      const keys = fresh(2);
      await overtaken(keys, 'one', 'other');
      equal(await complete(keys, 'one'), false);
      equal(await claim(keys, 'third'), 'held');
      equal(await complete(keys, 'other'), true);
      equal(await claim(keys, 'third'), 'done');
    });
    test('completes what nobody took', async () => {
      const keys = fresh(2);
      const [mark] = fresh(1);
      await expired(keys, 'one');
      equal(await complete(keys, 'one', { also: [mark] }), true);
      equal(await claim([...keys, mark], 'other'), 'done');
    });
    test('completes the rest where one key was taken, and nothing in also', async () => {
      for (const taken of [0, 1]) {
        const keys = fresh(2);
        const [mark] = fresh(1);
        await overtaken(keys, 'one', 'other', [keys[taken]]);
        equal(await complete(keys, 'one', { also: [mark] }), false);
        equal(await claim([keys[1 - taken]], 'third'), 'done');
        equal(await claim([keys[taken]], 'third'), 'held');
        equal(await claim([mark], 'third'), 'claimed');
      }
    });
    test('is told true where the next one has completed', async () => {
      const keys = fresh(1);
      await overtaken(keys, 'one', 'other');
      await complete(keys, 'other');
      equal(await complete(keys, 'one'), true);
    });
  });

  await report.area('release', (test) => {
    test('gives up all of the keys', async () => {
      const keys = fresh(3);
      await claim(keys, 'one');
      await release(keys, 'one');
      equal(await claim(keys, 'other'), 'claimed');
    });
    test('only what the token holds', async () => {
      const [own, others, unknown] = fresh(3);
      await claim([own], 'one');
      await claim([others], 'other');
      equal(await release([own, others, unknown], 'one'), undefined);
      equal(await claim([others], 'third'), 'held');
      equal(await claim([own, unknown], 'third'), 'claimed');
    });
  });

  await report.area('unless', (test) => {
    test('it is not known, or only claimed', async () => {
      const [first, second, final] = fresh(3);
      equal(await claim([first], 'one', { unless: final }), 'claimed');
      await claim([final], 'other');
      equal(await claim([second], 'one', { unless: final }), 'claimed');
    });
    test('it is done: superseded, and nothing is claimed', async () => {
      const [first, second, final] = fresh(3);
      await claim([final], 'one');
      await complete([final], 'one');
      equal(await claim([first, second], 'other', { unless: final }), 'superseded');
      equal(await claim([first, second], 'third'), 'claimed');
      equal(await claim([first], 'other', { unless: final }), 'superseded', 'while another token holds the key');
    });
    test('all keys are done too: done', async () => {
      const [key, final] = fresh(2);
      await claim([key], 'one');
      await complete([key], 'one', { also: [final] });
      equal(await claim([key], 'other', { unless: final }), 'done');
      equal(await claim([final], 'other', { unless: final }), 'done');
    });
    test('no longer done', async () => {
      const [key, final] = fresh(2);
      await claim([final], 'one');
      await complete([final], 'one', { retainMs: SHORT });
      await sleep(SHORT + 50);
      equal(await claim([key], 'other', { unless: final }), 'claimed');
    });
  });

  await report.area('also', (test) => {
    test('is done without having been claimed', async () => {
      const keys = fresh(3);
      const also = fresh(3);
      await claim(keys, 'one');
      equal(await complete(keys, 'one', { also }), true);
      equal(await claim(keys, 'other'), 'done');
      equal(await claim(also, 'other'), 'done');
    });
    test('what another token holds is left to it', async () => {
      const [key, held, free] = fresh(3);
      await claim([held], 'other');
      await claim([key], 'one');
      equal(await complete([key], 'one', { also: [held, free] }), true);
      equal(await claim([held], 'third'), 'held');
      equal(await claim([free], 'third'), 'done');
      equal(await complete([held], 'other'), true);
    });
    test('what another token held once', async () => {
      const [key, old] = fresh(2);
      await expired([old], 'other');
      await claim([key], 'one');
      equal(await complete([key], 'one', { also: [old] }), true);
      equal(await claim([old], 'third'), 'done');
    });
  });

  await report.area('keys and tokens', (test) => {
    test('of any printable kind, each apart from the others', async () => {
      for (const key of HOSTILE) equal(await claim([key], `token of ${key}`.slice(0, 512)), 'claimed', key);
      for (const key of HOSTILE) equal(await claim([key], 'other'), 'held', key);
      for (const [at, key] of HOSTILE.entries()) {
        const token = `token of ${key}`.slice(0, 512);
        if (at % 2) await release([key], token);
        else equal(await complete([key], token, { also: [`also ${at} ${key}`.slice(0, 512)] }), true, key);
      }
      for (const [at, key] of HOSTILE.entries()) equal(await claim([key], 'other'), at % 2 ? 'claimed' : 'done', key);
    });
    test('tokens that look like something else', async () => {
      const tokens = ['d', 'c', 'done', 'true', 'NULL', '0', "' OR '1'='1", '__proto__', '%', 'x'.repeat(512)];
      for (const token of tokens) {
        const keys = fresh(2);
        equal(await claim(keys, token), 'claimed', token);
        equal(await claim(keys, 'other'), 'held', token);
        equal(await complete([keys[0]], token), true, token);
        await release([keys[1]], token);
        equal(await claim([keys[1]], 'other'), 'claimed', token);
      }
    });
    const keys = [undefined, null, 'key', [], ['a', 'b', 'c', 'd'], [''], ['é'], ['a\n'], ['\0'], [1], ['x'.repeat(513)], [null]];
    test('other keys are refused', async () => {
      for (const wrong of keys) {
        await fails(api, { code: 'param_invalid', field: 'keys' }, () => claim(wrong, 'one'));
        await fails(api, { code: 'param_invalid', field: 'keys' }, () => complete(wrong, 'one'));
        await fails(api, { code: 'param_invalid', field: 'keys' }, () => release(wrong, 'one'));
      }
    });
    test('other tokens, spans and options are refused', async () => {
      const [key] = fresh(1);
      const refused = (field, run) => fails(api, { code: 'param_invalid', field }, run);
      for (const token of [undefined, null, '', 5, 'é', 'x'.repeat(513)]) {
        await refused('token', () => claim([key], token));
        await refused('token', () => complete([key], token));
        await refused('token', () => release([key], token));
      }
      for (const span of [undefined, 0, -1, 1.5, NaN, Infinity, '1000', 2 ** 53]) {
        await refused('ttlMs', () => claim([key], 'one', { ttlMs: span }));
        await refused('retainMs', () => complete([key], 'one', { retainMs: span }));
      }
      for (const unless of [null, '', 5]) await refused('unless', () => claim([key], 'one', { unless }));
      for (const also of [null, 'x', [''], ['a', 'b', 'c', 'd']]) await refused('also', () => complete([key], 'one', { also }));
      await refused('token', () => store.claim([key]));
      await refused('token', () => store.complete([key]));
      await refused('token', () => store.release([key]));
      equal(await claim([key], 'one'), 'claimed');
    });
  });

  await report.area('50 at once', (test) => {
    const together = (make) => Promise.all(Array.from({ length: 50 }, (_, at) => make(at)));
    const count = (answers, answer) => answers.filter((one) => one === answer).length;
    for (const number of [1, 2, 3]) {
      test(`${number} of the same keys: one gets them`, async () => {
        const keys = fresh(number);
        const answers = await together((at) => claim(at % 2 ? keys : keys.toReversed(), `token ${at}`));
        equal([count(answers, 'claimed'), count(answers, 'held')], [1, 49]);
        const winner = `token ${answers.indexOf('claimed')}`;
        equal(await complete(keys, winner), true);
      });
    }
    test('keys that overlap: at most one gets them, and nothing is left of the others’ claims', async () => {
      const [a, b, c] = fresh(3);
      const pairs = [[a, b], [b, c], [c, a]];
      const answers = await together((at) => claim(pairs[at % 3], `token ${at}`));
      ok(count(answers, 'claimed') <= 1, answers.join());
      equal(count(answers, 'claimed') + count(answers, 'held'), 50);
      const winner = answers.indexOf('claimed');
      if (winner >= 0) await release(pairs[winner % 3], `token ${winner}`);
      equal(await claim([a, b, c], 'last'), 'claimed');
    });
    test('an expired claim: one takes it', async () => {
      const keys = fresh(2);
      await expired(keys, 'one');
      const answers = await together((at) => claim(keys, `token ${at}`));
      equal([count(answers, 'claimed'), count(answers, 'held')], [1, 49]);
    });
    test('all of one token', async () => {
      const keys = fresh(2);
      equal(count(await together(() => claim(keys, 'one')), 'claimed'), 50);
      equal(count(await together(() => complete(keys, 'one')).then((all) => all.map(String)), 'true'), 50);
    });
    test('completing and claiming: nobody gets in', async () => {
      const keys = fresh(2);
      await claim(keys, 'one');
      const answers = await together((at) => (at === 25 ? complete(keys, 'one') : claim(keys, `token ${at}`)));
      equal(answers[25], true);
      equal(count(answers, 'held') + count(answers, 'done'), 49);
      equal(await claim(keys, 'other'), 'done');
    });
  });
}
