// The packed tarball, as npm installs it: what is in it, that each subpath loads, and what others' tools say of it.
//
//   ONERWAY_EDGE_CONSUMER=FOLDER node tests/js/package.mjs TARBALL

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { isStarted, runChecks, same } from './runners/checks.mjs';
import { consumerFolder, consumerRequire, installedFolder } from './runners/package.mjs';

const [tarball] = process.argv.slice(2);
const installed = installedFolder();
const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
const readme = readFileSync(join(installed, 'README.md'), 'utf8');
const subpaths = Object.keys(manifest.exports).map((subpath) => subpath.slice(1));
const tool = (name) => fileURLToPath(new URL(`runners/node_modules/.bin/${name}`, import.meta.url));
const run = (name, ...options) => execFileSync(process.execPath, [tool(name), ...options], { encoding: 'utf8', stdio: 'pipe' });

export const tests = {
  'the published files are those of the list': () => {
    const listed = readFileSync(new URL('../package-files.txt', import.meta.url), 'utf8').trim().split('\n');
    same(readdirSync(installed, { recursive: true }).sort(), listed, 'the files; a wanted change belongs into tests/package-files.txt');
  },
  'nothing else is installed with it': () => {
    for (const field of ['dependencies', 'peerDependencies', 'optionalDependencies', 'bundleDependencies', 'scripts']) same(manifest[field], undefined, field);
    same(readdirSync(join(consumerFolder(), 'node_modules')).filter((name) => !name.startsWith('.')), ['onerway-edge'], 'node_modules');
  },
  'the conditions stand in their order, the manifest says what bundlers and npm ask': () => {
    // The first that fits is taken: a runtime's own before what it also answers to, `default` last.
    same(Object.keys(manifest.exports['.']), ['wintercg', 'workerd', 'edge-light', 'require', 'default'], 'the conditions of onerway-edge');
    same([manifest.sideEffects, manifest.engines], [false, { node: '>=20' }], 'sideEffects, engines');
  },
  'each subpath is in the README': () => {
    const missing = subpaths.filter((subpath) => !readme.includes(`onerway-edge${subpath}`));
    same(missing, [], 'not mentioned');
  },
  'each link in a text leads to a file of the package': () => {
    const texts = readdirSync(installed, { recursive: true }).filter((file) => file.endsWith('.md'));
    const links = texts.flatMap((file) => {
      const text = readFileSync(join(installed, file), 'utf8');
      return Array.from(text.matchAll(/\]\(([^)\s#]+)[^)\s]*\)/g), ([, link]) => ({ file, link }));
    });
    same(links.length > 30, true, 'links are found');
    const lost = links.filter(({ file, link }) => !/^https?:/.test(link) && !existsSync(join(installed, dirname(file), link)));
    same(lost, [], 'leads nowhere');
  },
  'each subpath is required': () => {
    const require = consumerRequire();
    const loaded = subpaths.filter((subpath) => !subpath.endsWith('.wasm')).map((subpath) => Object.keys(require(`onerway-edge${subpath}`)).length > 0);
    same(loaded.includes(false), false, 'one is empty');
    WebAssembly.validate(readFileSync(require.resolve('onerway-edge/core.wasm'))) || same(false, true, 'core.wasm is valid');
  },
  'import and require have the same names': async () => {
    const require = consumerRequire();
    for (const [subpath, file] of Object.entries({ '': 'index.js', '/js': 'js.js', '/stores': 'stores.js' })) {
      const imported = await import(pathToFileURL(join(installed, file)).href);
      same(Object.keys(imported).sort(), Object.keys(require(`onerway-edge${subpath}`)).sort(), `onerway-edge${subpath}`);
    }
  },
  'the version is one': () => {
    const cargo = readFileSync(new URL('../../Cargo.toml', import.meta.url), 'utf8');
    same(manifest.version, /^version = "(.+)"$/m.exec(cargo)?.[1], 'the version of Cargo.toml');
    same(consumerRequire()('onerway-edge/vectors.json').version, manifest.version, 'the version of vectors.json');
  },
  'the Wasm is the one of integrity.json, in index.js too': async () => {
    const { version, sha256 } = consumerRequire()('onerway-edge/integrity.json');
    const digest = (bytes) => createHash('sha256').update(bytes).digest('hex');
    same([version, sha256], [manifest.version, { 'core.wasm': digest(readFileSync(join(installed, 'core.wasm'))) }], 'integrity.json');
    const { Module } = WebAssembly;
    const compiled = [];
    WebAssembly.Module = function (bytes) {
      compiled.push(digest(bytes));
      return new Module(bytes);
    };
    // Each entry compiles what it holds at its first call.
    const entries = [consumerRequire()('onerway-edge'), await import(pathToFileURL(join(installed, 'index.js')).href)];
    for (const api of entries) api.canonicalString({ a: '1' });
    WebAssembly.Module = Module;
    same(compiled, [sha256['core.wasm'], sha256['core.wasm']], 'what index.cjs and index.js compile');
  },
  publint: () => void run('publint', installed, '--strict'),
  // A module of Wasm can only be imported, which the tool takes for a fault of `require`.
  'are the types wrong': () => void run('attw', tarball, '--exclude-entrypoints', 'core.wasm'),
  'the reference builds without a warning': () =>
    void run(
      'typedoc', '--entryPoints', join(installed, 'index.d.ts'), '--entryPoints', join(installed, 'js.d.ts'), '--entryPoints', join(installed, 'stores.d.ts'), '--emit', 'none', '--readme', 'none',
      '--disableSources', '--treatWarningsAsErrors', '--tsconfig', fileURLToPath(new URL('../types/typedoc.tsconfig.json', import.meta.url)),
    ),
};

if (isStarted(import.meta.url)) await runChecks(tests);
