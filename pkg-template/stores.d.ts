/**
 * Stores that remember which events are being handled and which are done.
 *
 * Keys and tokens are text of 1 to 512 printable ASCII characters; spans are whole milliseconds, 1 or more. Anything
 * else is an OnerwayError `param_invalid`, a wrong option `config_invalid`. What a client or server of yours throws
 * is passed on as it is; `store_failed` is what a store itself finds. No error holds a key or a token.
 *
 * @packageDocumentation
 */

/** What to tell {@link IdempotencyStore.claim}. */
export interface ClaimOptions {
  /** Whose claim it is: random, another one for each delivery. */
  token: string;
  /** Milliseconds until the claim expires. */
  ttlMs: number;
  /** A key. Where it is done, nothing is claimed: the answer is `superseded`, or `done` if all keys are done. */
  unless?: string;
}

/** What to tell {@link IdempotencyStore.complete}. */
export interface CompleteOptions {
  /** The token that the keys were claimed with. */
  token: string;
  /** Milliseconds for which the keys stay done. What is done already for longer stays so. */
  retainMs: number;
  /** Up to three keys that were not claimed and are done now too. One that another token holds is left to it. */
  also?: readonly string[];
}

/** What to tell {@link IdempotencyStore.release}. */
export interface ReleaseOptions {
  /** The token that the keys were claimed with. */
  token: string;
}

/**
 * - `claimed`: this token holds the keys, as far as they were not done; nobody else gets one until the claim expires.
 *   So too if it held them before: the claim is extended.
 * - `done`: all keys are done.
 * - `held`: another token holds one of the keys, or did a moment ago. Nothing was claimed.
 * - `superseded`: `unless` is done, and not all keys are. Nothing was claimed.
 */
export type ClaimResult = 'claimed' | 'done' | 'held' | 'superseded';

/**
 * What remembers the keys of events, one to three in a call. Write one of your own, if none here fits; each
 * operation has to be atomic.
 */
export interface IdempotencyStore {
  /** Claims all of the keys that are not done, or none of them. */
  claim(keys: readonly string[], options: ClaimOptions): Promise<ClaimResult>;
  /**
   * Marks the keys as done, and then those in `also`. A key that another token holds by now is left alone; then
   * nothing in `also` is marked, and the answer is false. A claim of this token that has expired and that nobody took
   * since counts as held.
   */
  complete(keys: readonly string[], options: CompleteOptions): Promise<boolean>;
  /** Gives up those of the keys that this token holds. What is done stays done. */
  release(keys: readonly string[], options: ReleaseOptions): Promise<void>;
}

export interface MemoryStoreOptions {
  /**
   * How many keys are kept at most, 100000 unless set. Where there is no room, the expired go first, then the oldest
   * done; never one that is claimed. If all are claimed: `store_failed`.
   */
  maxKeys?: number;
  /** The time now in Unix milliseconds; `Date.now` unless set. */
  now?: () => number;
}

/**
 * For one process, and for tests. It forgets everything when the process ends, and processes, isolates and machines
 * share nothing of it: where more than one can get a callback, it does not keep the second from being handled again.
 */
export declare function memoryStore(options?: MemoryStoreOptions): IdempotencyStore;

/** Cloudflare's binding of a class of Durable Objects, as far as it is needed here. */
export interface ObjectNamespace {
  idFromName(name: string): any;
  get(id: any): { fetch(url: string, init: { method: string; body: string }): Promise<any> };
}

/**
 * Cloudflare Durable Object. The worker exports {@link IdempotencyObject} and binds it; the keys of one `name` lie in
 * one object. Time is the object's.
 *
 * @example
 * export { IdempotencyObject } from 'onerway-edge/stores';
 * // wrangler.toml:
 * //   [[durable_objects.bindings]]
 * //   name = "IDEMPOTENCY"
 * //   class_name = "IdempotencyObject"
 * //   [[migrations]]
 * //   tag = "v1"
 * //   new_sqlite_classes = ["IdempotencyObject"]
 * const store = durableObjectStore(env.IDEMPOTENCY);
 */
export declare function durableObjectStore(
  namespace: ObjectNamespace,
  options?: {
    /** The object's name, `'onerway'` unless set: 1 to 100 letters, digits and `_ . : / -`. */
    name?: string;
  },
): IdempotencyStore;

/** The class of the objects that {@link durableObjectStore} asks. It deletes what has expired, once a day. */
export declare class IdempotencyObject {
  constructor(state: { storage: any }, env?: unknown);
  fetch(request: Request): Promise<Response>;
  alarm(): Promise<void>;
}

/** Cloudflare's binding of a D1 database, as far as it is needed here. */
export interface D1Binding {
  prepare(sql: string): { bind(...values: any[]): { all(): Promise<{ results: any[] }> } };
}

export interface TableOptions {
  /** The table's name, `'onerway_events'` unless set: 1 to 50 of `a-z`, `0-9` and `_`, not a digit first. */
  table?: string;
}

/** A store in a table. What has expired lies there until it is purged, and harms nobody. */
export interface TableStore extends IdempotencyStore {
  /** Deletes the rows that have expired; call it once a day or so. */
  purge(): Promise<void>;
}

