// Callbacks to handleCallback, with the store that is open in this process. Node, Deno and workerd run it.

import { sleep } from './contract.mjs';

export const MERCHANT_NO = '800209';
export const SECRET = 'a published sample';
/** Nothing in these tests needs so long. */
const LONGEST_MS = 40_000;

const transactionIdOf = (number) => String(1_826_814_232_868_000_000n + BigInt(number));

export const keyOf = (number) => `txn:${MERCHANT_NO}:${transactionIdOf(number)}:SALE:S`;

const saleOf = (number) => ({
  notifyType: 'TXN',
  transactionId: transactionIdOf(number),
  txnType: 'SALE',
  merchantNo: MERCHANT_NO,
  merchantTxnId: `A-${number}`,
  responseTime: '2024-08-23 10:50:28',
  orderAmount: '50.00',
  orderCurrency: 'USD',
  status: 'S',
});

/** The handler of a shop whose effect is at an address. */
export const effectAt = (address) => async ({ idempotencyKeys }) => {
  const response = await fetch(address, { method: 'POST', body: idempotencyKeys[0] });
  await response.text();
};

/** Gives a callback of the numbered sale to `answer(request)`. */
export async function post({ signCallback }, number, answer) {
  const { body, headers } = signCallback(saleOf(number), SECRET);
  const started = Date.now();
  const response = await answer(new Request('https://shop.example/callback', { method: 'POST', headers, body }));
  const isAcknowledged = response.status === 200 && (await response.text()) === transactionIdOf(number);
  return { status: response.status, isAcknowledged, ms: Date.now() - started };
}

/** Delivers a callback of the numbered sale: how it is answered, and the code in the log. */
export function shopOf(api, store, handler, options) {
  return async (number) => {
    let code;
    const log = (record) => ({ code } = record);
    const onerway = new api.Onerway({ merchantNo: MERCHANT_NO, secret: SECRET, environment: 'sandbox', store, log });
    const answer = await post(api, number, (request) => onerway.handleCallback(request, handler, options));
    return { ...answer, code };
  };
}

/** Delivers again, as Onerway does it but sooner, until it is acknowledged. */
export async function untilAcknowledged(deliver, everyMs, tell = () => {}) {
  for (const started = Date.now(); Date.now() - started < LONGEST_MS; await sleep(everyMs)) {
    const answer = await deliver();
    tell(answer);
    if (answer.isAcknowledged) return answer;
  }
  throw new Error('it was never acknowledged');
}

/** One callback, many times, some at a time: how often each code was logged. */
export async function same(api, store, { number, deliveries, parallel, effect }) {
  const counts = {};
  const deliver = shopOf(api, store, effectAt(effect));
  let left = deliveries;
  const sender = async () => {
    while (left > 0) {
      left -= 1;
      // Long enough that the handler's own answer is read in between.
      await untilAcknowledged(() => deliver(number), 200, ({ code }) => (counts[code] = (counts[code] ?? 0) + 1));
    }
  };
  await Promise.all(Array.from({ length: parallel }, sender));
  return counts;
}

/** New results one after the other, for `ms`, each delivered until it is acknowledged. */
export async function stream(api, store, { first, ms, effect, options }) {
  const told = { codes: {}, slowest: 0, results: 0 };
  const deliver = shopOf(api, store, effectAt(effect), options);
  const tell = ({ code, ms }) => {
    told.codes[code] = (told.codes[code] ?? 0) + 1;
    told.slowest = Math.max(told.slowest, ms);
  };
  const open = [];
  for (const started = Date.now(); Date.now() - started < ms; await sleep(25)) {
    const number = first + told.results;
    told.results += 1;
    open.push(untilAcknowledged(() => deliver(number), 100, tell));
  }
  await Promise.all(open);
  return told;
}

/** Each fault once, all at the same time: how its first delivery was answered, the codes of the later ones, and how long it took. */
export async function faults(api, store, { cases, effect, options, lateMs }) {
  return Promise.all(
    cases.map(async ({ number, ...fault }) => {
      let isFirst = true;
      const handler = async (event) => {
        const fails = isFirst && fault.operation === 'release';
        isFirst = false;
        if (fails) throw new Error('no stock');
        await effectAt(effect)(event);
      };
      const deliver = shopOf(api, faulty(store, fault, lateMs), handler, options);
      const started = Date.now();
      const first = await deliver(number);
      const codes = [];
      await untilAcknowledged(() => deliver(number), 100, ({ code }) => codes.push(code));
      return { first, codes: [...new Set(codes)], ms: Date.now() - started };
    }),
  );
}

/** A store one of whose operations goes wrong once: before it is done, or after, so that only its answer is lost. */
function faulty(store, { operation, when, how }, lateMs) {
  const fault = {
    fails: () => Promise.reject(new Error('connection lost')),
    hangs: () => new Promise(() => {}),
    'is late': () => sleep(lateMs),
  }[how];
  let isDue = true;
  const run = async (keys, options) => {
    const isNow = isDue;
    isDue = false;
    if (isNow && when === 'before') await fault();
    const answer = await store[operation](keys, options);
    if (isNow && when === 'after') await fault();
    return answer;
  };
  const plain = (name) => (keys, options) => store[name](keys, options);
  return { claim: plain('claim'), complete: plain('complete'), release: plain('release'), [operation]: run };
}
