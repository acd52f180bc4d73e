/**
 * Onerway payments, verified and asked.
 *
 * Every function works synchronously after a plain import; there is nothing to initialise.
 * Keep the secret on a server: whoever has it can forge every callback and sign every request.
 *
 * @packageDocumentation
 */

export * from './types/callbacks.js';
export * from './types/events.js';
export * from './types/fields.js';
export * from './types/values.js';
export * from './types/handler.js';
export * from './types/client.js';
export * from './types/queries.js';
export * from './types/records.js';
export * from './types/confirmation.js';
export * from './types/vouchers.js';
export * from './types/signing.js';
export * from './types/webhooks.js';
export * from './types/errors.js';
export type { IdempotencyStore } from './stores.js';
