export { checkCallback, verifyCallback, verifyRequest } from './callback.js';
export { Onerway } from './client.js';
export { OnerwayError } from './error.js';
export { buildQuery, buildQueryRequest, parseQueryResponse, settlementOf } from './query.js';
export { canonicalString, sign, signCallback, signRequest, verifyResponse } from './signing.js';
export { parseVoucherResponse, voucherAvailability } from './voucher.js';
export { verifyHmacWebhook } from './webhook.js';
