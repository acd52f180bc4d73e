// The client: its settings, and what it asks. Nothing here is run.

import { Onerway } from 'onerway-edge';
import type {
  AllOptions,
  CallbackRecord,
  CallOptions,
  ChargebackInfo,
  ConfirmedEvent,
  LosslessJson,
  OnerwayOptions,
  Page,
  PaymentInfo,
  PostOptions,
  Progress,
  QueryOptions,
  ResultRecord,
  Settlement,
  TransactionsParams,
  TxnInfo,
  WaitOptions,
  WithoutPage,
} from 'onerway-edge';

import { merchantNo, same, secret, use } from './helpers.js';

const settings: QueryOptions = { merchantNo, secret, environment: 'sandbox', timeZone: '+08:00' };
const clientOptions: OnerwayOptions = { ...settings, fetch: async (request, { signal }) => fetch(request, { signal }), timeoutMs: 1000 };
const onerway = new Onerway(clientOptions);
const callOptions: CallOptions = { signal: new AbortController().signal };
async function ask(): Promise<void> {
  same<typeof listed, Page<TxnInfo>>(true);
  const listed = await onerway.transactions.list({ transactionIds: ['1', '2'] }, callOptions);
  const one: TxnInfo | null = await onerway.transactions.get({ transactionId: '1' });
  const other: TxnInfo | null = await onerway.transactions.get({ merchantTxnId: '1' }, callOptions);
  const intent: PaymentInfo | null = await onerway.payments.get({ paymentId: '1' });
  const intents: Page<PaymentInfo> = await onerway.payments.list({ paymentId: '1', size: 10 });
  const disputes: Page<ChargebackInfo> = await onerway.chargebacks.list({ chargebackIds: '1' });
  use(one, other, intent, intents, disputes);
  // @ts-expect-error one of the two
  await onerway.transactions.get({});
  // @ts-expect-error transactions have no paymentId to be found by
  await onerway.transactions.get({ paymentId: '1' });
  // @ts-expect-error the documents name no single chargeback
  await onerway.chargebacks.get({ chargebackId: '1' });
}

// ---- all records, other calls, results that are waited for
async function walk(): Promise<void> {
  const all: WithoutPage<TransactionsParams> = { startTime: '2024-01-01 00:00:00', endTime: new Date(), size: 50 };
  const options: AllOptions = { concurrency: 4, thorough: true, onProgress: (progress) => same<typeof progress, Progress>(true) };
  for await (const record of onerway.transactions.all(all, options)) {
    same<typeof record, TxnInfo>(true);
    same<typeof record.settlement, Settlement | null>(true);
  }
  for await (const record of onerway.payments.all({ paymentId: '1' })) same<typeof record, PaymentInfo>(true);
  for await (const record of onerway.chargebacks.all({ chargebackIds: '1' })) same<typeof record, ChargebackInfo>(true);
  // @ts-expect-error the pages are read one after the other
  onerway.transactions.all({ transactionIds: '1', current: 2 });
  // @ts-expect-error a chargeback has other times
  onerway.chargebacks.all({ startTime: '2024-01-01 00:00:00' });
  // @ts-expect-error one of both
  await onerway.transactions.get({ transactionId: '1', merchantTxnId: '2' });
}
async function call(): Promise<LosslessJson> {
  const options: PostOptions = { retries: 1, signal: new AbortController().signal };
  // @ts-expect-error no such option
  await onerway.post('/v1/txn/onlineRefund', {}, { timeoutMs: 1 });
  return onerway.post('/v1/txn/onlineRefund', { refundAmount: '19.90' }, options);
}
async function waitFor(): Promise<ConfirmedEvent> {
  const options: WaitOptions = {
    timeoutMs: 1000,
    handler: (event, { signal, keys }) => {
      same<typeof event, ConfirmedEvent>(true);
      same<typeof keys, string[]>(true);
      use(signal);
    },
  };
  // @ts-expect-error by the transactionId only
  await onerway.waitForResult({ merchantTxnId: 'A-1' });
  return onerway.waitForResult({ transactionId: '1' }, options);
}

// ---- settings
new Onerway({ ...settings, retries: 0, retryDelayMs: 100, log: (record: CallbackRecord | ResultRecord) => use(record.name) });
// @ts-expect-error a number of milliseconds
new Onerway({ ...settings, now: () => new Date() });
// @ts-expect-error options are required
new Onerway();
// @ts-expect-error the queries of a client are its own
onerway.transactions = onerway.payments;

use(ask, walk, call, waitFor);
