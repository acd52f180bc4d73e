/** @import * as Api from '../index.js' */

// From an event to the query that confirms it, and from the gateway's answer to an event.

import { operations, outcomes } from 'virtual:texts';
import { call } from './core.js';
import { OnerwayError } from './error.js';
import { claimedMoney } from './callback.js';
import { wordOf } from './settings.js';

/** Kind of the query that tells of such an event, and the parameter for its transactionId; undefined without one. */
function queryOf(event) {
  return call((core) => core.confirmingQuery(wordOf(idsOf(event)?.notifyType)));
}

/** Whether the gateway can be asked about such an event. */
export function canConfirm(event) {
  return queryOf(event) !== undefined;
}

/** What has an event's ids and types: of an unconfirmed one, the claims. */
export const idsOf = (event) => (event?.trust === 'unconfirmed' ? event.claimed : event);

/** Kind and parameters of the query, and what is to be compared with its answer. */
export function confirmation(event) {
  const query = queryOf(event);
  if (query === undefined) {
    const what = idsOf(event)?.notifyType || 'a notification without notifyType';
    throw new OnerwayError('param_invalid', `event: no query tells of ${what}`, { field: 'event' });
  }
  const [kind, param] = query;
  const { transactionId, merchantTxnId, txnType } = idsOf(event);
  if (typeof transactionId !== 'string' || transactionId === '') {
    throw new OnerwayError('param_invalid', 'event: has no transactionId', { field: 'event' });
  }
  const money = event.trust === 'unconfirmed' ? claimedMoney(event) : moneyOf(event.order ?? event.disputed);
  return { kind, params: { [param]: [transactionId] }, claims: [transactionId, merchantTxnId, txnType, ...money].map(textOr) };
}

/** The same for the result of a transaction of which only the id is known. */
export function lookUp(transactionId) {
  return { kind: 'transactions', params: { transactionIds: [transactionId] }, claims: [transactionId, '', '', '', ''] };
}

const moneyOf = (money) => [money?.amount, money?.currency];
const textOr = (text) => text ?? '';

/**
 * The event that the gateway's answer tells: nothing in it comes from the notification. `openPayment` is the payment whose
 * state is to be asked for too; `payment` the answer to that.
 */
export function confirmed(kind, merchantNo, answer, claims, payment) {
  const parts = call((core) => core.confirm(kind, merchantNo, answer, claims, payment));
  const [record, texts, operation, outcome, paid, final, derived, openPayment] = parts;
  const [
    notifyType, merchant, transactionId, merchantTxnId, paymentId, txnType, status, paymentStatus, chargebackStatus,
    orderAmount, orderCurrency, txnAmount, txnCurrency, chargebackAmount, chargebackCurrency, originId, originOrder,
  ] = texts.map(orNull);
  const [occurredAt, ordered, settled, disputed, respCode, respMsg, ...keys] = derived.map(orNull);
  const money = (amount, currency, minorUnits) => (minorUnits === null ? null : { amount, currency, minorUnits });
  /** @type {{ [N in keyof Api.ConfirmedEvent]: N extends 'operation' ? Api.Operation : Api.ConfirmedEvent[N] }} */
  const event = {
    source: 'query',
    trust: 'confirmed',
    notifyType,
    operation: operations[operation],
    outcome: outcomes[outcome],
    paid: paid === 1,
    final: final === 1,
    merchantNo: merchant,
    transactionId,
    merchantTxnId,
    paymentId,
    txnType,
    status,
    paymentStatus,
    chargebackStatus,
    order: money(orderAmount, orderCurrency, ordered),
    settlement: money(txnAmount, txnCurrency, settled),
    disputed: money(chargebackAmount, chargebackCurrency, disputed),
    reason: respCode === null && respMsg === null ? null : { respCode, respMsg },
    occurredAt,
    idempotencyKeys: keys.filter((key) => key !== null),
    original: originId === null && originOrder === null ? null : { transactionId: originId, merchantTxnId: originOrder },
    record,
  };
  return { event, openPayment };
}

const orNull = (text) => (text === '' ? null : text);
