export { denoKvStore } from './deno-kv.js';
export { IdempotencyObject, durableObjectStore } from './durable-object.js';
export { memoryStore } from './memory.js';
export { redisStore } from './redis.js';
export { d1Store, sqlStore } from './sql.js';
