// What a process or an isolate that has a store open does when it is told to. Node, Deno and workerd run it.

import { Report } from '../suite/harness.mjs';
import { effectAt, faults, same, shopOf, stream } from './callbacks.mjs';
import { contract, sleep } from './contract.mjs';
import { recipe } from './recipe.mjs';

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
    case 'callback':
      return shopOf(api, store, effectAt(command.effect), command.options)(command.number);
    case 'callbacks':
      return same(api, store, command);
    case 'stream':
      return stream(api, store, command);
    case 'faults':
      return faults(api, store, command);
    case 'recipe':
      return recipe(api, opened.recipe, command);
    case 'outages':
      return Object.keys(opened.outages ?? {});
    case 'outage':
      return opened.outages[command.name][command.step]();
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
