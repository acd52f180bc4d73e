// The types of the stores that `require` gets are those of `import`.

import stores = require('onerway-edge/stores/cjs');

const store: stores.IdempotencyStore = stores.memoryStore({ maxKeys: 10 });
const answer: Promise<stores.ClaimResult> = store.claim(['key'], { token: 'one', ttlMs: 1000 });
const table: stores.TableStore = stores.sqlStore({ query: async () => [], dialect: 'postgres' });
// @ts-expect-error a dialect is required
stores.sqlStore({ query: async () => [] });
// @ts-expect-error a promise
answer.length;
export { table };