/**
 * Cloudflare D1. Time is the database's. {@link sqlStore} says what the table holds.
 *
 * @example
 * // once: write these statements into a migration
 * console.log(d1Store.schema().join(';\n'));
 * const store = d1Store(env.DB);
 */
export declare const d1Store: {
  (db: D1Binding, options?: TableOptions): TableStore;
  /** The statements that make the table and its index, where they are missing. */
  schema(options?: TableOptions): string[];
};

/** Deno's key-value database, as far as it is needed here. */
export interface KvDatabase {
  getMany(keys: any): Promise<any[]>;
  atomic(): any;
}

/**
 * Deno KV; needs `--unstable-kv`. Keys are `[prefix, key]`. Deno KV has no clock: time is that of the process.
 *
 * @example
 * const store = denoKvStore(await Deno.openKv());
 */
export declare function denoKvStore(
  kv: KvDatabase,
  options?: {
    /** `'onerway'` unless set: 1 to 100 letters, digits and `_ . : / -`. */
    prefix?: string;
    /** The time now in Unix milliseconds; `Date.now` unless set. */
    now?: () => number;
  },
): IdempotencyStore;

/** Runs a Lua script with these KEYS and ARGV and gives its answer. */
export type RedisEval = (script: string, keys: string[], args: string[]) => Promise<unknown>;

/** A client of ioredis, of node-redis, or one whose `eval` is a {@link RedisEval}, as Upstash's. */
export interface RedisClient {
  eval(...args: any[]): Promise<unknown>;
}

/**
 * Redis 2.8 or newer, and what speaks its protocol. Each operation is one script; expiry is by the server's clock.
 * The keys are `{prefix}:key`, all in one hash slot. node-redis ends the process where a connection is lost and nobody
 * listens for `error`.
 *
 * @example
 * const store = redisStore(new Redis(url)); // ioredis
 * @example
 * const client = createClient({ url }).on('error', console.error); // node-redis
 * const store = redisStore(await client.connect());
 * @example
 * const store = redisStore((script, keys, args) => client.eval(script, keys.length, ...keys, ...args));
 */
export declare function redisStore(
  client: RedisClient | RedisEval,
  options?: {
    /** `'onerway'` unless set: 1 to 100 letters, digits and `_ . : / -`. */
    prefix?: string;
  },
): IdempotencyStore;

export type SqlDialect = 'postgres' | 'sqlite';

/** Runs one statement, whose places are `$1`, `$2`, ... for PostgreSQL and `?` for SQLite; gives its rows. */
export type SqlQuery = (sql: string, params: (string | number | null)[]) => Promise<Record<string, any>[]>;

export interface SqlStoreOptions extends TableOptions {
  query: SqlQuery;
  dialect: SqlDialect;
  /** The time now in Unix milliseconds; the database's clock unless set. */
  now?: () => number;
}

/** What to run, with the values for its places. */
export interface SqlStatement {
  sql: string;
  params: (string | number | null)[];
}

/**
 * PostgreSQL 9.5 or newer, at the isolation level READ COMMITTED; SQLite 3.35 or newer. Each operation is atomic by
 * itself. To have effect and keys in one transaction of yours, take {@link sqlStore.remember}.
 *
 * A row is a key: `event_key`; `token`, whose claim it is, or NULL where the key is done; `expires_at`, when either
 * ends, in Unix milliseconds.
 *
 * @example
 * const pool = new pg.Pool();
 * pool.on('error', console.error); // else a connection that is lost ends the process
 * const query = async (sql, params) => (await pool.query(sql, params)).rows;
 * const store = sqlStore({ query, dialect: 'postgres' });
 * for (const sql of sqlStore.schema('postgres')) await query(sql, []); // once
 * @example
 * const query = async (sql, params) => database.prepare(sql).all(...params); // node:sqlite
 * const store = sqlStore({ query, dialect: 'sqlite' });
 * @example
 * // better-sqlite3, which is not tested: its `all` throws where a statement gives no rows.
 * const query = async (sql, params) => {
 *   const statement = database.prepare(sql);
 *   if (statement.reader) return statement.all(...params);
 *   statement.run(...params);
 *   return [];
 * };
 */
export declare const sqlStore: {
  (options: SqlStoreOptions): TableStore;
  /** The statements that make the table and its index, where they are missing. */
  schema(dialect: SqlDialect, options?: TableOptions): string[];
  /**
   * A statement that marks keys as done, and gives a row for each that was not: with no row the event has taken effect
   * before. Run it in the transaction that writes the effect; after a rollback the keys are as before. Where two
   * transactions meet, PostgreSQL lets the second one wait for the end of the first.
   *
   * Take a table of its own, made by `schema` and purged as a store's. `retainMs` is 30 days unless set; let it not be
   * shorter than the handler's.
   *
   * @example
   * const { sql, params } = sqlStore.remember('postgres', context.keys, { table: 'onerway_effects' });
   * const isNew = (await client.query(sql, params)).rows.length > 0;
   */
  remember(dialect: SqlDialect, keys: readonly string[], options?: TableOptions & { retainMs?: number }): SqlStatement;
};
