// TypeScript, strict, with the declarations of all packages checked: a server's program without TypeScript's dom and with it,
// as an ES module and as CommonJS. What is emitted runs.

import { deepStrictEqual } from 'node:assert';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { sample } from '../shared/sample.mjs';

const SHOP = {
  trust: 'verified verified',
  transactionId: sample.transactionId,
  refused: '401',
  status: 200,
  handled: [`${JSON.parse(sample.body).orderAmount} 1`],
  codes: 'handled,duplicate',
};

const WITH_DOM = ['--lib', 'es2022,dom,dom.iterable'];
const IN_NODE = ['shop.js', 'shop.cjs', 'files.js', 'files.cjs'];
const BUNDLED = ['shop.js', 'files-bundler.js'];

/** The same sources as CommonJS: only the ending of the file says so. */
async function asCommonJs(folder) {
  for (const name of ['shop', 'files']) await cp(join(folder, `src/${name}.ts`), join(folder, `src/${name}.cts`));
}

async function compile({ folder, exec }, project, flags = [], compiler = 'typescript') {
  const tsc = join(folder, '../node_modules', compiler, 'bin/tsc');
  await exec(process.execPath, [tsc, '--project', `tsconfig.${project}.json`, ...flags]);
}

async function runs({ folder, exec }, project, files) {
  const { sha256 } = JSON.parse(await readFile(join(folder, '../node_modules/onerway-edge/integrity.json'), 'utf8'));
  const expected = { shop: SHOP, files: { sha256: sha256['core.wasm'], published: 'callback-published', same: true } };
  for (const file of files) {
    const printed = await exec(process.execPath, ['--no-warnings', join('out', project, file)]);
    deepStrictEqual(JSON.parse(printed), expected[file.split(/[.-]/)[0]], file);
  }
}

const compiled = (project, files) => async (context) => {
  await asCommonJs(context.folder);
  await compile(context, project, [...WITH_DOM, '--noEmit']);
  await compile(context, project);
  await runs(context, project, files);
  return `without dom and with it, ${files.length} programs ran`;
};

/** The compiler before the one that is written in Go. */
async function before(context) {
  await asCommonJs(context.folder);
  await compile(context, 'nodenext', ['--outDir', 'out/before'], 'typescript-6');
  await runs(context, 'before', IN_NODE);
  return `without dom, ${IN_NODE.length} programs ran`;
}

/** Node's newest types are not for an old compiler, so that one has the page alone. */
const page = (compiler) => async (context) => {
  await compile(context, 'page', [], compiler);
  return 'dom, nothing of Node';
};

export const rows = [
  { name: 'typescript-node16', title: 'TypeScript, node16', tool: 'typescript', run: compiled('node16', IN_NODE) },
  { name: 'typescript-nodenext', title: 'TypeScript, nodenext', tool: 'typescript', run: compiled('nodenext', IN_NODE) },
  { name: 'typescript-bundler', title: 'TypeScript, bundler', tool: 'typescript', run: compiled('bundler', BUNDLED) },
  { name: 'typescript-page', title: 'TypeScript, a page', tool: 'typescript', run: page('typescript') },
  { name: 'typescript-6', title: 'TypeScript 6, nodenext', tool: 'typescript-6', run: before },
  { name: 'typescript-5', title: 'TypeScript 5.4, a page', tool: 'typescript-5', run: page('typescript-5') },
];
