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
const newer = signed({ ...unsigned, newField: '1' });
const forged = cutAnew(signed({ ...unsigned, transactionId: FAILED_ID, status: 'F' }));
const header = { 'X-Rh-Signature': `v1=${signature}` };

export async function callbacks(worker, gateway) {
  section('Callbacks', 'the published one and others, sent over HTTP to the worker');
  const accepted = { status: 200, answer: published.transactionId, asked: 0, log: /^verified: payment succeeded 100\.00 USD/ };
  const refused = { status: 401, answer: 'not authentic', asked: 0, log: /^callback refused: signature_mismatch$/ };

  await answered('as published', published, {}, accepted);
  await answered('the amount changed, 100.00 to 900.00', tampered, {}, refused);
  await answered('signed in the header X-Rh-Signature', unsigned, header, accepted);
  await answered('the same header, the amount changed', { ...unsigned, orderAmount: '900.00' }, header, refused);
  await answered('no callback at all', 'hello', {}, {
    status: 400,
    answer: 'not a callback',
    asked: 0,
    log: /^callback refused: body_not_object$/,
  });
  // A right signature is not enough: one with doubts tells only ids, and the gateway's answer is acted upon.
  await answered('with a field that is newer than the package', newer, {}, {
    ...accepted,
    asked: 1,
    log: /^gateway confirms: SALE S 100\.00 USD/,
  });
  await answered('a failed one, cut anew to say success', forged, {}, {
    status: 503,
    answer: 'try again later',
    asked: 1,
    log: /^callback not confirmed: unknown to the gateway$/,
  });

  async function answered(name, body, headers, wanted) {
    let logged;
    await step(name, WIDTHS, async (show) => {
      const before = { logged: worker.logged.length, seen: gateway.seen.length };
      const response = await post(worker, body, headers);
      const answer = await response.text();
      show(response.status, answer);
      logged = await nextLine(worker.logged, before.logged);
      expect('status', response.status, wanted.status);
      expect('answer', answer, wanted.answer);
      expect('questions to the gateway', gateway.seen.length - before.seen, wanted.asked);
      // The reason is for the log alone.
      if (!wanted.log.test(logged)) throw new Error(`log: ${logged}, where ${wanted.log} was expected`);
    });
    if (logged) remark(`  log: ${logged}`);
  }
}

function signed(fields) {
  return { ...fields, sign: sign(fields, samples.secret, { rule: 'callback' }) };
}

/** The same signed characters, their borders and names changed: SECURITY.md. Nobody needs the secret for it. */
function cutAnew({ reason, responseTime, status, ...others }) {
  return { ...others, orderCurrency: 'U', status: 'S', statusText: `D${reason}${responseTime}${status}` };
}

/** Milliseconds from sending to the answer, medians: refused; verified; confirmed by the gateway. */
export async function timing(worker, count) {
  const times = { refused: [], verified: [], confirmed: [] };
  // The first round warms up; they take turns, so that none has the warmer machine.
  for (let round = 0; round <= count; round += 1) {
    for (const [name, body] of [['refused', tampered], ['verified', published], ['confirmed', newer]]) {
      const start = performance.now();
      await (await post(worker, body)).text();
      if (round > 0) times[name].push(performance.now() - start);
    }
  }
  const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
  return { refused: median(times.refused), verified: median(times.verified), confirmed: median(times.confirmed) };
}

function post(worker, body, headers = {}) {
  return fetch(`${worker.url}/callback`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
}

/** The log comes through a pipe of its own, now and then after the answer. */
async function nextLine(lines, from) {
  for (let tries = 0; lines.length <= from && tries < 200; tries += 1) await sleep(5);
  return lines[from];
}
