/** @import * as Api from '../stores.js' */

import { checkClaim, checkComplete, checkMethod, checkName, checkNow, checkRelease, failed } from './checks.js';
import { decideClaim, decideComplete, decideRelease } from './rules.js';

const MOST_TRIES = 50;

/** @type {typeof Api.denoKvStore} */
export function denoKvStore(kv, { prefix = 'onerway', now = Date.now } = {}) {
  checkMethod(kv, 'getMany', 'kv');
  checkName(prefix, 'prefix');
  checkNow(now);

  /**
   * Reads, decides and writes; again from the start where one of the records has changed meanwhile. Each operation
   * can be done twice: whoever holds a claim gets it again, what is done stays done.
   */
  async function transact(keys, decide) {
    for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
      const entries = await kv.getMany(keys.map((key) => [prefix, key]));
      const records = new Map(keys.map((key, index) => [key, entries[index].value ?? undefined]));
      const time = now();
      const { answer, puts = [], deletes = [] } = decide((key) => records.get(key), time);
      if (puts.length === 0 && deletes.length === 0) return answer;
      const atomic = kv.atomic().check(...entries);
      for (const [key, record] of puts) atomic.set([prefix, key], record, { expireIn: record.until - time });
      for (const key of deletes) atomic.delete([prefix, key]);
      if (await commits(atomic)) return answer;
      // Whoever lost waits a little, each another while, else all meet again.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(tries, 10) * 4));
    }
    throw failed(`denoKvStore: ${MOST_TRIES} times another one was writing`);
  }

  async function commits(atomic) {
    try {
      return (await atomic.commit()).ok;
    } catch (error) {
      // What a database in a file says where another process is writing.
      if (/database is locked/.test(error?.message)) return false;
      throw error;
    }
  }

  return {
    async claim(keys, options) {
      const task = checkClaim(keys, options);
      const read = task.unless === undefined ? task.keys : [...new Set([...task.keys, task.unless])];
      return transact(read, (get, time) => decideClaim(get, task, time));
    },
    async complete(keys, options) {
      const task = checkComplete(keys, options);
      return transact([...task.keys, ...task.also], (get, time) => decideComplete(get, task, time));
    },
    async release(keys, options) {
      const task = checkRelease(keys, options);
      await transact(task.keys, (get) => ({ deletes: decideRelease(get, task) }));
    },
  };
}
