// What a bundler has printed and written.

import { readFile, readdir } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Bytes with gzip. index.js alone has 80 KB: twice of it would be more. */
const LIMIT = 110_000;

/** Fails where the tool has warned; `own` matches what it says for its own sake. */
export function noWarning(printed, own = /$^/) {
  const warnings = printed.split('\n').filter((line) => /warn|\(!\)|⚠|deprecat|externalized/i.test(line) && !own.test(line));
  if (warnings.length > 0) throw new Error(`the tool has warned\n${printed}`);
}

async function filesIn(folder) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1)).sort();
}

const NAMES = builtinModules.map((name) => name.replaceAll('/', '\\/')).join('|');
const BUILT_IN = new RegExp(`(?:\\bfrom|\\bimport|\\brequire\\w*\\(|\\bimport\\()\\s*["'\`](?:node:[\\w/]+|${NAMES})["'\`]|__vite-browser-external`);

/**
 * Fails unless `folder` has exactly these files, by name or pattern, and their scripts need neither Node nor a file of Wasm, and
 * hold the package once: at most `limit` bytes with gzip. Tells the weight of the scripts.
 */
export async function bundleNote(folder, expected, limit = LIMIT) {
  const files = await filesIn(folder);
  const fits = (pattern, file) => (typeof pattern === 'string' ? pattern === file : pattern.test(file));
  const isAsExpected = files.every((file) => expected.some((it) => fits(it, file))) && expected.every((it) => files.some((file) => fits(it, file)));
  if (!isAsExpected) throw new Error(`emitted ${files.join(', ')}, expected ${expected.join(', ')}`);

  let weight = 0;
  for (const file of files.filter((name) => /\.m?js$/.test(name))) {
    const bytes = await readFile(join(folder, file));
    const text = bytes.toString();
    if (text.includes('.wasm')) throw new Error(`${file} asks for a Wasm file`);
    const [builtIn] = BUILT_IN.exec(text) ?? [];
    if (builtIn) throw new Error(`${file} needs Node: ${builtIn}`);
    weight += gzipSync(bytes, { level: 9 }).length;
  }
  if (weight === 0 || weight > limit) throw new Error(`the scripts have ${weight} bytes with gzip, between 1 and ${limit} were expected`);
  return `${(weight / 1000).toFixed(1)} KB gzip`;
}
