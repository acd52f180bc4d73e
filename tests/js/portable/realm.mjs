// Another global scope than this one, and the packed files in it.

import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';

import { transform } from 'esbuild';

import { installedFolder } from '../runners/package.mjs';

export const installed = installedFolder();

/** The names of its scripts. */
export const files = (await readdir(installed)).filter((name) => /\.c?js$/.test(name));

/** A realm that has the language and nothing of any platform; but what is given. */
export const realm = (globals = {}) => createContext({ ...globals });

/** What a file of the package exports to a realm; `others` are the files that it may ask for. */
export async function requiredIn(context, file, others = {}) {
  let text = await readFile(join(installed, file), 'utf8');
  if (!file.endsWith('.cjs')) text = (await transform(text, { format: 'cjs', logLevel: 'silent' })).code;
  const module = { exports: {} };
  const require = (name) => {
    if (!Object.hasOwn(others, name)) throw new Error(`${file} requires ${name}`);
    return others[name];
  };
  runInContext(`(function (module, exports, require) {${text}\n})`, context)(module, module.exports, require);
  return module.exports;
}
