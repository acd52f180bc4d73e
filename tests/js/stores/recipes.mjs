// docs/stores.md tells how a result takes effect exactly once, in two languages: its code is what is tested.

import { readFileSync } from 'node:fs';

import { equal, ok } from '../suite/harness.mjs';

/** The block of code that has `line`. */
function blockOf(file, line) {
  const text = readFileSync(new URL(`../../../docs/${file}`, import.meta.url), 'utf8');
  const found = [...text.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code]) => code).filter((code) => code.includes(line));
  if (found.length !== 1) throw new Error(`${file} has ${found.length} blocks of code with: ${line}`);
  return found[0];
}

const withoutComments = (code) => code.replace(/^ *\/\/.*\n| *\/\/.*$/gm, '');

/** `agents` share the database; each has a process of its own. */
export async function recipeArea(report, agents, line) {
  await report.area('the recipe', (test) => {
    const code = blockOf('stores.md', line);
    test('is the same in both languages', () => {
      equal(withoutComments(blockOf('stores.zh-CN.md', line)), withoutComments(code));
    });
    test('50 deliveries at a time of several events, with handlers that fail: each effect once, none lost', async () => {
      const [events, failures] = [10, 3];
      const command = { do: 'recipe', code, first: 100, events, failures, parallel: 50 / agents.length, deliveries: 200 / agents.length };
      await agents[0].call({ ...command, step: 'prepare' });
      const told = await Promise.all(agents.map((agent) => agent.call(command)));
      for (const { paid, unearned, refused, runs, runsAfter } of told) {
        equal(paid, Array.from({ length: events }, () => 1), 'how often each order was paid');
        equal(unearned, [], 'orders that were not paid when their callback was acknowledged');
        equal(runsAfter, runs, 'what was acknowledged ran again');
        ok(refused > events, `503: ${refused}`);
      }
    });
  });
}
