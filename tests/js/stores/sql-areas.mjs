// What only the stores in a table do.

import { equal } from '../suite/harness.mjs';
import { sleep } from './contract.mjs';

export const purgeArea = (query, table) => (report, api, store) =>
  report.area('purge', (test) => {
    const left = async () => {
      const rows = await query(`SELECT event_key FROM ${table} WHERE event_key LIKE 'purge:%' ORDER BY event_key`, []);
      return rows.map((row) => row.event_key);
    };
    test('deletes what has expired, and nothing else', async () => {
      const complete = (key, retainMs) => store.complete([key], { token: 'one', retainMs });
      await store.claim(['purge:claimed'], { token: 'one', ttlMs: 60_000 });
      await store.claim(['purge:expired'], { token: 'one', ttlMs: 1 });
      await complete('purge:done', 60_000);
      await complete('purge:over', 1);
      await sleep(20);
      equal(await store.purge(), undefined);
      equal(await left(), ['purge:claimed', 'purge:done']);
    });
  });

/**
 * `begin` gives a store whose `query` runs in a transaction of its own, and `end('COMMIT' | 'ROLLBACK')`. Where
 * connections of one process cannot wait for each other, the second one begins after the end of the first.
 */
export const transactionArea = (begin, { waits }) => (report, api, store) =>
  report.area('in a transaction of the caller’s', (test) => {
    const options = { token: 'one', ttlMs: 60_000 };
    const delivered = async (keys, end) => {
      const transaction = await begin();
      const waiting = async () => {
        const other = await begin();
        const answer = await other.store.claim(keys, { token: 'other', ttlMs: 60_000 });
        await other.end('COMMIT');
        return answer;
      };
      equal(await transaction.store.claim(keys, options), 'claimed');
      const answer = waits ? waiting() : undefined;
      await sleep(50);
      equal(await transaction.store.complete(keys, { token: 'one', retainMs: 60_000 }), true);
      await transaction.end(end);
      return answer ?? waiting();
    };
    test('committed: the next one, who may have waited, is told that it is done', async () => {
      equal(await delivered(['transaction:1', 'transaction:2'], 'COMMIT'), 'done');
    });
    test('rolled back: nothing was claimed, and the next one gets it', async () => {
      equal(await delivered(['transaction:3', 'transaction:4'], 'ROLLBACK'), 'claimed');
    });
    test('so are later ones, and those outside', async () => {
      const transaction = await begin();
      equal(await transaction.store.claim(['transaction:1'], options), 'done');
      await transaction.end('ROLLBACK');
      equal(await store.claim(['transaction:2'], options), 'done');
    });
  });

/** The statement for a transaction of the caller's; recipe.mjs runs it in one. */
export const rememberArea = ({ sqlStore, query, dialect }) => (report, api, store) =>
  report.area('remember', (test) => {
    const remember = async (keys, options) => {
      const { sql, params } = sqlStore.remember(dialect, keys, options);
      return (await query(sql, params)).map((row) => row.event_key).sort();
    };
    test('gives the keys that are new, each once', async () => {
      equal(await remember(['remember:1', 'remember:2']), ['remember:1', 'remember:2']);
      equal(await remember(['remember:2', 'remember:3']), ['remember:3']);
      equal(await remember(['remember:1', 'remember:2', 'remember:3']), []);
      equal(await remember(['remember:4', 'remember:4']), ['remember:4']);
    });
    test('in another table they are new', async () => equal(await remember(['remember:1'], { table: 'order' }), ['remember:1']));
    test('what is claimed is new, and then done', async () => {
      equal(await store.claim(['remember:5'], { token: 'one', ttlMs: 60_000 }), 'claimed');
      equal(await remember(['remember:5']), ['remember:5']);
      equal(await remember(['remember:5']), []);
      equal(await store.claim(['remember:5'], { token: 'other', ttlMs: 60_000 }), 'done');
      equal(await store.complete(['remember:5'], { token: 'one', retainMs: 60_000 }), true);
    });
    test('for retainMs, and a purge takes only what has expired', async () => {
      equal(await remember(['remember:6'], { retainMs: 1 }), ['remember:6']);
      await sleep(20);
      equal(await remember(['remember:6']), ['remember:6']);
      equal(await remember(['remember:6']), []);
      await store.purge();
      equal(await remember(['remember:6']), []);
    });
  });

/** The clock that is given instead of the database's. */
export const clockArea = (open) => (report) =>
  report.area('a given clock', (test) => {
    test('decides', async () => {
      let time = 1_000;
      const store = open(() => time);
      const claim = (token) => store.claim(['clock'], { token, ttlMs: 100 });
      equal(await claim('one'), 'claimed');
      time = 1_099;
      equal(await claim('other'), 'held');
      time = 1_100;
      equal(await claim('other'), 'claimed');
      equal(await store.complete(['clock'], { token: 'other', retainMs: 1_000 }), true);
      time = 2_099;
      equal(await claim('one'), 'done');
      time = 2_100;
      await store.purge();
      equal(await claim('one'), 'claimed');
      time = 5_000;
      await store.purge();
    });
  });
