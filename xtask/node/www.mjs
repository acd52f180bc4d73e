// Puts the web page and the built package into one folder, and serves it.
//
//   node www.mjs [--port N | --out DIR]

import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { serveFolder } from './static-server.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** www/ plus the package where the page imports it from. */
async function assemble(folder) {
  await cp(join(root, 'www'), folder, { recursive: true });
  await cp(join(root, 'pkg/index.js'), join(folder, 'onerway-edge/index.js'));
}

/** Only a new or empty folder is taken: nothing of somebody else's is overwritten. */
async function ensureEmpty(folder) {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new Error(`${folder} is not empty`);
}

function parsePort(text) {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new Error(`not a port: ${text}`);
  return port;
}

try {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '8787' }, out: { type: 'string' } },
  });
  if (values.out !== undefined) {
    const folder = resolve(values.out);
    await ensureEmpty(folder);
    await assemble(folder);
    console.log(`written to ${folder}`);
  } else {
    const port = parsePort(values.port);
    const folder = join(root, 'target/www');
    await rm(folder, { recursive: true, force: true });
    await assemble(folder);
    const { url } = await serveFolder(folder, { port });
    console.log(`serving ${url}`);
  }
} catch (error) {
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
}
