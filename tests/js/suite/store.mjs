// A store for the suite: the contract of stores.d.ts in memory, with a clock that a test moves and faults that it plants.

/**
 * `faults[operation]` is called before the operation, and `delays[operation]`, with its result, after it has taken effect:
 * what they throw the store throws, what they wait for it waits for.
 */
export function testStore() {
  const entries = new Map();
  const store = { faults: {}, delays: {}, late: 0, calls: [], entries };
  const now = () => Date.now() + store.late;
  const alive = (key) => {
    const entry = entries.get(key);
    return entry && entry.until > now() ? entry : undefined;
  };
  const isDone = (key) => alive(key)?.token === undefined && alive(key) !== undefined;
  const operations = {
    claim(keys, { token, ttlMs, unless }) {
      if (keys.every(isDone)) return 'done';
      if (unless !== undefined && isDone(unless)) return 'superseded';
      const open = keys.filter((key) => !isDone(key));
      if (open.some((key) => alive(key) && alive(key).token !== token)) return 'held';
      for (const key of open) entries.set(key, { token, until: now() + ttlMs });
      return 'claimed';
    },
    complete(keys, { token, retainMs, also = [] }) {
      const lost = keys.some((key) => alive(key)?.token !== undefined && alive(key).token !== token);
      for (const key of [...keys, ...(lost ? [] : also)]) {
        const owner = alive(key)?.token;
        if (owner === undefined || owner === token) entries.set(key, { until: now() + retainMs });
      }
      return !lost;
    },
    release(keys, { token }) {
      for (const key of keys) if (alive(key)?.token === token) entries.delete(key);
    },
  };
  for (const [name, run] of Object.entries(operations)) {
    store[name] = async (keys, options) => {
      store.calls.push({ name, keys, options });
      await store.faults[name]?.(keys, options);
      const result = run(keys, options);
      await store.delays[name]?.(keys, options, result);
      return result;
    };
  }
  return store;
}

/** A promise that its owner settles. */
export function gate() {
  const gate = {};
  gate.opened = new Promise((resolve, reject) => Object.assign(gate, { open: resolve, fail: reject }));
  gate.opened.catch(() => {});
  return gate;
}

export const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));
export const never = () => new Promise(() => {});
