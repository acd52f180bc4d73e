// What bundlers find in the packed files: what they import, and what is left of them.

import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { build, transform } from 'esbuild';

import { same } from '../runners/checks.mjs';
import { consumerFolder } from '../runners/package.mjs';
import { files, installed } from './realm.mjs';

/** Long texts go on in the next line. */
const textOf = async (name) => (await readFile(join(installed, name), 'utf8')).replaceAll('\\\n', '');

/** The bundle of a program of the consumer's, by esbuild's own settings. */
async function bundled(contents) {
  const { outputFiles, warnings } = await build({
    stdin: { contents, resolveDir: consumerFolder() },
    bundle: true,
    write: false,
    format: 'esm',
    outdir: '/out',
    logLevel: 'silent',
  });
  return { texts: outputFiles.map(({ text }) => text), warnings: warnings.map(({ text }) => text) };
}

/** What a file imports or requires, in whatever way. */
async function importsOf(name) {
  const entryPoints = [join(installed, name)];
  const { metafile } = await build({ entryPoints, bundle: true, write: false, format: 'esm', metafile: true, external: ['*'] });
  return Object.values(metafile.inputs).flatMap(({ imports }) => imports.map(({ path }) => path));
}

const pieces = (text, piece) => text.split(piece).length - 1;

/** A piece of the Wasm as the files hold it that have it inside. */
const wasmPiece = async () => /text:\s*("[^"]{2000})/.exec(await textOf('index.js'))[1].slice(-500);

export const tests = {
  'no file imports anything but its Wasm': async () => {
    const imports = {};
    for (const name of files) imports[name] = await importsOf(name);
    const own = { 'workerd.js': ['./core.wasm'], 'edge-light.js': ['./core.wasm?module'] };
    same(imports, Object.fromEntries(files.map((name) => [name, own[name] ?? []])), 'imports');
  },
  'no file waits while it loads': async () => {
    // A module that does cannot be turned into CommonJS.
    for (const name of files) await transform(await textOf(name), { format: 'cjs', logLevel: 'silent' });
  },
  'the package has the Wasm as one file, and inside of two': async () => {
    same((await readdir(installed)).filter((name) => name.endsWith('.wasm')), ['core.wasm'], 'files of Wasm');
    const piece = await wasmPiece();
    const inside = [];
    for (const name of files) inside.push(...Array(pieces(await textOf(name), piece)).fill(name));
    same(inside, ['index.cjs', 'index.js'], 'files with the Wasm inside');
  },
  'a bundle is one file, with the Wasm once': async () => {
    const { texts, warnings } = await bundled(`
      import { Onerway, sign } from 'onerway-edge';
      import { verifyCallback } from 'onerway-edge';
      import { memoryStore } from 'onerway-edge/stores';
      console.log(Onerway, sign, verifyCallback, memoryStore);`);
    same([texts.length, warnings, pieces(texts[0], await wasmPiece())], [1, [], 1], 'files, warnings, copies of the Wasm');
  },
  'an import that is not used leaves nothing in a bundle': async () => {
    for (const names of ['* as api', '{ Onerway, OnerwayError, sign }']) {
      const { texts } = await bundled(`import ${names} from 'onerway-edge'; import * as stores from 'onerway-edge/stores';`);
      same(texts, [''], names);
    }
  },
};
