// The options of the stores, what memoryStore forgets, the two forms of the subpath, and the code of the documents.

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Report, equal, fails, ok } from '../suite/harness.mjs';
import { readmeArea } from './readme.mjs';

const LONG = 60_000;

export async function settingsAreas(api, consumer) {
  const report = new Report();
  await optionsArea(report, api);
  await memoryArea(report, api);
  await denoKvArea(report, api);
  await redisArea(report, api);
  await sqlArea(report, api);
  await filesArea(report, api, consumer);
  await readmeArea(report, api);
  return report.areas;
}

async function optionsArea(report, api) {
  const { d1Store, denoKvStore, durableObjectStore, memoryStore, redisStore, sqlStore } = api;
  const namespace = { idFromName: String, get: () => ({}) };
  const kv = { getMany: async () => [], atomic: () => ({}) };
  const query = async () => [];
  const db = { prepare: () => ({}) };
  const names = ['', ' ', 'a b', '{a}', 'é', "a'", 'x'.repeat(101), 5, null];
  const tables = ['', 'A', '1a', 'a.b', 'a"b', 'a;b', 'é', 'x'.repeat(51), 5, null];
  const clocks = [null, 5, '1'];
  const options = [
    ['maxKeys', [0, -1, 1.5, NaN, '5', null], (maxKeys) => memoryStore({ maxKeys })],
    ['now', clocks, (now) => memoryStore({ now })],
    ['namespace', [undefined, null, {}], (wrong) => durableObjectStore(wrong)],
    ['name', names, (name) => durableObjectStore(namespace, { name })],
    ['kv', [undefined, null, {}], (wrong) => denoKvStore(wrong)],
    ['prefix', names, (prefix) => denoKvStore(kv, { prefix })],
    ['now', clocks, (now) => denoKvStore(kv, { now })],
    ['client', [undefined, null, {}, 'redis://localhost'], (wrong) => redisStore(wrong)],
    ['prefix', names, (prefix) => redisStore(query, { prefix })],
    ['db', [undefined, null, {}], (wrong) => d1Store(wrong)],
    ['table', tables, (table) => d1Store(db, { table })],
    ['table', tables, (table) => d1Store.schema({ table })],
    ['query', [undefined, null, {}], (wrong) => sqlStore({ query: wrong, dialect: 'sqlite' })],
    ['dialect', [undefined, null, 'mysql', 'constructor'], (dialect) => sqlStore({ query, dialect })],
    ['dialect', [undefined, null, 'mysql'], (dialect) => sqlStore.schema(dialect)],
    ['dialect', [undefined, null, 'mysql'], (dialect) => sqlStore.remember(dialect, ['key'])],
    ['table', tables, (table) => sqlStore.remember('sqlite', ['key'], { table })],
    ['table', tables, (table) => sqlStore({ query, dialect: 'sqlite', table })],
    ['now', clocks, (now) => sqlStore({ query, dialect: 'sqlite', now })],
  ];
  await report.area('options', (test) => {
    for (const [field, values, open] of options) {
      test(`${field}: ${open}`, async () => {
        for (const value of values) await fails(api, { code: 'config_invalid', field }, () => open(value));
      });
    }
  });
}

async function memoryArea(report, api) {
  await report.area('memoryStore', (test) => {
    const opened = (maxKeys) => {
      const clock = { time: 1_000 };
      const store = api.memoryStore({ maxKeys, now: () => clock.time });
      return {
        clock,
        store,
        claim: (key, ttlMs = LONG, token = key) => store.claim([key].flat(), { token: String(token), ttlMs }),
        complete: (key, retainMs = LONG) => store.complete([key], { token: key, retainMs }),
      };
    };
    test('without room the oldest done goes, and no claim', async () => {
      const { claim, complete } = opened(4);
      for (const key of ['live', 'third', 'second', 'first']) await claim(key);
      for (const key of ['first', 'second', 'third']) await complete(key);
      equal(await claim('new'), 'claimed');
      equal(await claim('live', LONG, 'other'), 'held');
      equal([await claim('second'), await claim('third')], ['done', 'done']);
      equal(await claim('first'), 'claimed');
      equal(await claim('third'), 'done');
    });
    test('what has expired goes first', async () => {
      const { clock, claim, complete } = opened(3);
      await complete('done');
      await claim('short', 10);
      await complete('brief', 10);
      clock.time += 10;
      equal([await claim('one'), await claim('two')], ['claimed', 'claimed']);
      equal(await claim('done'), 'done');
    });
    test('full of live claims: nothing of several keys is claimed', async () => {
      const { claim, complete } = opened(3);
      await claim('one');
      await claim('two');
      await fails(api, { code: 'store_failed' }, () => claim(['three', 'four']));
      equal(await claim('three'), 'claimed');
      await fails(api, { code: 'store_failed' }, () => claim('four'));
      equal(await complete('one'), true);
      equal(await claim('four'), 'claimed');
      equal([await claim('two', LONG, 'other'), await claim('three', LONG, 'other')], ['held', 'held']);
    });
  });
}

