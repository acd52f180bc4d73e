// What a process or an isolate that has a store open does when it is told to. Node, Deno and workerd run it.

import { Report } from '../suite/harness.mjs';
import { contract, sleep } from './contract.mjs';

/** `opened` has the store, its server's version, and areas that only this store has. */
export async function obey(api, opened, command) {
  const { store } = opened;
  switch (command.do) {
    case 'version':
      return opened.version;
    case 'contract':
      return contractAreas(api, opened);
    case 'deliver':
      return deliver(store, command);
    case 'callbacks':
      return callbacks(api, store, command);
    case 'time':
      return times(store, command.rounds);
    case 'claim':
    case 'complete':
    case 'release':
      return store[command.do](command.keys, command.options);
    default:
      throw new Error(`no command is called ${command.do}`);
  }
}

async function contractAreas(api, { store, areas = [] }) {
  const report = new Report();
  await contract(report, api, store);
  for (const area of areas) await area(report, api, store);
  return report.areas;
}

/** Deliveries of one event, some at a time. Each is made again while it is answered `held`, as Onerway does it. */
async function deliver(store, { keys, also, deliveries, parallel, effect }) {
  const counts = { handled: 0, done: 0, held: 0 };
  let left = deliveries;
  const sender = async () => {
    while (left > 0) {
      left -= 1;
      await one();
    }
  };
  const one = async () => {
    for (;;) {
      const token = crypto.randomUUID();
      const answer = await store.claim(keys, { token, ttlMs: 60_000 });
      if (answer === 'claimed') {
        const response = await fetch(effect, { method: 'POST', body: token });
        await response.text();
        if (!(await store.complete(keys, { token, retainMs: 60_000, also }))) throw new Error('the claim was lost');
        counts.handled += 1;
        return;
      }
      counts[answer] += 1;
      if (answer === 'done') return;
      await sleep(10);
    }
  };
  await Promise.all(Array.from({ length: parallel }, sender));
  return counts;
}

/** One callback, given to the handler as often, and sent again as long as it is not acknowledged. */
async function callbacks({ Onerway, signCallback }, store, { fields, secret, deliveries, parallel, effect }) {
  const counts = {};
  const log = ({ code }) => {
    counts[code] = (counts[code] ?? 0) + 1;
  };
  const onerway = new Onerway({ merchantNo: fields.merchantNo, secret, environment: 'sandbox', store, log });
  const { body, headers } = signCallback(fields, secret);
  const handler = async ({ idempotencyKeys }) => {
    const response = await fetch(effect, { method: 'POST', body: idempotencyKeys[0] });
    await response.text();
  };
  let left = deliveries;
  const sender = async () => {
    while (left > 0) {
      left -= 1;
      // Long enough that the handler's own answer is read in between.
      while ((await answer()) !== `200 ${fields.transactionId}`) await sleep(200);
    }
  };
  const answer = async () => {
    const request = new Request('https://shop.example/callback', { method: 'POST', headers, body });
    const response = await onerway.handleCallback(request, handler);
    return `${response.status} ${await response.text()}`;
  };
  await Promise.all(Array.from({ length: parallel }, sender));
  return counts;
}

/** Milliseconds of one call, one after the other, of two keys. */
async function times(store, rounds) {
  const names = Array.from({ length: rounds }, (_, at) => [`time:${at}`, `time:${at}:second`]);
  const phase = async (call) => {
    const started = Date.now();
    for (const keys of names) await call(keys);
    return (Date.now() - started) / rounds;
  };
  const token = 'time';
  return {
    claim: await phase((keys) => store.claim(keys, { token, ttlMs: 60_000, unless: 'time:unless' })),
    complete: await phase((keys) => store.complete(keys, { token, retainMs: 60_000 })),
    done: await phase((keys) => store.claim(keys, { token: 'other', ttlMs: 60_000 })),
  };
}
