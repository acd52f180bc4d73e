/** @import * as Api from '../index.js' */

// One event to the merchant's handler: at most one at a time, and remembered once it has ended.

import { OnerwayError } from './error.js';
import { invalid } from './settings.js';
import { MAX_RETAIN_MS } from './time.js';

const CLAIM_MS = 60_000;
const RETAIN_MS = 30 * 24 * 60 * 60 * 1000;
/** Onerway delivers again after so long: a claim has to be over by then. */
const REDELIVERY_MS = 30 * 60 * 1000;

/** The options that claimSettings reads. */
export const CLAIM_OPTIONS = ['store', 'claimMs', 'retainMs'];

export function checkStore(store) {
  for (const operation of ['claim', 'complete', 'release']) {
    if (typeof store?.[operation] !== 'function') invalid('store', `has no function ${operation}`);
  }
}

/**
 * The store, and for how long it holds a claim and remembers an end.
 *
 * @param {Api.HandlerOptions<string> | Api.DeliverUnconfirmedOptions<string> | Api.WaitOptions | undefined} options
 * @param {Api.IdempotencyStore | undefined} clientStore
 */
export function claimSettings(options, clientStore) {
  const { store = clientStore, claimMs = CLAIM_MS, retainMs = RETAIN_MS } = options ?? {};
  if (store === undefined) {
    throw new OnerwayError('config_missing', 'store: is missing; take one of onerway-edge/stores', { field: 'store' });
  }
  checkStore(store);
  if (!(Number.isInteger(claimMs) && claimMs > 0 && claimMs < REDELIVERY_MS)) {
    invalid('claimMs', 'is a whole number of milliseconds under 30 minutes');
  }
  if (!(Number.isInteger(retainMs) && retainMs > claimMs && retainMs <= MAX_RETAIN_MS)) {
    invalid('retainMs', 'is a whole number of milliseconds above claimMs, at most 100 years');
  }
  return { store, claimMs, retainMs };
}

/**
 * Claims the event's keys, runs the handler, and notes that it has ended. Gives a `code`: handled, duplicate, superseded,
 * held, timeout, claim_lost, store_failed, or handler_failed with what was `thrown`.
 *
 * `seen.inStore` is true while the store has the word.
 *
 * @returns {Promise<{ code: Api.CallbackCode, thrown?: any }>}
 */
export async function deliverOnce(event, eventKeys, handler, claims, signal, seen = {}) {
  const { store, claimMs, retainMs } = /** @type {ReturnType<typeof claimSettings>} */ (claims);
  if (signal.aborted) return { code: 'timeout' };
  // Taken now: the handler gets the event, and may change it. The first key is the result's own, and decides whether it is
  // new. That of the payment decides only where the payment is closed: that is told under an attempt that had failed
  // before. Otherwise whoever names the payment and whoever does not would tell two results.
  const deciding = event.paymentStatus === 'N' ? eventKeys.length : 1;
  const [keys, also] = [eventKeys.slice(0, deciding), eventKeys.slice(deciding)];
  const isFinal = event.final;
  // A status that is final ends what may still be told of the transaction, but for disputes.
  const hasEnd = event.trust !== 'unconfirmed' && event.operation !== 'dispute';
  const end = hasEnd ? `final:${event.merchantNo}:${event.transactionId}` : undefined;
  const token = crypto.randomUUID();
  const stored = async (operation, options) => {
    seen.inStore = true;
    try {
      return await store[operation](keys, { token, ...options });
    } catch (cause) {
      throw new OnerwayError('store_failed', `the store failed to ${operation}`, { cause });
    } finally {
      seen.inStore = false;
    }
  };
  const claim = await stored('claim', { ttlMs: claimMs, ...(hasEnd && !isFinal ? { unless: end } : {}) });
  if (claim === 'done') return { code: 'duplicate' };
  if (claim === 'superseded' || claim === 'held') return { code: claim };
  if (claim !== 'claimed') return { code: 'store_failed' };
  if (signal.aborted) {
    await stored('release');
    return { code: 'timeout' };
  }
  try {
    await handler(event, { signal, keys: [...keys] });
  } catch (thrown) {
    // Where the release fails too, the claim runs out.
    await stored('release').catch(() => {});
    return { code: 'handler_failed', thrown };
  }
  if (isFinal && hasEnd) also.push(end);
  const isOwn = await stored('complete', { retainMs, ...(also.length > 0 ? { also } : {}) });
  if (isOwn === true) return { code: 'handled' };
  return { code: isOwn === false ? 'claim_lost' : 'store_failed' };
}
