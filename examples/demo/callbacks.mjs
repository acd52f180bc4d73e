// Callbacks, sent over HTTP to the worker in workerd as Onerway sends them.

import { setTimeout as sleep } from 'node:timers/promises';

import { sign } from './package.mjs';
import { remark, section } from './print.mjs';
import samples from './samples.mjs';
import { expect, step } from './steps.mjs';

const WIDTHS = [44, 3];
const FAILED_ID = '1810553728219353089';
const published = samples.callback.body;
const { sign: signature, ...unsigned } = published;
const tampered = { ...published, orderAmount: '900.00' };
const known = samples.queries.samples.flatMap(({ answer }) => answer.data.content).find(({ txnType, status }) => txnType === 'SALE' && status === 'S');
const newer = signed({ ...callbackOf(known), newField: '1' });
const forged = cutAnew(signed({ ...unsigned, transactionId: FAILED_ID, status: 'F' }));
const header = { 'X-Rh-Signature': `v1=${signature}` };

export async function callbacks(worker, gateway) {
  section('Callbacks', 'the published one and others, sent over HTTP to the worker');
  const handled = { status: 200, answer: published.transactionId, asked: 0, code: 'handled', trust: 'verified' };
  const refused = { status: 401, answer: 'not authentic', asked: 0, code: 'signature_mismatch' };

  await answered('as published', published, {}, handled);
  await answered('once more, as after a lost answer', published, {}, { ...handled, code: 'duplicate' });
  await answered('signed in the header X-Rh-Signature', unsigned, header, { ...handled, code: 'duplicate' });
  await answered('the amount changed, 100.00 to 900.00', tampered, {}, refused);
  await answered('the header, and the amount changed', { ...unsigned, orderAmount: '900.00' }, header, refused);
  await answered('no callback at all', 'hello', {}, { status: 400, answer: 'not a callback', asked: 0, code: 'body_not_object' });
  // A right signature is not enough: one with doubts tells only ids, and the gateway's answer is acted upon.
  await answered('with a field that is newer than the package', newer, {}, {
    status: 200,
    answer: known.transactionId,
    asked: 1,
    code: 'handled',
    trust: 'confirmed',
  });
  await answered('a failed one, cut anew to say success', forged, {}, {
    status: 503,
    answer: 'try again later',
    asked: 1,
    code: 'confirm_mismatch',
    trust: 'unconfirmed',
  });
  await step('each result is in the queue once', WIDTHS, async (show) => {
    const results = () => worker.logged.filter((line) => line.startsWith('result: '));
    for (let tries = 0; results().length < 2 && tries < 400; tries += 1) await sleep(5);
    show(results().length, 'results of two payments');
    expect('results', results().join('; '), [published, known].map(resultOf).join('; '));
  });

  async function answered(name, body, headers, wanted) {
    let record;
    await step(name, WIDTHS, async (show) => {
      const before = { logged: records(worker).length, seen: gateway.seen.length };
      const response = await post(worker, body, headers);
      const answer = await response.text();
      show(response.status, answer);
      record = await nextRecord(worker, before.logged);
      expect('status', response.status, wanted.status);
      expect('answer', answer, wanted.answer);
      expect('questions to the gateway', gateway.seen.length - before.seen, wanted.asked);
      // The reason is for the log alone.
      expect('code in the log', record.code, wanted.code);
      expect('trust in the log', record.trust, wanted.trust);
    });
    if (record) remark(`  log: ${[record.code, record.trust, record.key].filter(Boolean).join(', ')}`);
  }
}

const resultOf = ({ orderAmount, orderCurrency, merchantTxnId }) =>
  `result: payment succeeded ${orderAmount} ${orderCurrency}, order ${merchantTxnId}`;

/** What Onerway would have sent for one of the gateway's records. */
function callbackOf({ transactionId, merchantTxnId, orderAmount, orderCurrency, txnTime, txnTimeZone, txnType, status }) {
  const { notifyType, merchantNo, responseTime } = published;
  return {
    notifyType, merchantNo, responseTime, transactionId, merchantTxnId, orderAmount, orderCurrency, txnTime, txnTimeZone, txnType, status,
  };
}

function signed(fields) {
  return { ...fields, sign: sign(fields, samples.secret, { rule: 'callback' }) };
}

/** The same signed characters, their borders and names changed: SECURITY.md. Nobody needs the secret for it. */
function cutAnew({ reason, responseTime, status, ...others }) {
  return { ...others, orderCurrency: 'U', status: 'S', statusText: `D${reason}${responseTime}${status}` };
}

/** Milliseconds from sending to the answer, medians: refused; verified and known already; confirmed by the gateway. */
export async function timing(worker, count) {
  const times = { refused: [], repeated: [], confirmed: [] };
  // The first round warms up; they take turns, so that none has the warmer machine.
  for (let round = 0; round <= count; round += 1) {
    for (const [name, body] of [['refused', tampered], ['repeated', published], ['confirmed', newer]]) {
      const start = performance.now();
      await (await post(worker, body)).text();
      if (round > 0) times[name].push(performance.now() - start);
    }
  }
  const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
  return { refused: median(times.refused), repeated: median(times.repeated), confirmed: median(times.confirmed) };
}

function post(worker, body, headers = {}) {
  return fetch(`${worker.url}/callback`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
}

const records = (worker) => worker.logged.filter((line) => line.startsWith('{'));

/** The log comes through a pipe of its own, now and then after the answer. */
async function nextRecord(worker, from) {
  for (let tries = 0; records(worker).length <= from && tries < 200; tries += 1) await sleep(5);
  return JSON.parse(records(worker)[from] ?? '{}');
}
