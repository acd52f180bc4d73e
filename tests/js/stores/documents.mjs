// The code in the project's documents.

import { readFileSync } from 'node:fs';

/** The blocks of JavaScript; `path` is the repository's. */
export function blocksOf(path) {
  const text = readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
  return [...text.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code]) => code);
}

/** The one that has `part`. */
export function blockOf(path, part) {
  const found = blocksOf(path).filter((code) => code.includes(part));
  if (found.length !== 1) throw new Error(`${path} has ${found.length} blocks of code with: ${part}`);
  return found[0];
}

/** Comments are what differs between languages. */
export const withoutComments = (code) => code.replace(/^ *\/\/.*\n| *\/\/ .*$/gm, '');
