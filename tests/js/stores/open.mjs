// Opens a store in this process, which Node or Deno runs. Clients are loaded only where they are used.

import process from 'node:process';

import { clockArea, purgeArea, rememberArea, transactionArea } from './sql-areas.mjs';

export const openers = { memory, redis, 'redis by @redis/client': nodeRedis, postgres, 'deno-kv': denoKv, sqlite };

async function memory({ memoryStore }) {
  return { store: memoryStore(), version: `${process.version.slice(1)}` };
}

async function redis({ redisStore }, path) {
  const { default: Redis } = await import('ioredis');
  const client = new Redis({ path }).on('error', () => {});
  const version = (await client.info('server')).match(/redis_version:(\S+)/)[1];
  return { store: redisStore(client), version };
}

async function nodeRedis({ redisStore }, path) {
  const { createClient } = await import('@redis/client');
  const client = await createClient({ socket: { path } })
    // Without it a lost connection ends the process.
    .on('error', () => {})
    .connect();
  return { store: redisStore(client), version: '' };
}

async function postgres({ sqlStore }, host) {
  const { default: pg } = await import('pg');
  const settings = { host, user: 'postgres', database: 'postgres' };
  const pool = new pg.Pool({ ...settings, max: 20 });
  // Without it a lost connection ends the process.
  pool.on('error', () => {});
  const on = (client) => async (sql, params) => (await client.query(sql, params)).rows;
  const dialect = 'postgres';
  const query = on(pool);
  const begin = async () => {
    const client = await pool.connect();
    await client.query('BEGIN');
    const end = async (how) => {
      await client.query(how);
      client.release();
    };
    return { store: sqlStore({ query: on(client), dialect }), end };
  };
  const [{ server_version: full }] = await query('SHOW server_version', []);
  const version = full.split(' ')[0];
  Object.assign(process.env, { PGHOST: host, PGUSER: settings.user, PGDATABASE: settings.database });
  const recipe = {
    modules: { pg: { default: pg } },
    async add(number) {
      await query('CREATE TABLE IF NOT EXISTS orders (number TEXT PRIMARY KEY, paid INTEGER NOT NULL)', []);
      await query('INSERT INTO orders VALUES ($1, 0)', [number]);
    },
    mark: (client, number) => client.query('UPDATE orders SET paid = paid + 1 WHERE number = $1', [number]),
    paid: async (number) => (await query('SELECT paid FROM orders WHERE number = $1', [number]))[0].paid,
  };
  return { ...opened({ sqlStore, query, dialect, version, begin, waits: true }), recipe };
}

async function denoKv({ denoKvStore }, file) {
  let kv = await Deno.openKv(file);
  const current = { getMany: (...args) => kv.getMany(...args), atomic: () => kv.atomic() };
  const closed = {
    begin: async () => kv.close(),
    end: async () => {
      kv = await Deno.openKv(file);
    },
  };
  return { store: denoKvStore(current), version: Deno.version.deno, outages: { closed } };
}

async function sqlite({ sqlStore }, file) {
  const { DatabaseSync } = await import('node:sqlite');
  const on = (database) => async (sql, params) => database.prepare(sql).all(...params);
  const open = () => {
    const database = new DatabaseSync(file);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 10000; PRAGMA synchronous = NORMAL');
    return database;
  };
  const dialect = 'sqlite';
  const begin = async () => {
    const database = open();
    database.exec('BEGIN IMMEDIATE');
    const end = async (how) => {
      database.exec(how);
      database.close();
    };
    return { store: sqlStore({ query: on(database), dialect }), end };
  };
  const database = open();
  const query = on(database);
  const [{ version }] = await query('SELECT sqlite_version() AS version', []);
  const recipe = {
    modules: {
      'node:sqlite': {
        DatabaseSync: class extends DatabaseSync {
          constructor() {
            super(file);
          }
        },
      },
    },
    async add(number) {
      await query('CREATE TABLE IF NOT EXISTS orders (number TEXT PRIMARY KEY, paid INTEGER NOT NULL)', []);
      await query('INSERT INTO orders VALUES (?, 0)', [number]);
    },
    mark: (connection, number) => void connection.prepare('UPDATE orders SET paid = paid + 1 WHERE number = ?').run(number),
    paid: async (number) => (await query('SELECT paid FROM orders WHERE number = ?', [number]))[0].paid,
  };
  const outages = { locked: locked(database, open()) };
  return { ...opened({ sqlStore, query, dialect, version, begin, waits: false }), recipe, outages };
}

/** The other connection writes, and does not come to an end. Waiting for it stops the whole process, so it is short. */
const locked = (database, other) => ({
  begin: async () => {
    database.exec('PRAGMA busy_timeout = 5');
    other.exec('BEGIN IMMEDIATE');
  },
  end: async () => {
    other.exec('ROLLBACK');
    database.exec('PRAGMA busy_timeout = 10000');
  },
});

/** A SQL store, its server's version, and the areas that only these have. */
function opened({ sqlStore, query, dialect, version, begin, waits }) {
  return {
    store: sqlStore({ query, dialect }),
    version,
    areas: [
      purgeArea(query, 'onerway_events'),
      clockArea((now) => sqlStore({ query, dialect, now, table: 'order' })),
      rememberArea({ sqlStore, query, dialect }),
      transactionArea(begin, { waits }),
    ],
  };
}
