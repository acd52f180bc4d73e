/** @import * as Api from '../stores.js' */

import { checkClaim, checkComplete, checkMethod, checkName, checkRelease, failed } from './checks.js';
import { decideClaim, decideComplete, decideRelease } from './rules.js';

// Never asked for by anybody: the object is reached through its stub.
const ADDRESS = 'https://idempotency.invalid/';
const DAY_MS = 24 * 60 * 60 * 1000;
const NEXT_PAGE_MS = 1000;
const PAGE = 1000;
// No call of the storage takes more.
const MOST_DELETED = 128;

/**
 * All keys of a name lie in one object: only so can several keys be claimed at once.
 *
 * @type {typeof Api.durableObjectStore}
 */
export function durableObjectStore(namespace, { name = 'onerway' } = {}) {
  checkMethod(namespace, 'idFromName', 'namespace');
  checkName(name, 'name');
  const ask = async (operation, task) => {
    // Anew for each call: a stub that has failed once fails for ever.
    const stub = namespace.get(namespace.idFromName(name));
    const response = await stub.fetch(ADDRESS + operation, {
      method: 'POST',
      body: JSON.stringify(task),
    });
    if (!response.ok) throw failed(`durableObjectStore: the object answered with status ${response.status}`);
    return (await response.json()).answer;
  };
  return {
    claim: async (keys, options) => ask('claim', checkClaim(keys, options)),
    complete: async (keys, options) => ask('complete', checkComplete(keys, options)),
    release: async (keys, options) => ask('release', checkRelease(keys, options)),
  };
}

/** A plain class, so that importing this file needs nothing of Cloudflare's. */
export class IdempotencyObject {
  #storage;
  #isPurgeDue = false;
  #purged;

  /** @param {ConstructorParameters<typeof Api.IdempotencyObject>[0]} state */
  constructor(state) {
    this.#storage = state.storage;
  }

  /** @type {Api.IdempotencyObject['fetch']} */
  async fetch(request) {
    const operations = {
      claim: (task) => this.#decide(task, decideClaim),
      complete: (task) => this.#decide(task, decideComplete),
      release: (task) => this.#release(task),
    };
    const operation = request.url.slice(ADDRESS.length);
    if (request.method !== 'POST' || !Object.hasOwn(operations, operation)) return new Response(null, { status: 404 });
    const answer = await operations[operation](await request.json());
    return Response.json({ answer });
  }

  async #decide(task, decide) {
    const answer = await this.#storage.transaction(async (transaction) => {
      const { keys, also = [], unless } = task;
      const records = await transaction.get([...new Set([...keys, ...also, ...(unless === undefined ? [] : [unless])])]);
      const { answer, puts } = decide((key) => records.get(key), task, Date.now());
      // One by one: as names of an object, keys could not be called `__proto__`.
      await Promise.all(puts.map(([key, record]) => transaction.put(key, record)));
      return answer;
    });
    await this.#planPurge();
    return answer;
  }

  #release(task) {
    return this.#storage.transaction(async (transaction) => {
      const records = await transaction.get(task.keys);
      const released = decideRelease((key) => records.get(key), task);
      if (released.length > 0) await transaction.delete(released);
    });
  }

  async #planPurge() {
    if (this.#isPurgeDue) return;
    if ((await this.#storage.getAlarm()) === null) await this.#storage.setAlarm(Date.now() + DAY_MS);
    this.#isPurgeDue = true;
  }

  /** Looks through one page of records a time, so that no callback waits for a long purge. */
  async alarm() {
    const page = await this.#storage.list({ limit: PAGE, ...(this.#purged !== undefined && { startAfter: this.#purged }) });
    const now = Date.now();
    const expired = [...page].filter(([, { until }]) => until <= now).map(([key]) => key);
    for (let at = 0; at < expired.length; at += MOST_DELETED) {
      await this.#storage.delete(expired.slice(at, at + MOST_DELETED));
    }
    const isLast = page.size < PAGE;
    const isEmpty = isLast && this.#purged === undefined && expired.length === page.size;
    this.#purged = isLast ? undefined : [...page.keys()].at(-1);
    // An object that has nothing any more is not woken up again.
    this.#isPurgeDue = !isEmpty;
    if (!isEmpty) await this.#storage.setAlarm(now + (isLast ? DAY_MS : NEXT_PAGE_MS));
  }
}
