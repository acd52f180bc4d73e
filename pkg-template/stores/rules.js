/** @import * as Api from '../stores.js' */

// The rules for stores that read records, decide, and write all in one transaction. A record is
// `{ token, until }` for a claim and `{ done: true, until }` for a key that is done; `until` is in Unix
// milliseconds. A record past it counts as none, whether or not it still lies there.

const isDone = (record, now) => record?.done === true && record.until > now;
const isTaken = (record, token, now) => record !== undefined && !record.done && record.token !== token && record.until > now;

/**
 * What to answer, and the records to write: pairs of key and record.
 *
 * @returns {{ answer: Api.ClaimResult, puts: [string, object][] }}
 */
export function decideClaim(get, { keys, token, ttlMs, unless }, now) {
  const open = keys.filter((key) => !isDone(get(key), now));
  const answer = (() => {
    if (open.length === 0) return 'done';
    if (unless !== undefined && isDone(get(unless), now)) return 'superseded';
    if (open.some((key) => isTaken(get(key), token, now))) return 'held';
    return 'claimed';
  })();
  const record = { token, until: now + ttlMs };
  return { answer, puts: answer === 'claimed' ? open.map((key) => [key, record]) : [] };
}

export function decideComplete(get, { keys, token, retainMs, also }, now) {
  const isFree = (key) => !isTaken(get(key), token, now);
  const answer = keys.every(isFree);
  const until = now + retainMs;
  // What is done already stays so at least as long as it was promised.
  const isKeptLonger = (key) => isDone(get(key), now) && get(key).until >= until;
  const marked = [...keys, ...(answer ? also : [])].filter((key) => isFree(key) && !isKeptLonger(key));
  return { answer, puts: marked.map((key) => [key, { done: true, until }]) };
}

/** The keys to forget. */
export function decideRelease(get, { keys, token }) {
  return keys.filter((key) => {
    const record = get(key);
    return record !== undefined && !record.done && record.token === token;
  });
}
