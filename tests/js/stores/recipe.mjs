// The recipes of docs/stores.md, as they stand there, with 50 deliveries at a time and handlers that fail.

import { MERCHANT_NO, SECRET, post, untilAcknowledged } from './callbacks.mjs';
import { exportsOf } from './code.mjs';

/**
 * `opened` has the modules of the database, and orders whose payments are counted: `add`, `mark` in a transaction, and
 * `paid`, read from outside of it. Each handler fails some times, after it has marked its order.
 */
export async function recipe(api, opened, { step, code, first, events, deliveries, parallel, failures }) {
  const runs = new Map();
  const markPaid = (connection, { merchantTxnId: number }) => {
    const run = (runs.get(number) ?? 0) + 1;
    runs.set(number, run);
    const failing = () => {
      if (run <= failures) throw new Error('no stock');
    };
    const marked = opened.mark(connection, number);
    return marked instanceof Promise ? marked.then(failing) : failing();
  };
  const modules = { 'onerway-edge': api, 'onerway-edge/stores': api, ...opened.modules };
  const shop = await exportsOf(code, modules, { markPaid, merchantNo: MERCHANT_NO, secret: SECRET });
  const numbers = Array.from({ length: events }, (_, more) => first + more);
  if (step === 'prepare') {
    await shop.createTables();
    for (const number of numbers) await opened.add(`A-${number}`);
    return undefined;
  }

  const told = { refused: 0, unearned: [] };
  let left = deliveries;
  const sender = async () => {
    while (left > 0) {
      left -= 1;
      const number = numbers[left % events];
      await untilAcknowledged(
        () => post(api, number, shop.callback),
        20,
        ({ status }) => (told.refused += status === 503 ? 1 : 0),
      );
      const paid = await opened.paid(`A-${number}`);
      if (paid !== 1) told.unearned.push(`A-${number}: ${paid}`);
    }
  };
  await Promise.all(Array.from({ length: parallel }, sender));
  await shop.purge();
  // What was acknowledged is remembered: no handler runs again.
  told.runs = [...runs.values()];
  for (const number of numbers) await untilAcknowledged(() => post(api, number, shop.callback), 20);
  told.runsAfter = [...runs.values()];
  told.paid = await Promise.all(numbers.map((number) => opened.paid(`A-${number}`)));
  return told;
}
