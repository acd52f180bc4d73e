// The package under test: the packed tarball, installed in the folder ONERWAY_EDGE_CONSUMER.

import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

export function consumerFolder() {
  const folder = process.env.ONERWAY_EDGE_CONSUMER;
  if (!folder) throw new Error('set ONERWAY_EDGE_CONSUMER to a folder that has the packed package installed');
  return resolve(folder);
}

/** The package as it is installed there. */
export const installedFolder = () => join(consumerFolder(), 'node_modules', 'onerway-edge');

/** `require` as a file of the consumer has it. */
export function consumerRequire() {
  return createRequire(join(consumerFolder(), 'index.cjs'));
}

/** The texts of tests/vectors by their names. */
export async function vectorTexts() {
  const folder = new URL('../../vectors/', import.meta.url);
  const texts = {};
  for (const file of await readdir(folder)) {
    if (file.endsWith('.json')) texts[file.slice(0, -5)] = await readFile(new URL(file, folder), 'utf8');
  }
  return texts;
}

export function parseVectors(texts) {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, JSON.parse(text)]));
}

/**
 * The vectors as the package exports them, compared with the files here: whoever writes another
 * implementation gets what this one is held against.
 */
export async function packedVectors() {
  const require = consumerRequire();
  const { version, suites } = require('onerway-edge/vectors.json');
  const published = require('onerway-edge/package.json').version;
  if (version !== published) throw new Error(`vectors.json is of version ${version}, the package of ${published}`);
  if (JSON.stringify(suites) !== JSON.stringify(sorted(parseVectors(await vectorTexts())))) {
    throw new Error('vectors.json differs from tests/vectors');
  }
  const count = Object.values(suites).reduce((sum, { cases }) => sum + cases.length, 0);
  if (count < 900) throw new Error(`vectors.json has only ${count} cases`);
  return suites;
}

const sorted = (vectors) => Object.fromEntries(Object.entries(vectors).sort(([one], [other]) => (one < other ? -1 : 1)));
