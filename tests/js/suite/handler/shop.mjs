// A shop that the tests of the handler deliver to.

import { see, seeEvent } from '../seen.mjs';
import { testStore } from '../store.mjs';
import { MERCHANT_NO, SECRET, TRANSACTION_ID, streamRequest } from '../values.mjs';

export const ADDRESS = 'https://shop.example/notify';
export const IDS = { transactionId: TRANSACTION_ID, merchantNo: MERCHANT_NO };
export const KEY = `txn:${MERCHANT_NO}:${TRANSACTION_ID}:SALE:S`;
export const PAYMENT_ID = '1826814232868814800';

/** A shop: its client and store, what it logged, and what its handler got. `answer` is the gateway's. */
export function shopOf(api, { handler = () => {}, options = {}, settings = {}, answer } = {}) {
  const shop = { store: testStore(), records: [], events: [], asked: [], work: [] };
  const fetch = async (request, init) => {
    shop.asked.push({ path: new URL(request.url).pathname, fields: JSON.parse(await request.clone().text()) });
    const answered = await answer(request, init);
    return typeof answered === 'string' ? new Response(answered) : answered;
  };
  shop.onerway = new api.Onerway({
    merchantNo: MERCHANT_NO,
    secret: SECRET,
    environment: 'sandbox',
    store: shop.store,
    log: (record) => shop.records.push(see('CallbackRecord', record)),
    fetch,
    retries: 0,
    ...settings,
  });
  const handle = (event, context) => {
    shop.events.push(event);
    seeEvent(event, options.knownFields);
    return handler(event, see('HandlerContext', context));
  };
  /** `[status, text, code]` */
  shop.post = async (body, init = {}) => {
    const waitUntil = (work) => shop.work.push(work);
    const response = await shop.onerway.handleCallback(requestOf(body, init), handle, { waitUntil, ...options });
    return [response.status, await response.text(), shop.records.at(-1)?.code];
  };
  /** All that is under way has ended. */
  shop.settled = () => Promise.all(shop.work);
  return shop;
}

export function requestOf(body, init = {}) {
  if (body instanceof ReadableStream) return streamRequest(ADDRESS, body, init);
  const request = { method: 'POST', ...(body === undefined ? {} : { body, duplex: 'half' }), ...init };
  return new Request(ADDRESS, request);
}

export const HANDLED = [200, TRANSACTION_ID, 'handled'];
export const DUPLICATE = [200, TRANSACTION_ID, 'duplicate'];
export const SUPERSEDED = [200, TRANSACTION_ID, 'superseded'];
export const later = (code) => [503, 'try again later', code];