async function denoKvArea(report, api) {
  await report.area('denoKvStore', (test) => {
    /** A database whose commits do, one after the other, what is listed; the last one for ever. */
    const opened = (...commits) => {
      const made = { tries: 0, expireIn: [] };
      const atomic = {
        check: () => atomic,
        set: (key, value, { expireIn }) => {
          made.expireIn.push(expireIn);
          return atomic;
        },
        commit: async () => {
          const commit = commits[Math.min(made.tries, commits.length - 1)];
          made.tries += 1;
          if (commit instanceof Error) throw commit;
          return { ok: commit };
        },
      };
      const kv = { getMany: async (keys) => keys.map((key) => ({ key, value: null, versionstamp: null })), atomic: () => atomic };
      const claim = () => api.denoKvStore(kv).claim(['key'], { token: 'one', ttlMs: 1000 });
      return { made, claim };
    };
    const locked = new TypeError('database is locked');
    test('another one was writing: once more', async () => {
      const { made, claim } = opened(false, locked, true);
      equal(await claim(), 'claimed');
      equal(made, { tries: 3, expireIn: [1000, 1000, 1000] });
    });
    test('another one never stops writing', async () => {
      for (const commit of [false, locked]) await fails(api, { code: 'store_failed' }, opened(commit).claim);
    });
    test('another error is passed on as it is, at once', async () => {
      const error = new TypeError('the disk is full');
      const { made, claim } = opened(error);
      equal(await claim().catch((thrown) => thrown === error), true);
      equal(made.tries, 1);
    });
  });
}

async function redisArea(report, api) {
  await report.area('redisStore', (test) => {
    const calls = [];
    const evaluate = async (...args) => {
      calls.push(args);
      return 'claimed';
    };
    const claim = (client, options) => api.redisStore(client, options).claim(['key'], { token: 'one', ttlMs: 1000, unless: 'final' });
    const keys = ['{shop}:key', '{shop}:final'];
    const forms = {
      'a function': [evaluate, [keys, ['1', 'one', '1000']]],
      'a client whose eval takes lists': [{ eval: evaluate }, [keys, ['1', 'one', '1000']]],
      ioredis: [{ eval: evaluate, defineCommand() {} }, [2, ...keys, '1', 'one', '1000']],
      'node-redis': [{ eval: evaluate, evalSha() {} }, [{ keys, arguments: ['1', 'one', '1000'] }]],
    };
    for (const [name, [client, expected]] of Object.entries(forms)) {
      test(`${name}: keys in one slot, values as text`, async () => {
        equal(await claim(client, { prefix: 'shop' }), 'claimed');
        const [script, ...rest] = calls.pop();
        equal(typeof script, 'string');
        equal(rest, expected);
      });
    }
    test('an answer in bytes', async () => {
      equal(await claim(async () => new TextEncoder().encode('held')), 'held');
    });
    test('an answer that is none', async () => {
      for (const answer of [undefined, null, 1, 'true', '', {}, []]) {
        await fails(api, { code: 'store_failed' }, () => claim(async () => answer));
      }
    });
  });
}

