// Queries: the worker asks the gateway through fetch, and the gateway tells what came over the wire.

import { buildQuery, Onerway, OnerwayError } from './package.mjs';
import { section, table } from './print.mjs';
import samples from './samples.mjs';
import { expect, step } from './steps.mjs';

const WIDTHS = [28];
const STATUS = {
  S: 'success',
  F: 'failed',
  N: 'cancelled, closed',
  P: 'processing',
  R: 'redirected',
  I: 'in audit',
  U: 'unpaid',
};

export async function queries(worker, gateway) {
  section('Queries', 'GET /transactions of the worker, which asks the gateway');
  const found = [];
  for (const sample of samples.queries.samples) {
    await step(sample.name, WIDTHS, async (show) => {
      const { page, seen } = await ask(worker, gateway, sample.request);
      show(`signature ${seen.signature}, Content-Type: ${seen.contentType}, ${page.content.length} found`);
      expect('signature', seen.signature, 'right');
      expect('Content-Type', seen.contentType, 'application/json');
      comparePages(page, sample.answer.data);
      found.push(...page.content);
    });
  }
  showTransactions(found);
}

async function ask(worker, gateway, { transactionIds, startTime, endTime, txnTypes }) {
  const before = gateway.seen.length;
  const params = new URLSearchParams({ ids: transactionIds, startTime, endTime, txnTypes });
  const response = await fetch(`${worker.url}/transactions?${params}`, {
    headers: { Authorization: `Bearer ${worker.adminToken}` },
    signal: AbortSignal.timeout(10_000),
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`the worker answered ${response.status} ${text}`);
  expect('questions to the gateway', gateway.seen.length - before, 1);
  return { page: JSON.parse(text), seen: gateway.seen[before] };
}

/** Each field of the published answer has arrived, with its value. */
function comparePages(page, published) {
  expect('current', page.current, Number(published.current));
  expect('size', page.size, published.size);
  expect('totalElements', page.totalElements, published.totalElements);
  expect('records', page.content.length, published.content.length);
  published.content.forEach((record, at) => {
    const { extra, ...named } = page.content[at];
    const arrived = { ...extra, ...named };
    for (const [name, value] of Object.entries(record)) expect(name, arrived[name], value);
  });
}

/** Neither names nor cards nor addresses: a demo's output is passed around. */
function showTransactions(transactions) {
  console.log();
  table(
    ['transactionId', 'type', 'status', 'amount', 'time', 'order'],
    transactions.map(({ transactionId, txnType, status, orderAmount, orderCurrency, txnTime, merchantTxnId }) => [
      transactionId,
      txnType,
      `${status} ${STATUS[status] ?? ''}`,
      `${orderAmount} ${orderCurrency}`,
      txnTime,
      merchantTxnId ?? '-',
    ]),
    ['amount'],
  );
}

export async function refusals(gateway) {
  section('Refusals', 'what the gateway does not accept');
  const [, { request }] = samples.queries.samples;
  const by = { transactionId: request.transactionIds };
  const settings = { merchantNo: samples.merchantNo, secret: samples.secret, baseUrl: gateway.url };

  await step('a query with another secret', [44], async (show) => {
    const onerway = new Onerway({ ...settings, secret: 'another-secret' });
    const error = await onerway.transactions.get(by).then(() => undefined, (reason) => reason);
    if (!(error instanceof OnerwayError)) throw error ?? new Error('the gateway accepted it');
    show(`${error.code}, respCode ${error.respCode}`);
    expect('code', error.code, 'gateway_rejected');
    expect('respCode', error.respCode, '40013');
    expect('signature', gateway.seen.at(-1).signature, 'wrong');
  });

  // Else the header's check above would prove nothing.
  await step('a right query, a charset in its Content-Type', [44], async (show) => {
    const { url, body } = buildQuery('transactions', { transactionIds: by.transactionId }, settings);
    const headers = { 'Content-Type': 'application/json; charset=UTF-8' };
    const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(10_000) });
    const { respCode } = await response.json();
    show(`respCode ${respCode}`);
    expect('respCode', respCode, '40013');
    expect('refused for', gateway.seen.at(-1).fault, 'Content-Type');
  });
}
