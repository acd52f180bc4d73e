/** @import * as Api from '../stores.js' */

import { OnerwayError } from '../src/error.js';
import { checkClaim, checkComplete, checkNow, checkRelease, failed, invalid } from './checks.js';
import { decideClaim, decideComplete, decideRelease } from './rules.js';

/** @type {typeof Api.memoryStore} */
export function memoryStore({ maxKeys = 100_000, now = Date.now } = {}) {
  if (!Number.isInteger(maxKeys) || maxKeys < 1) throw invalid('config_invalid', 'maxKeys', 'is a whole number, 1 or more');
  checkNow(now);
  // In the order in which they were written last.
  const records = new Map();
  const get = (key) => records.get(key);
  // Nothing expires before: looking through all records is worth it only then.
  let firstExpiry = Infinity;

  function dropExpired(time) {
    firstExpiry = Infinity;
    for (const [key, { until }] of records) {
      if (until <= time) records.delete(key);
      else firstExpiry = Math.min(firstExpiry, until);
    }
  }

  /** Nothing is written unless there is room for all. */
  function makeRoom(puts, time) {
    const written = new Set(puts.map(([key]) => key));
    const missing = () => records.size + puts.filter(([key]) => !records.has(key)).length - maxKeys;
    if (missing() <= 0) return;
    if (firstExpiry <= time) dropExpired(time);
    let needed = missing();
    if (needed <= 0) return;
    const oldest = [];
    for (const [key, { done }] of records) {
      if (done && !written.has(key)) oldest.push(key);
      if (oldest.length === needed) break;
    }
    if (oldest.length < needed) throw failed('memoryStore: maxKeys are claimed at this moment; raise maxKeys');
    for (const key of oldest) records.delete(key);
  }

  function write(puts, time) {
    makeRoom(puts, time);
    for (const [key, record] of puts) {
      records.delete(key);
      records.set(key, record);
      firstExpiry = Math.min(firstExpiry, record.until);
    }
  }

  return {
    async claim(keys, options) {
      const time = now();
      const { answer, puts } = decideClaim(get, checkClaim(keys, options), time);
      write(puts, time);
      return answer;
    },
    async complete(keys, options) {
      const time = now();
      const { answer, puts } = decideComplete(get, checkComplete(keys, options), time);
      // The keys are claimed, so they have their room. Where `also` has none, the result is done all the same.
      const isOwn = (/** @type {any} */ [key]) => keys.includes(key);
      write(puts.filter(isOwn), time);
      try {
        write(puts.filter((put) => !isOwn(put)), time);
      } catch (error) {
        if (!(error instanceof OnerwayError)) throw error;
      }
      return answer;
    },
    async release(keys, options) {
      for (const key of decideRelease(get, checkRelease(keys, options))) records.delete(key);
    },
  };
}
