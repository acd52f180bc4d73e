// One record for each callback: what a logger may keep. No value of a field is in it but types and states.

/** Ids that lead to a person only with the gateway's books: their last four characters. */
export function masked(id) {
  return id === null || id === undefined ? undefined : `...${id.slice(-4)}`;
}

/** A key, its ids masked. */
export function maskedKey(key) {
  return key
    ?.split(':')
    .map((part) => (/\d{8,}/.test(part) ? masked(part) : part))
    .join(':');
}

/** What a record tells of an event. */
export function told(event) {
  if (event === undefined) return {};
  if (event.trust === 'unconfirmed') {
    const { notifyType, transactionId } = event.claimed;
    const doubts = event.doubts.map(({ code, field }) => `${code}:${field}`);
    return { trust: event.trust, notifyType: known(notifyType), transactionId: masked(transactionId), doubts };
  }
  const { trust, notifyType, operation, outcome, transactionId, idempotencyKeys } = event;
  return { trust, notifyType, operation, outcome, transactionId: masked(transactionId), key: maskedKey(idempotencyKeys[0]) };
}

/** A claimed type is anybody's text. */
function known(notifyType) {
  return ['TXN', 'CANCEL', 'REFUND_AUDIT', 'CHARGEBACK', 'PRE_DISPUTE'].includes(notifyType) ? notifyType : undefined;
}
