export { checkCallback, verifyCallback, verifyRequest } from './callback.js';
export { Onerway } from './client.js';
export { OnerwayError } from './error.js';
export { buildQuery, buildQueryRequest, parseQueryResponse } from './query.js';
export { canonicalString, sign, signRequest, verifyResponse } from './signing.js';
