// Every export of onerway-edge/stores with its right types, and what has to be refused. Nothing here is run.

import {
  IdempotencyObject,
  d1Store,
  denoKvStore,
  durableObjectStore,
  memoryStore,
  redisStore,
  sqlStore,
} from 'onerway-edge/stores';
import type {
  ClaimOptions,
  ClaimResult,
  CompleteOptions,
  D1Binding,
  IdempotencyStore,
  KvDatabase,
  MemoryStoreOptions,
  ObjectNamespace,
  RedisClient,
  RedisEval,
  ReleaseOptions,
  SqlDialect,
  SqlQuery,
  SqlStatement,
  SqlStoreOptions,
  TableOptions,
  TableStore,
} from 'onerway-edge/stores';

// A store of one's own.
const own: IdempotencyStore = {
  async claim(keys: readonly string[], { token, ttlMs, unless }: ClaimOptions): Promise<ClaimResult> {
    return keys.includes(token + ttlMs + (unless ?? '')) ? 'held' : 'superseded';
  },
  async complete(keys: readonly string[], { token, retainMs, also = [] }: CompleteOptions) {
    return keys.concat(also).includes(token + retainMs);
  },
  async release(_: readonly string[], { token }: ReleaseOptions) {
    token.trim();
  },
};

async function use(store: IdempotencyStore) {
  const keys = ['a', 'b'] as const;
  const answer = await store.claim(keys, { token: 'one', ttlMs: 1000, unless: 'c' });
  switch (answer) {
    case 'claimed':
    case 'done':
    case 'held':
    case 'superseded':
      break;
    default:
      answer satisfies never;
  }
  const isDone: boolean = await store.complete(keys, { token: 'one', retainMs: 1000, also: ['c'] });
  const nothing: void = await store.release(keys, { token: 'one' });
  // @ts-expect-error a list of keys
  await store.claim('a', { token: 'one', ttlMs: 1000 });
  // @ts-expect-error a token is required
  await store.claim(keys, { ttlMs: 1000 });
  // @ts-expect-error a claim has an end
  await store.claim(keys, { token: 'one' });
  // @ts-expect-error so has what is done
  await store.complete(keys, { token: 'one' });
  // @ts-expect-error a token is required
  await store.release(keys);
  // @ts-expect-error only stores in a table are purged
  await store.purge();
  return { isDone, nothing };
}
void use(own);

const memoryOptions: MemoryStoreOptions = { maxKeys: 10, now: () => 0 };
void use(memoryStore());
void use(memoryStore(memoryOptions));
// @ts-expect-error a number
memoryStore({ maxKeys: '10' });

declare const namespace: ObjectNamespace;
void use(durableObjectStore(namespace));
void use(durableObjectStore(namespace, { name: 'shop' }));
// @ts-expect-error the object has a clock
durableObjectStore(namespace, { now: () => 0 });

class Events extends IdempotencyObject {}
const object: { fetch(request: Request): Promise<Response>; alarm(): Promise<void> } = new Events({ storage: {} }, {});
void object;

declare const db: D1Binding;
const tableOptions: TableOptions = { table: 'events' };
const inD1: TableStore = d1Store(db, tableOptions);
const statements: string[] = d1Store.schema(tableOptions);
void use(inD1);

declare const kv: KvDatabase;
void use(denoKvStore(kv, { prefix: 'shop', now: () => 0 }));

declare const client: RedisClient;
const evaluate: RedisEval = async (script, keys, args) => [script, ...keys, ...args];
void use(redisStore(client, { prefix: 'shop' }));
void use(redisStore(evaluate));
// As a user writes it, without naming the types.
void use(redisStore(async (script, keys, args) => [script.length, keys.length, args.length]));
// @ts-expect-error a client or a function
redisStore('redis://localhost');

const query: SqlQuery = async (sql, params) => [{ sql, count: params.length }];
const dialect: SqlDialect = 'sqlite';
const options: SqlStoreOptions = { query, dialect, table: 'events', now: () => 0 };
void use(sqlStore(options));
void sqlStore(options).purge();
statements.push(...sqlStore.schema('postgres'), ...sqlStore.schema(dialect, tableOptions));
const event: { idempotencyKeys: [string] | [string, string] } = { idempotencyKeys: ['a'] };
const { sql, params }: SqlStatement = sqlStore.remember(dialect, event.idempotencyKeys, { table: 'effects', retainMs: 1 });
void query(sql, params);
// @ts-expect-error the dialect comes first
sqlStore.remember(['a']);
// @ts-expect-error MySQL has another grammar
sqlStore({ query, dialect: 'mysql' });
// @ts-expect-error query is required
sqlStore({ dialect });
