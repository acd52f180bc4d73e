/** @import * as Api from '../index.js' */

// One record for each callback: what a logger may keep. No value of a field is in it but types and states.

/** Ids that lead to a person only with the gateway's books: the last four characters of long ones. */
function masked(id) {
  if (typeof id !== 'string') return undefined;
  return id.length > 8 ? `...${id.slice(-4)}` : '...';
}

/** A key with its id masked: merchantNo, types and states stay. */
function maskedKey(key) {
  const parts = key.split(':');
  // Of a dispute: notifyType, id, state. Else a word, merchantNo, id, and what follows.
  const at = parts.length > 3 ? 2 : 1;
  return parts.map((part, index) => (index === at ? masked(part) : part)).join(':');
}

/** A name of a field that looks like one. Names come from outside too, and can be anything. */
export function wordOf(name) {
  return typeof name === 'string' && /^[A-Za-z]{1,40}\d{0,2}$/.test(name) ? name : undefined;
}

/** The class of what was thrown. That belongs to the caller: its message can say anything, and its name too. */
export function classOf(thrown) {
  try {
    const { name, constructor } = thrown;
    return /^[A-Z][A-Za-z]{0,40}Error$/.test(name) ? name : wordOf(constructor.name);
  } catch {
    return undefined;
  }
}

/**
 * What a record tells of an event.
 *
 * @param {Api.CallbackEvent | Api.ConfirmedEvent | undefined} event
 * @returns {{ [N in 'trust' | 'notifyType' | 'operation' | 'outcome' | 'transactionId' | 'key' | 'doubts']?: Api.CallbackRecord[N] }}
 */
export function told(event) {
  if (event === undefined) return {};
  if (event.trust === 'unconfirmed') {
    const { notifyType, transactionId } = event.claimed;
    const doubts = event.doubts.map(({ code, field }) => `${code}:${wordOf(field) ?? '?'}`);
    return { trust: event.trust, notifyType: known(notifyType), transactionId: masked(transactionId), doubts };
  }
  const { trust, notifyType, operation, outcome, transactionId, idempotencyKeys } = event;
  return { trust, notifyType, operation, outcome, transactionId: masked(transactionId), key: maskedKey(idempotencyKeys[0]) };
}

/** A claimed type is anybody's text. */
function known(notifyType) {
  return ['TXN', 'CANCEL', 'REFUND_AUDIT', 'CHARGEBACK', 'PRE_DISPUTE'].includes(notifyType) ? notifyType : undefined;
}

/**
 * Hands a record to the logger, without what is not known. One that fails must not change what becomes of a payment.
 *
 * @param {Api.OnerwayOptions['log']} log
 * @param {Omit<Partial<Api.CallbackRecord>, 'name' | 'code'> & Pick<Api.CallbackRecord | Api.ResultRecord, 'name' | 'code'>} record
 */
export function tell(log, record) {
  const known = Object.entries(record).filter(([, value]) => value !== undefined);
  try {
    Promise.resolve(log?.(/** @type {any} */ (Object.fromEntries(known)))).catch(() => {});
  } catch {}
}
