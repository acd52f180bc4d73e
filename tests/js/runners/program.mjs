// The suite as a program of the consumer's folder, run by another runtime, which prints what became of it.

import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { consumerFolder } from './package.mjs';

const SUITE = new URL('../suite/index.mjs', import.meta.url).href;
const run = promisify(execFile);

/** By `import`, as a user's program has it. Modules are loaded in this order. */
const imported = ({ entry, afterwards, options }) => `
import * as api from '${entry}';
${afterwards ? `import '${afterwards}';` : ''}
import vectors from 'onerway-edge/vectors.json' with { type: 'json' };
import { runSuite } from ${JSON.stringify(SUITE)};
console.log('\\n' + JSON.stringify(await runSuite(api, vectors.suites, ${JSON.stringify(options)})));
`;

/** By `require`. */
const required = ({ entry, afterwards, options }) => `
const api = require('${entry}');
const vectors = require('onerway-edge/vectors.json');
${afterwards ? `import('${afterwards}').then(() => import(${JSON.stringify(SUITE)}))` : `import(${JSON.stringify(SUITE)})`}
  .then(({ runSuite }) => runSuite(api, vectors.suites, ${JSON.stringify(options)}))
  .then((areas) => console.log('\\n' + JSON.stringify(areas)));
`;

const FORMATS = { import: ['mjs', imported], require: ['cjs', required] };

/**
 * The areas; the command begins with the program, and its flags stand before the file. `afterwards` is a module that is loaded
 * once the package is; `options` are the suite's.
 */
export async function runProgram([command, ...flags], { format = 'import', entry = 'onerway-edge', afterwards, ...options } = {}) {
  const [ending, text] = FORMATS[format];
  const file = join(consumerFolder(), `suite-${process.pid}.${ending}`);
  await writeFile(file, text({ entry, afterwards, options }));
  try {
    const { stdout } = await run(command, [...flags, file], { cwd: consumerFolder(), maxBuffer: 64 * 1024 * 1024 });
    return JSON.parse(stdout.trimEnd().split('\n').at(-1));
  } catch (error) {
    throw new Error(`${command} failed: ${error.stderr || error.message}`, { cause: error });
  } finally {
    await rm(file);
  }
}

export async function versionOf(command, ...options) {
  const { stdout } = await run(command, [...options, '--version']);
  return /\d+\.\d+[\w.-]*/.exec(stdout)?.[0] ?? stdout.trim();
}
