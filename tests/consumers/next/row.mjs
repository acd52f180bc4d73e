// Next.js with its app folder: a page whose client component verifies, a route on the edge and one in Node. Built with
// turbopack, which is what Next takes unless told otherwise, and with webpack; and served by `next dev`.

import { deepStrictEqual } from 'node:assert';
import { cp, readdir } from 'node:fs/promises';

import { noWarning } from '../shared/bundle.mjs';
import { sample } from '../shared/sample.mjs';

const SETTINGS = { ONERWAY_MERCHANT_NO: sample.merchantNo, ONERWAY_SECRET: sample.secret };

// What Next says of a project that lies within another one, of a machine without a cache, and of the edge runtime, which it
// wants to give up.
const ITS_OWN = /inferred your workspace root|To silence this|No build cache|Edge Runtime is deprecated|edge runtime on a page/;

async function post(url, body) {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body });
  return { status: response.status, text: await response.text() };
}

async function edgeRoute(url) {
  const told = async (body) => {
    const { status, text } = await post(`${url}/edge`, body);
    return { status, ...JSON.parse(text) };
  };
  const runtime = 'edge-runtime';
  deepStrictEqual(await told(sample.body), { status: 200, runtime, trust: 'verified', transactionId: sample.transactionId });
  deepStrictEqual(await told(sample.changedBody), { status: 401, runtime, code: 'signature_mismatch' });
  return 'verified on the edge runtime';
}

async function nodeRoute(url) {
  const acknowledged = { status: 200, text: sample.transactionId };
  deepStrictEqual(await post(`${url}/node`, sample.body), acknowledged);
  deepStrictEqual(await post(`${url}/node`, sample.body), acknowledged);
  deepStrictEqual(await post(`${url}/node`, sample.changedBody), { status: 401, text: 'not authentic' });
  const { runtime, paid } = await (await fetch(`${url}/node`)).json();
  deepStrictEqual({ runtime, paid }, { runtime: 'nodejs', paid: [JSON.parse(sample.body).merchantTxnId] });
  return 'handled once, delivered twice';
}

async function client(url, { inChromium }) {
  await inChromium(url);
  return 'verified in Chromium';
}

/** In a page the Wasm is inside the script. */
async function noWasmForPages(folder) {
  const files = await readdir(`${folder}/.next/static`, { recursive: true });
  deepStrictEqual(files.filter((file) => file.endsWith('.wasm')), []);
}

async function build({ folder, bin, exec }, ...flags) {
  noWarning(await exec(bin('next'), ['build', ...flags], { cwd: folder }), ITS_OWN);
  await noWasmForPages(folder);
}

async function served({ folder, bin, start, port }, words, visit) {
  const free = await port();
  const address = ['--hostname', '127.0.0.1', '--port', String(free)];
  const server = await start(bin('next'), [...words, ...address], { cwd: folder, env: SETTINGS, ready: /Ready in/ });
  try {
    const note = await visit(`http://127.0.0.1:${free}`);
    noWarning(server.output(), ITS_OWN);
    return note;
  } finally {
    await server.stop();
  }
}

let withTurbopack;
const turbopack = (check) => async (context) => {
  withTurbopack ??= build(context);
  await withTurbopack;
  return served(context, ['start'], (url) => check(url, context));
};

async function all(url, context) {
  await edgeRoute(url);
  await nodeRoute(url);
  await client(url, context);
  return 'edge route, Node route, page';
}

/** In a folder of its own: turbopack's build lies in the project's. */
async function copied(context, name) {
  const folder = `${context.folder}-${name}`;
  await cp(context.folder, folder, { recursive: true, filter: (file) => !file.includes('.next') });
  return { ...context, folder };
}

async function webpack(context) {
  const own = await copied(context, 'webpack');
  await build(own, '--webpack');
  return served(own, ['start'], (url) => all(url, own));
}

async function dev(context) {
  const own = await copied(context, 'dev');
  return served(own, ['dev'], (url) => all(url, own));
}

export const rows = [
  { name: 'next-edge-route', title: 'Next.js, edge route', tool: 'next', run: turbopack(edgeRoute) },
  { name: 'next-node-route', title: 'Next.js, Node route', tool: 'next', run: turbopack(nodeRoute) },
  { name: 'next-client', title: 'Next.js, client component', tool: 'next', run: turbopack(client) },
  { name: 'next-webpack', title: 'Next.js, built with webpack', tool: 'next', run: webpack },
  { name: 'next-dev', title: 'Next.js, next dev', tool: 'next', run: dev },
];
