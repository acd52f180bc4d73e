// Vite without a configuration: its development server, and its build as its own preview serves it.

import { join } from 'node:path';

import { bundleNote, noWarning } from '../shared/bundle.mjs';

/** A page of one of Vite's servers. */
async function visit({ bin, start, port, inChromium }, words) {
  const free = String(await port());
  const server = await start(bin('vite'), [...words, '--host', '127.0.0.1', '--port', free, '--strictPort'], { ready: /Local:/ });
  try {
    await inChromium(`http://127.0.0.1:${free}/`);
    noWarning(server.output());
  } finally {
    await server.stop();
  }
}

async function dev(context) {
  await visit(context, []);
  return 'verified in Chromium';
}

async function build(context) {
  const { folder, bin, exec } = context;
  noWarning(await exec(bin('vite'), ['build']));
  const note = await bundleNote(join(folder, 'dist'), ['index.html', /^assets\/index-[\w-]+\.js$/]);
  await visit(context, ['preview']);
  return `verified in Chromium, ${note}`;
}

export const rows = [
  { name: 'vite-dev', title: 'Vite, dev', tool: 'vite', run: dev },
  { name: 'vite-build', title: 'Vite, build', tool: 'vite', run: build },
];
