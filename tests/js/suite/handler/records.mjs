// What the gateway sends and knows, beside the sale of values.mjs.

import { TRANSACTION_ID, answerBody, callbackBody, signedBody } from '../values.mjs';
import { IDS, PAYMENT_ID, shopOf } from './shop.mjs';

/** What the gateway sends of a chargeback. */
export function chargebackBody(api, more = {}) {
  const time = '2024-07-09 13:57:19';
  const fields = { chargebackAmount: '19.90', chargebackCurrency: 'USD', chargebackDate: time, chargebackStatus: 'NEW', importTime: time };
  return signedBody(api, { notifyType: 'CHARGEBACK', ...IDS, ...fields, ...more });
}

export const RECORDS = {
  sale: {
    transactionId: TRANSACTION_ID,
    merchantTxnId: 'A-1',
    txnType: 'SALE',
    status: 'S',
    orderAmount: '19.90',
    orderCurrency: 'USD',
    txnTime: '2024-07-09 13:57:01',
    txnTimeZone: '+08:00',
    paymentMethod: 'VISA',
  },
  chargeback: {
    chargebackId: TRANSACTION_ID,
    merchantTxnId: 'A-1',
    originTransactionId: PAYMENT_ID,
    chargebackAmount: '19.90',
    chargebackCurrency: 'USD',
    chargebackStatus: 'FAS',
  },
};

/** A callback with a doubt: a field that nobody knows. */
export const doubtful = (api, fields = {}) => callbackBody(api, { zNew: '1', ...fields });

export const gatewayOf = (api, records, more) => shopOf(api, { answer: () => answerBody(records), ...more });
