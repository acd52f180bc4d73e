/** @import * as Api from '../stores.js' */

import { checkClaim, checkComplete, checkNow, checkRelease, checkRemember, failed, invalid } from './checks.js';
import {
  DIALECTS,
  claimStatement,
  completeStatement,
  lookStatement,
  purgeStatement,
  releaseStatement,
  rememberStatement,
  schemaOf,
} from './sql-statements.js';

const TABLE = 'onerway_events';
const MOST_TRIES = 3;
/** As long as the handler of callbacks keeps what is done. */
const RETAIN_MS = 30 * 24 * 60 * 60 * 1000;

export function sqlStore(/** @type {Api.SqlStoreOptions} */ { query, dialect, table, now } = /** @type {any} */ ({})) {
  if (typeof query !== 'function') throw invalid('config_invalid', 'query', 'is a function (sql, params) that resolves to rows');
  checkDialect(dialect);
  if (now !== undefined) checkNow(now);
  return storeOn({ query, dialect, table: checkTable(table), now });
}

/** The statements that make the table. */
sqlStore.schema = (/** @type {Api.SqlDialect} */ dialect, /** @type {Api.TableOptions} */ { table } = {}) => {
  checkDialect(dialect);
  return schemaOf(checkTable(table));
};

/**
 * A statement for a transaction of the caller's, which may be a synchronous one; a function of the store could not be.
 *
 * @type {typeof Api.sqlStore.remember}
 */
sqlStore.remember = (dialect, keys, options) => {
  const { table, retainMs = RETAIN_MS } = options ?? {};
  checkDialect(dialect);
  const settings = { dialect, table: `"${checkTable(table)}"` };
  const { query: sql, params } = rememberStatement(settings, checkRemember(keys, retainMs));
  return { sql, params };
};

/** @param {Api.D1Binding} db */
export function d1Store(db, /** @type {Api.TableOptions} */ { table } = {}) {
  if (typeof db?.prepare !== 'function') throw invalid('config_invalid', 'db', 'is a binding of a D1 database');
  const query = async (sql, params) => {
    const { results } = await db.prepare(sql).bind(...params).all();
    return results;
  };
  return storeOn({ query, dialect: 'sqlite', table: checkTable(table) });
}

d1Store.schema = (options) => sqlStore.schema('sqlite', options);

/** @returns {Api.TableStore} */
function storeOn(/** @type {Api.SqlStoreOptions} */ { query, dialect, table, now }) {
  // In quotes it can be a word of SQL's own.
  const settings = () => ({ dialect, table: `"${table}"`, time: now?.() });
  const run = async ({ query: sql, params }) => {
    const rows = await query(sql, params);
    if (!Array.isArray(rows)) throw failed('sqlStore: query has to resolve to an array of rows');
    return rows;
  };
  const release = async (keys, token) => {
    for (const key of keys) await run(releaseStatement(settings(), key, token));
  };
  return {
    async claim(keys, options) {
      const task = checkClaim(keys, options);
      let answer;
      for (let tries = 1; answer === undefined && tries <= MOST_TRIES; tries += 1) answer = await tryToClaim(task);
      return answer ?? 'held';
    },
    async complete(keys, options) {
      const task = checkComplete(keys, options);
      const rows = await run(completeStatement(settings(), task));
      const marked = new Set(rows.map((row) => row.event_key));
      return task.keys.every((key) => marked.has(key));
    },
    async release(keys, options) {
      const task = checkRelease(keys, options);
      await release(task.keys, task.token);
    },
    /** Deletes what has expired. */
    async purge() {
      await run(purgeStatement(settings()));
    },
  };

  /**
   * Undefined, if what kept it from claiming was over before it could be looked at.
   *
   * @returns {Promise<Api.ClaimResult | undefined>}
   */
  async function tryToClaim(task) {
    const { keys, token, unless } = task;
    const rows = await run(claimStatement(settings(), task));
    if (rows.length === keys.length) return 'claimed';
    const known = await look([...keys, ...(unless === undefined ? [] : [unless])]);
    const isDone = (key) => known.get(key) === null;
    if (rows.length > 0) {
      const got = new Set(rows.map((row) => row.event_key));
      if (keys.every((key) => got.has(key) || isDone(key))) return 'claimed';
      // Another one was faster with the rest. Until this is undone, others are told `held`; nobody is let in.
      await release(rows.filter((row) => !row.was_mine).map((row) => row.event_key), token);
      return 'held';
    }
    if (keys.every(isDone)) return 'done';
    if (unless !== undefined && isDone(unless)) return 'superseded';
    const isTaken = (key) => typeof known.get(key) === 'string' && known.get(key) !== token;
    return keys.some(isTaken) ? 'held' : undefined;
  }

  async function look(keys) {
    const rows = await run(lookStatement(settings(), keys));
    return new Map(rows.map((row) => [row.event_key, row.token]));
  }
}

function checkDialect(dialect) {
  if (!DIALECTS.includes(dialect)) throw invalid('config_invalid', 'dialect', "is 'postgres' or 'sqlite'");
}

/** It stands in the statements as it is. */
function checkTable(table = TABLE) {
  if (typeof table !== 'string' || !/^[a-z_][a-z0-9_]{0,49}$/.test(table)) {
    throw invalid('config_invalid', 'table', 'is a name of 1 to 50 lower-case letters, digits and _, not with a digit first');
  }
  return table;
}
