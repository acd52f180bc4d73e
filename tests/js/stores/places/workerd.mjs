// durableObjectStore and d1Store: two workers in real workerd. To be killed, they get a process and a folder of their own.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import { startAgent } from '../processes.mjs';

const host = fileURLToPath(new URL('../workerd-host.mjs', import.meta.url));

const place = (name) => ({
  name,
  server: 'workerd',
  async startPlace({ consumer, folder }) {
    const bundle = join(folder, 'worker.mjs');
    writeFileSync(bundle, await bundled(consumer));
    const wasm = join(consumer, 'node_modules/onerway-edge/core.wasm');
    const startIn = (data) => {
      mkdirSync(join(folder, data), { recursive: true });
      return startAgent(process.execPath, [host, name, join(folder, data), bundle, wasm]);
    };
    const shared = startIn('shared');
    const inside = (agent, to) => ({ ...agent, call: (command) => agent.call({ to, ...command }) });
    return {
      async open(label) {
        if (label === 'a' || label === 'b') return { ...inside(shared, label), close: async () => {} };
        return inside(startIn('lost'), 'a');
      },
      stop: () => shared.close(),
    };
  },
});

export const durableObject = place('durable-object');
export const d1 = place('d1');

async function bundled(consumer) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../agent-worker.mjs', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['workerd', 'worker', 'browser'],
    nodePaths: [join(consumer, 'node_modules')],
    logLevel: 'silent',
    plugins: [
      {
        name: 'compiled-wasm',
        setup: ({ onResolve }) => onResolve({ filter: /\.wasm$/ }, () => ({ path: './core.wasm', external: true })),
      },
    ],
  });
  return outputFiles[0].text;
}
