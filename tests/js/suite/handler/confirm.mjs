// onerway.confirm.

import { equal, fails } from '../harness.mjs';
import { seeEvent } from '../seen.mjs';
import { never } from '../store.mjs';
import { MERCHANT_NO, SECRET, TRANSACTION_ID, callbackBody, signedBody } from '../values.mjs';
import { RECORDS, doubtful, gatewayOf } from './records.mjs';
import { IDS, PAYMENT_ID, shopOf } from './shop.mjs';

export function confirm(test, api) {
  const keep = (body) => api.verifyCallback(body, { secret: SECRET, merchantNo: MERCHANT_NO, onDoubt: 'keep' });
  test('a refund tells its original', async () => {
    const refund = { ...RECORDS.sale, txnType: 'REFUND', originTransactionId: PAYMENT_ID, merchantTxnOriginalId: 'A-0' };
    const { onerway } = gatewayOf(api, [refund]);
    const event = await onerway.confirm(keep(callbackBody(api, { txnType: 'REFUND', originTransactionId: '1' })));
    equal([event.operation, event.paid, event.original], ['refund', false, { transactionId: PAYMENT_ID, merchantTxnId: 'A-0' }]);
  });
  test('what a record lacks, and nobody claimed, is null', async () => {
    const lacking = async (notifyType, record) => {
      const event = { trust: 'verified', notifyType, transactionId: TRANSACTION_ID };
      return seeEvent(await gatewayOf(api, [record]).onerway.confirm(event));
    };
    const { transactionId, status } = RECORDS.sale;
    const sale = await lacking('TXN', { transactionId, status });
    equal([sale.merchantTxnId, sale.txnType, sale.order, sale.original], [null, null, null, null]);
    const dispute = await lacking('CHARGEBACK', { chargebackId: transactionId });
    equal([dispute.chargebackStatus, dispute.disputed, dispute.original], [null, null, null]);
    const { original } = await lacking('CHARGEBACK', { chargebackId: transactionId, merchantTxnId: 'A-1' });
    equal(original, { transactionId: null, merchantTxnId: 'A-1' });
  });
  test('an event through JSON, and one that was confirmed', async () => {
    const { onerway } = gatewayOf(api, [RECORDS.sale]);
    const event = await onerway.confirm(JSON.parse(JSON.stringify(keep(doubtful(api)))));
    equal([event.trust, await onerway.confirm(event)], ['confirmed', event]);
    equal(JSON.parse(JSON.stringify(event)), event, 'through JSON');
  });
  test('a mismatch names the field', async () => {
    const { onerway } = gatewayOf(api, [{ ...RECORDS.sale, merchantTxnId: 'A-2' }]);
    await fails(api, { code: 'confirm_mismatch', field: 'merchantTxnId' }, () => onerway.confirm(keep(doubtful(api))));
  });
  test('a type that no query tells of', async () => {
    const { onerway, asked } = gatewayOf(api, []);
    const event = keep(signedBody(api, { notifyType: 'REFUND_AUDIT', ...IDS, status: 'F' }));
    await fails(api, { code: 'param_invalid', field: 'event' }, () => onerway.confirm(event));
    equal(asked, []);
  });
  for (const event of [undefined, null, 'TXN', 1, {}, { trust: 'unconfirmed' }, { notifyType: 'toString' }]) {
    test(`no event: ${JSON.stringify(event)}`, () =>
      fails(api, { code: 'param_invalid', field: 'event' }, () => gatewayOf(api, []).onerway.confirm(event)));
  }
  test('aborted', async () => {
    const { onerway } = shopOf(api, { answer: never });
    await fails(api, { code: 'aborted' }, () => onerway.confirm(keep(doubtful(api)), { signal: AbortSignal.abort() }));
  });
}
