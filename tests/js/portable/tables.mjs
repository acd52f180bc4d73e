// The tables of docs/runtimes.md that `cargo xtask matrix` writes: what runs is in them, and nothing else, with the number of its
// tests. Versions are those that npm installs; Node itself and the browsers are the machine's.

import { existsSync, readdirSync } from 'node:fs';

import { ROWS } from '../../consumers/rows.mjs';
import { same } from '../runners/checks.mjs';
import { RUNTIMES } from '../runtimes.mjs';
import { STEPS, textOf, urlOf } from './documents.mjs';

/** The packages of the runtimes that npm installs. */
const PACKAGES = {
  node22: 'node22',
  node24: 'node24',
  deno: 'deno',
  bun: '@oven/bun-linux-x64',
  workerd: 'workerd',
  'workerd-nodejs': 'workerd',
  'edge-runtime': 'edge-runtime',
  hermes: 'hermes-engine-cli',
};
const ANEW = 'cargo xtask matrix writes the table';

const json = (path) => JSON.parse(textOf(path));

/** The cells of the table after a mark, by the name that stands last in each row's command. */
function rowsAfter(mark) {
  const [, table] = textOf('docs/runtimes.md').split(`<!-- ${mark} -->`);
  const rows = table.split('<!-- end -->')[0].split('\n').filter((line) => line.startsWith('| ')).slice(2);
  const cells = rows.map((row) => row.slice(2, -2).split(' | ').map((cell) => cell.trim()));
  return cells.map((row) => [row.at(-1).replaceAll('`', '').split(' ').at(-1), row]);
}

const names = (rows) => rows.map(([name]) => name);

/** The same names in the same order; of long lists only what differs is said. */
function sameNames(actual, expected, what) {
  const missing = expected.filter((name) => !actual.includes(name));
  const others = actual.filter((name) => !expected.includes(name));
  if (missing.length + others.length > 0) throw new Error(`${what}: missing [${missing.join(', ')}], too many [${others.join(', ')}]`);
  same(actual, expected, `${what}, in order`);
}

/** What npm installs, by its name. */
function lockedVersions() {
  const packages = ['package-lock.json', 'tests/js/runners/package-lock.json'].flatMap((file) => Object.entries(json(file).packages));
  return new Map(packages.map(([path, { version }]) => [path.replace(/^node_modules\//, ''), version]));
}

export const tests = {
  'each runtime has its step, and the other way round': () => {
    const suites = STEPS.filter(([, runtime]) => runtime !== undefined);
    sameNames(suites.map((step) => step.join(' ')), Object.keys(RUNTIMES).map((name) => `js-${name} ${name}`), 'the steps that run the suite');
  },
  'the table of runtimes has each, its version and its number of tests': () => {
    const rows = rowsAfter('matrix');
    sameNames(names(rows), Object.keys(RUNTIMES), `the rows (${ANEW})`);
    const versions = lockedVersions();
    for (const [name, [title, version, entry, passed, failed]] of rows) {
      const expected = RUNTIMES[name];
      const installed = name in PACKAGES ? versions.get(PACKAGES[name]) : version;
      same([title, version, entry, failed], [expected.title, installed, expected.entry, '0'], `${name}; ${ANEW}`);
      same(Number(passed), expected.tests, `the tests in ${name}; node tests/js/counts.mjs writes them`);
    }
  },
  'each project that is there is built': () => {
    const folders = readdirSync(urlOf('tests/consumers')).filter((name) => existsSync(urlOf(`tests/consumers/${name}/row.mjs`)));
    sameNames([...new Set(ROWS.map(({ project }) => project))].sort(), folders.sort(), 'the projects of tests/consumers/rows.mjs');
  },
  'the table of projects has each, and the version of its tool': () => {
    const rows = rowsAfter('consumers');
    sameNames(names(rows), ROWS.map(({ name }) => name), `the rows (${ANEW})`);
    const { devDependencies } = json('tests/consumers/package.json');
    for (const [at, [name, [title, version]]] of rows.entries()) {
      const { title: expected, tool } = ROWS[at];
      // `npm:typescript@5.4.5` is a version too.
      same([title, version], [expected, devDependencies[tool].split('@').at(-1)], `${name}; ${ANEW}`);
    }
  },
};
