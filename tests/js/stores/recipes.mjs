// docs/stores.md tells how a result takes effect exactly once: its code is what is tested.

import { equal, ok } from '../suite/harness.mjs';
import { blockOf } from './documents.mjs';

/** `agents` share the database; each has a process of its own. */
export async function recipeArea(report, agents, line) {
  await report.area('the recipe', (test) => {
    const code = blockOf('docs/stores.md', line);
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
