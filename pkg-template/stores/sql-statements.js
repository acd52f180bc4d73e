// The statements of sqlStore and d1Store. A row is a key: `token` is whose claim it is, or NULL where the
// key is done; `expires_at` is when either ends, in Unix milliseconds. A row past it counts as none.

const CLOCKS = {
  postgres: 'floor(extract(epoch FROM clock_timestamp()) * 1000)',
  // julianday: a SQLite of any age knows it.
  sqlite: "(julianday('now') - 2440587.5) * 86400000",
};

export const DIALECTS = Object.keys(CLOCKS);

export function schemaOf(table) {
  return [
    `CREATE TABLE IF NOT EXISTS "${table}" (event_key TEXT PRIMARY KEY, token TEXT, expires_at BIGINT NOT NULL)`,
    `CREATE INDEX IF NOT EXISTS "${table}_expires_at" ON "${table}" (expires_at)`,
  ];
}

/** Collects the values of one statement; every place has its own, since not all drivers know numbered ones. */
function statement(dialect, time) {
  const params = [];
  const place = (value, type) => {
    params.push(value);
    return `CAST(${dialect === 'postgres' ? `$${params.length}` : '?'} AS ${type})`;
  };
  const text = (value) => place(value, 'TEXT');
  const number = (value) => place(value, 'BIGINT');
  const list = (keys) => keys.map(text).join(', ');
  const clock = () => (time === undefined ? `CAST(${CLOCKS[dialect]} AS BIGINT)` : number(time));
  return { params, text, number, list, clock };
}

/**
 * The keys as rows, beside the time: one reading of the clock for all of them. Not by UNION, of which D1 takes only
 * four; both databases call the column of VALUES `column1`.
 */
const wanted = (keys, { text, clock }) => {
  const rows = keys.map((key) => `(${text(key)})`);
  return `(SELECT column1 AS event_key FROM (VALUES ${rows.join(', ')}) AS given) AS wanted,
  (SELECT ${clock()} AS now) AS clock`;
};

/**
 * Writes the open keys, unless `unless` is done or another token holds a key. SQLite writes one statement
 * at a time, so there this is all or nothing. In PostgreSQL another statement can take a key after this
 * one has looked and before it writes: then too few rows come back. `was_mine` tells which of them this
 * token had before (what a statement reads is as it was at its start). Rows are written in one order, so that
 * PostgreSQL, which locks them one by one, never has two statements wait for each other.
 */
export function claimStatement({ dialect, table, time }, { keys, token, ttlMs, unless }) {
  const sql = statement(dialect, time);
  const { params, text, number, list, clock } = sql;
  const query = `INSERT INTO ${table} (event_key, token, expires_at)
SELECT wanted.event_key, ${text(token)}, clock.now + ${number(ttlMs)}
FROM ${wanted(keys, sql)}
WHERE NOT EXISTS (SELECT 1 FROM ${table} AS known WHERE known.expires_at > clock.now AND (
  (known.token <> ${text(token)} AND known.event_key IN (${list(keys)}))
  OR (known.token IS NULL AND known.event_key = ${text(unless ?? null)})))
ORDER BY wanted.event_key
ON CONFLICT (event_key) DO UPDATE SET token = excluded.token, expires_at = excluded.expires_at
WHERE ${table}.token = excluded.token OR ${table}.expires_at <= excluded.expires_at - ${number(ttlMs)}
RETURNING event_key`;
  if (dialect !== 'postgres') return { query, params };
  return {
    query: `${query}, EXISTS (SELECT 1 FROM ${table} AS old WHERE old.event_key = ${table}.event_key
  AND old.token = ${text(token)} AND old.expires_at > ${clock()}) AS was_mine`,
    params,
  };
}

/** The keys among these that are done or claimed. */
export function lookStatement({ dialect, table, time }, keys) {
  const { params, list, clock } = statement(dialect, time);
  const query = `SELECT event_key, token FROM ${table} WHERE event_key IN (${list(keys)}) AND expires_at > ${clock()}`;
  return { query, params };
}

export function completeStatement({ dialect, table, time }, task) {
  const sql = statement(dialect, time);
  const query = dialect === 'postgres' ? completePostgres(table, task, sql) : completeSqlite(table, task, sql);
  return { query, params: sql.params };
}

/** Leaves alone what another token holds, and does not shorten what is done already. */
const marking = (table, { token, retainMs }, { text, number }) => `ORDER BY wanted.event_key
ON CONFLICT (event_key) DO UPDATE SET token = NULL, expires_at = CASE
  WHEN ${table}.token IS NULL AND ${table}.expires_at > excluded.expires_at THEN ${table}.expires_at
  ELSE excluded.expires_at END
WHERE ${table}.token IS NULL OR ${table}.token = ${text(token)}
  OR ${table}.expires_at <= excluded.expires_at - ${number(retainMs)}
RETURNING event_key`;

const marks = (table, { retainMs }, keys, sql) => `INSERT INTO ${table} (event_key, token, expires_at)
SELECT wanted.event_key, CAST(NULL AS TEXT), clock.now + ${sql.number(retainMs)}
FROM ${wanted(keys, sql)}`;

/** The second part counts what the first has written. */
function completePostgres(table, task, sql) {
  const { keys, also } = task;
  const own = `${marks(table, task, keys, sql)} ${marking(table, task, sql)}`;
  if (also.length === 0) return own;
  const others = `${marks(table, task, also, sql)}
WHERE (SELECT count(*) FROM own) = ${sql.number(keys.length)} ${marking(table, task, sql)}`;
  return `WITH own AS (${own}), others AS (${others}) SELECT event_key FROM own`;
}

/** SQLite has no such parts; but nobody writes between its looking and its writing. */
function completeSqlite(table, task, sql) {
  const { keys, also, token } = task;
  const { text, list } = sql;
  return `${marks(table, task, [...keys, ...also], sql)}
WHERE wanted.event_key IN (${list(keys)}) OR NOT EXISTS (SELECT 1 FROM ${table} AS known
  WHERE known.event_key IN (${list(keys)}) AND known.token <> ${text(token)} AND known.expires_at > clock.now)
${marking(table, task, sql)}`;
}

/**
 * Marks as done, whoever has claimed it, and gives those that were not. What another transaction is marking, PostgreSQL
 * waits for; the order of rows is that of the claim.
 */
export function rememberStatement({ dialect, table }, task) {
  const sql = statement(dialect);
  const query = `${marks(table, task, task.keys, sql)}
ORDER BY wanted.event_key
ON CONFLICT (event_key) DO UPDATE SET token = NULL, expires_at = excluded.expires_at
WHERE ${table}.token IS NOT NULL OR ${table}.expires_at <= excluded.expires_at - ${sql.number(task.retainMs)}
RETURNING event_key`;
  return { query, params: sql.params };
}

/** One key a statement: deleting several would lock them in an order of the database's own. */
export function releaseStatement({ dialect, table }, key, token) {
  const { params, text } = statement(dialect);
  return { query: `DELETE FROM ${table} WHERE event_key = ${text(key)} AND token = ${text(token)}`, params };
}

export function purgeStatement({ dialect, table, time }) {
  const { params, clock } = statement(dialect, time);
  return { query: `DELETE FROM ${table} WHERE expires_at <= ${clock()}`, params };
}
