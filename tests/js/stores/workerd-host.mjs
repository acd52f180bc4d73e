// A process that runs workerd with two workers: node workerd-host.mjs STORE FOLDER BUNDLE WASM. Lines as in agent.mjs;
// `to` in a command says which worker gets it.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import process from 'node:process';
import { createInterface } from 'node:readline';

import { Miniflare } from 'miniflare';

const [store, folder, bundle, wasm] = process.argv.slice(2);
const miniflareRequire = createRequire(createRequire(import.meta.url).resolve('miniflare'));
const worker = async (name, bindings) => ({
  name,
  compatibilityDate: '2026-01-01',
  modules: [
    { type: 'ESModule', path: 'worker.mjs', contents: await readFile(bundle, 'utf8') },
    { type: 'CompiledWasm', path: 'core.wasm', contents: await readFile(wasm) },
  ],
  bindings: { VERSION: miniflareRequire('workerd/package.json').version },
  d1Databases: { DB: 'events' },
  ...bindings,
});
const workerd = new Miniflare({
  cf: false,
  d1Persist: `${folder}/d1`,
  durableObjectsPersist: `${folder}/objects`,
  workers: [
    await worker('a', { durableObjects: { EVENTS: { className: 'Events', useSQLite: true } } }),
    await worker('b', { durableObjects: { EVENTS: { className: 'Events', scriptName: 'a', useSQLite: true } } }),
  ],
});
await workerd.ready;
const workers = { a: await workerd.getWorker('a'), b: await workerd.getWorker('b') };

for await (const line of createInterface({ input: process.stdin })) {
  const { id, to, ...command } = JSON.parse(line);
  void workers[to]
    .fetch('http://worker.test/', { method: 'POST', body: JSON.stringify({ ...command, store }) })
    .then((response) => response.json())
    .catch((error) => ({ error: String(error?.stack ?? error) }))
    .then((answer) => process.stdout.write(`${JSON.stringify({ ...answer, id })}\n`));
}
await workerd.dispose();
process.exit();
