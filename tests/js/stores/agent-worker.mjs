// The worker that has both of Cloudflare's stores open. Two of them share the object and the database.

import { Onerway, OnerwayError, signCallback } from 'onerway-edge';
import * as stores from 'onerway-edge/stores';

import { equal } from '../suite/harness.mjs';
import { obey } from './commands.mjs';
import { sleep } from './contract.mjs';
import { purgeArea } from './sql-areas.mjs';

const { IdempotencyObject, d1Store, durableObjectStore } = stores;

/** What a user exports, and a way to let the purge come at once and to see what is left. */
export class Events extends IdempotencyObject {
  #storage;

  constructor(state, env) {
    super(state, env);
    this.#storage = state.storage;
  }

  async fetch(request) {
    if (!request.url.endsWith('/purge-now')) return super.fetch(request);
    // Workerd forgets an alarm before it calls.
    await this.#storage.deleteAlarm();
    await this.alarm();
    return Response.json([...(await this.#storage.list()).keys(), await this.#storage.getAlarm()]);
  }
}

const openers = {
  'durable-object': (env) => {
    const store = durableObjectStore(env.EVENTS);
    const objectOf = (name) => env.EVENTS.get(env.EVENTS.idFromName(name));
    return { store, version: env.VERSION, areas: [objectArea(env, objectOf)] };
  },
  d1: async ({ DB, VERSION }) => {
    for (const sql of d1Store.schema()) await DB.prepare(sql).run();
    const query = async (sql, params) => (await DB.prepare(sql).bind(...params).all()).results;
    return { store: d1Store(DB), version: VERSION, areas: [purgeArea(query, 'onerway_events')] };
  },
};

const objectArea = (env, objectOf) => (report) =>
  report.area('the object', (test) => {
    test('deletes what has expired, and nothing else, and sleeps once it is empty', async () => {
      const store = durableObjectStore(env.EVENTS, { name: 'purged' });
      const purged = async () => (await objectOf('purged').fetch('https://object.test/purge-now')).json();
      await store.claim(['claimed'], { token: 'one', ttlMs: 60_000 });
      await store.complete(['over', 'over:2'], { token: 'one', retainMs: 1 });
      await sleep(20);
      const [key, alarm, ...others] = await purged();
      equal([key, others], ['claimed', []]);
      equal(alarm > Date.now() + 23 * 3600_000, true, 'the next purge is tomorrow');
      await store.release(['claimed'], { token: 'one' });
      equal(await purged(), [null], 'no key, no alarm');
      await store.claim(['again'], { token: 'one', ttlMs: 60_000 });
      equal(typeof (await purged())[1], 'number', 'an alarm, once there is something again');
    });
    test('names are apart', async () => {
      const [one, other] = ['one', 'other'].map((name) => durableObjectStore(env.EVENTS, { name }));
      equal(await one.claim(['key'], { token: 'one', ttlMs: 60_000 }), 'claimed');
      equal(await other.claim(['key'], { token: 'other', ttlMs: 60_000 }), 'claimed');
    });
    test('answers nothing else', async () => {
      for (const path of ['', 'toString', 'purge', 'claim?x']) {
        const response = await objectOf('one').fetch(`https://idempotency.invalid/${path}`, { method: 'POST', body: '{}' });
        equal(response.status, 404, path);
      }
    });
  });

export default {
  async fetch(request, env) {
    const { store, ...command } = await request.json();
    const api = { ...stores, Onerway, OnerwayError, signCallback };
    try {
      return Response.json({ value: await obey(api, await openers[store](env), command) });
    } catch (error) {
      return Response.json({ error: String(error?.stack ?? error) });
    }
  },
};
