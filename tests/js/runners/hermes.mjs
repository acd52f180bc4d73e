// Hermes, React Native's engine: the suite and the package in one file, as an app's build makes it.

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { transformAsync } from '@babel/core';
import preset from '@react-native/babel-preset';

import { bundle } from './bundle.mjs';
import { WITHOUT } from './hermes-without.mjs';
import { consumerRequire, packedVectors } from './package.mjs';

const run = promisify(execFile);
const beside = (name) => fileURLToPath(new URL(name, import.meta.url));
const binary = (name) => beside(`node_modules/hermes-engine-cli/linux64-bin/${name}`);

const imported = (name) => `import ${JSON.stringify(beside(name))};`;

/** Modules are loaded in this order. */
const textOf = (vectors) => `
${imported('hermes-globals.mjs')}
import * as api from 'onerway-edge/js';
${imported('hermes-afterwards.mjs')}
import { runSuite } from ${JSON.stringify(beside('../suite/index.mjs'))};
const vectors = JSON.parse(${JSON.stringify(JSON.stringify(vectors))});
runSuite(api, vectors, { core: 'js', without: ${JSON.stringify(Object.values(WITHOUT).flat())} })
  .then((areas) => ({ areas }), (error) => ({ error: String(error.stack) }))
  .then((result) => print('\\n' + JSON.stringify(result)));
`;

/** The profile for Hermes: what the engine has itself is left to it. */
const BABEL = {
  presets: [[preset, { unstable_transformProfile: 'hermes-stable', enableBabelRuntime: false }]],
  envName: 'production',
  babelrc: false,
  configFile: false,
};

/** What hermes-afterwards.mjs lends to the tests: the package has to do without. */
const LENT = ['.at(', 'btoa(', 'AbortSignal.', 'throwIfAborted', 'Response.json', 'structuredClone', 'ReadableStream'];

async function checkPackage() {
  const text = await readFile(consumerRequire().resolve('onerway-edge/js'), 'utf8');
  const used = LENT.filter((name) => text.includes(name));
  if (used.length > 0) throw new Error(`onerway-edge/js uses what React Native has not: ${used.join(', ')}`);
}

export async function hermes() {
  await checkPackage();
  const text = await bundle({ text: textOf(await packedVectors()), conditions: ['react-native'], format: 'iife' });
  const { code } = await transformAsync(text, { ...BABEL, filename: beside('suite.js') });
  const folder = await mkdtemp(join(tmpdir(), 'onerway-edge-hermes-'));
  try {
    const [source, bytecode] = [join(folder, 'suite.js'), join(folder, 'suite.hbc')];
    await writeFile(source, code);
    await run(binary('hermesc'), ['-O', '-w', '-emit-binary', '-out', bytecode, source]);
    const { stdout } = await run(binary('hermes'), ['-b', '-Xmicrotask-queue', bytecode], { maxBuffer: 64 * 1024 * 1024 });
    const { error, areas } = JSON.parse(stdout.trimEnd().split('\n').at(-1));
    if (error) throw new Error(`the suite did not end: ${error}`);
    return { version: await version(), areas, without: WITHOUT };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function version() {
  const { stdout } = await run(binary('hermes'), ['--version']);
  return /release version: (\S+)/.exec(stdout)[1];
}
