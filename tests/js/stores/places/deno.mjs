// What runs in Deno: denoKvStore, and sqlStore on a SQLite file through `node:sqlite`, which Node 20 has not yet.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { denoProgram } from '../../runners/deno.mjs';
import { startAgent } from '../processes.mjs';

const openIn = ({ agent, api, consumer, folder }, name, permissions) => {
  const file = join(folder, `${name}.db`);
  const allowed = [`--allow-read=${folder},${consumer}`, `--allow-write=${folder}`, '--allow-net=127.0.0.1', ...permissions];
  return async () => startAgent(denoProgram(), ['run', '--no-prompt', '--quiet', ...allowed, agent, api, name, file]);
};

export const denoKv = {
  name: 'deno-kv',
  server: 'Deno',
  startPlace: async (context) => ({ open: openIn(context, 'deno-kv', ['--unstable-kv']), stop: async () => {} }),
};

export const sqlite = {
  name: 'sqlite',
  server: 'SQLite',
  async startPlace(context) {
    const file = join(context.folder, 'sqlite.db');
    const { sqlStore } = await import(context.api);
    const schema = [undefined, 'order'].flatMap((table) => sqlStore.schema('sqlite', { table }));
    const script = `import { DatabaseSync } from 'node:sqlite';
      const database = new DatabaseSync(${JSON.stringify(file)});
      for (const sql of ${JSON.stringify(schema)}) database.exec(sql);`;
    execFileSync(denoProgram(), ['run', `--allow-read=${context.folder}`, `--allow-write=${context.folder}`, '-'], { input: script });
    return { recipe: "from 'node:sqlite'", open: openIn(context, 'sqlite', []), stop: async () => {} };
  },
};
