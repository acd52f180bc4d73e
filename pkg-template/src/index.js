export { checkCallback, verifyCallback, verifyRequest } from './callback.js';
export { Onerway } from './client.js';
export { OnerwayError } from './error.js';
export { buildQuery, buildQueryRequest, parseQueryResponse, settlementOf } from './query.js';
export { canonicalString, sign, signCallback, signRequest, verifyResponse } from './signing.js';
export { verifyHmacWebhook } from './webhook.js';