async function sqlArea(report, api) {
  await report.area('sqlStore', (test) => {
    test('rows that are none', async () => {
      for (const answer of [undefined, null, { rows: [] }]) {
        const store = api.sqlStore({ query: async () => answer, dialect: 'sqlite' });
        await fails(api, { code: 'store_failed' }, () => store.claim(['key'], { token: 'one', ttlMs: 1000 }));
        await fails(api, { code: 'store_failed' }, () => store.complete(['key'], { token: 'one', retainMs: 1000 }));
      }
    });
    test('no value stands in a statement', async () => {
      for (const dialect of ['postgres', 'sqlite']) {
        const statements = [];
        const query = async (sql, params) => {
          statements.push(sql);
          const places = sql.match(/\$\d+|\?/g).length;
          equal(places, params.length, sql);
          return sql.startsWith('SELECT') ? [{ event_key: 'secret key', token: 'another' }] : [];
        };
        const store = api.sqlStore({ query, dialect });
        const [token, key] = ['secret token', 'secret key'];
        await store.claim([key], { token, ttlMs: 1000, unless: 'secret final' });
        await store.complete([key], { token, retainMs: 1000, also: ['secret other'] });
        await store.release([key], { token });
        const { sql, params } = api.sqlStore.remember(dialect, [key]);
        await query(sql, params);
        equal(statements.length, 5);
        ok(!statements.join().includes('secret'), 'places only');
      }
    });
    test('remember refuses what a store refuses', async () => {
      const remember = (keys, retainMs) => () => api.sqlStore.remember('sqlite', keys, { retainMs });
      for (const keys of [undefined, [], ['a', 'b', 'c', 'd'], ['é'], 'key']) {
        await fails(api, { code: 'param_invalid', field: 'keys' }, remember(keys));
      }
      for (const span of [null, 0, 1.5, '1']) {
        await fails(api, { code: 'param_invalid', field: 'retainMs' }, remember(['key'], span));
      }
    });
    test('what kept it from claiming is over before the second statement: once more', async () => {
      const answers = [[], [], [{ event_key: 'a' }]];
      const store = api.sqlStore({ query: async () => answers.shift(), dialect: 'sqlite' });
      equal(await store.claim(['a'], { token: 'one', ttlMs: 1000 }), 'claimed');
    });
    test('and so on: held', async () => {
      const store = api.sqlStore({ query: async () => [], dialect: 'sqlite' });
      equal(await store.claim(['a'], { token: 'one', ttlMs: 1000 }), 'held');
    });
    // What PostgreSQL does once in a long while: between its look and its write another one took the second key.
    test('too few rows: what was got is given up again, except what the token had before', async () => {
      const released = [];
      const query = async (sql, params) => {
        if (sql.startsWith('INSERT')) {
          return [
            { event_key: 'a', was_mine: false },
            { event_key: 'b', was_mine: true },
          ];
        }
        if (sql.startsWith('SELECT')) return ['a', 'b', 'c'].map((event_key) => ({ event_key, token: event_key === 'c' ? 'other' : 'one' }));
        released.push(params);
        return [];
      };
      const store = api.sqlStore({ query, dialect: 'postgres' });
      equal(await store.claim(['a', 'b', 'c'], { token: 'one', ttlMs: 1000 }), 'held');
      equal(released, [['a', 'one']]);
    });
    test('an error of the database is passed on as it is', async () => {
      const error = new Error('connection lost');
      const store = api.sqlStore({ query: () => Promise.reject(error), dialect: 'sqlite' });
      equal(await store.release(['key'], { token: 'one' }).catch((thrown) => thrown === error), true);
    });
  });
}

async function filesArea(report, api, consumer) {
  const require = createRequire(join(consumer, 'index.cjs'));
  await report.area('onerway-edge/stores', (test) => {
    test('import and require give the same names', () => {
      const others = ['Onerway', 'OnerwayError', 'signCallback'];
      const names = Object.keys(api).filter((name) => !others.includes(name));
      equal(Object.keys(require('onerway-edge/stores')).sort(), names.sort());
      equal(names.length, 7);
    });
    test('an error of any copy is an instance of each OnerwayError', () => {
      const { OnerwayError } = require('onerway-edge');
      ok(OnerwayError !== api.OnerwayError, 'two copies');
      for (const { memoryStore } of [api, require('onerway-edge/stores')]) {
        const error = (() => {
          try {
            return memoryStore({ maxKeys: 0 });
          } catch (thrown) {
            return thrown;
          }
        })();
        ok(error instanceof OnerwayError && error instanceof api.OnerwayError && error instanceof Error, 'an instance');
        equal([error.name, error.code, error.field], ['OnerwayError', 'config_invalid', 'maxKeys']);
      }
    });
    test('nothing else is an instance', () => {
      class Own extends api.OnerwayError {}
      const own = new Own('internal', 'a message');
      ok(own instanceof Own && own instanceof api.OnerwayError, 'of a class that extends it');
      ok(!(new api.OnerwayError('internal', 'a message') instanceof Own), 'not the other way round');
      for (const value of [undefined, null, 5, {}, new Error('x'), { name: 'OnerwayError', code: 'internal' }]) {
        ok(!(value instanceof api.OnerwayError), String(value));
      }
    });
    test('no file has the Wasm in it, or asks for anything', () => {
      for (const file of ['stores.js', 'stores.cjs']) {
        const text = readFileSync(join(consumer, 'node_modules/onerway-edge', file), 'utf8');
        ok(text.length < 30_000, `${file} has ${text.length} characters`);
        for (const unwanted of [/WebAssembly/, /\bBuffer\b/, /\bimport\b/, /\brequire\(/, /node:/, /cloudflare:/]) {
          ok(!unwanted.test(text), `${file}: ${unwanted}`);
        }
      }
    });
  });
}
