// docs/runtimes.md names for each failure of others what would meet it here: all of that exists, and `cargo xtask test` runs it.

import { existsSync, readFileSync, readdirSync } from 'node:fs';

import { same } from '../runners/checks.mjs';
import { consumerRequire, packedVectors } from '../runners/package.mjs';
import { tests as package_ } from '../package.mjs';
import { RUNTIMES } from '../runtimes.mjs';
import { tests as csp } from '../csp.mjs';
import { defineAreas } from '../suite/index.mjs';
import { tests as bundles } from './bundle.mjs';
import { tests as loads } from './load.mjs';

const HEADING = '## What fails elsewhere';
const project = new URL('../../../', import.meta.url);
const textOf = (path) => readFileSync(new URL(path, project), 'utf8');

/** The names in the last cell of each row. */
function rowsOfTable() {
  const [, section] = textOf('docs/runtimes.md').split(`\n${HEADING}`);
  const rows = section.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| ---')).slice(1);
  return rows.map((row) => row.slice(0, -2).split(' | ').at(-1).split('`').filter((_, at) => at % 2 === 1));
}

/** The steps of `cargo xtask test`, as its sources name them. */
function steps() {
  const text = textOf('xtask/src/steps.rs') + textOf('xtask/src/runtimes.rs');
  return Array.from(text.matchAll(/\b(?:on_package|on_sources|runtime)\(\s*"([^"]+)"/g), ([, name]) => name);
}

/** Each test of the suite as `area: test`; none is run. */
async function suiteTests() {
  const names = [];
  const report = { area: async (area, define) => define((id) => names.push(`${area}: ${id}`)) };
  await defineAreas(report, consumerRequire()('onerway-edge'), await packedVectors(), { gateway: 'http://127.0.0.1' });
  return names;
}

/** The rows of the projects that build with other tools. */
function consumers() {
  const folder = new URL('tests/consumers/', project);
  const projects = existsSync(folder) ? readdirSync(folder) : [];
  const files = projects.map((name) => new URL(`${name}/row.mjs`, folder)).filter((file) => existsSync(file));
  return files.flatMap((file) => Array.from(readFileSync(file, 'utf8').matchAll(/\bname: '([^']+)'/g), ([, name]) => name));
}

const withStep = (step, names) => names.map((name) => `${step}: ${name}`);
const OF_CONSUMERS = 'consumers: ';

async function known() {
  return new Set([
    ...steps(),
    ...withStep('package', Object.keys(package_)),
    ...withStep('js-portable', Object.keys({ ...loads, ...bundles })),
    ...withStep('js-csp', Object.keys(csp)),
    ...withStep('suite', await suiteTests()),
  ]);
}

/** The cells of the table between two marks, by the name that stands last in each row's command. */
function rowsBetween(mark) {
  const [, table] = textOf('docs/runtimes.md').split(`<!-- ${mark} -->`);
  const rows = table.split('<!-- end -->')[0].split('\n').filter((line) => line.startsWith('| ')).slice(2);
  const cells = rows.map((row) => row.slice(2, -2).split(' | ').map((cell) => cell.trim()));
  return new Map(cells.map((row) => [row.at(-1).replaceAll('`', '').split(' ').at(-1), row]));
}

export const tests = {
  'each runtime is in its table, with no fewer tests than there are': () => {
    const rows = rowsBetween('matrix');
    same([...rows.keys()], Object.keys(RUNTIMES), 'the rows; cargo xtask matrix writes them');
    for (const [name, { minimum }] of Object.entries(RUNTIMES)) {
      const [, , , passed, failed] = rows.get(name);
      same([Number(passed) >= minimum, failed], [true, '0'], `${name}: ${passed} passed; cargo xtask matrix counts anew`);
    }
  },
  'each project that is built is in its table': () => {
    same([...rowsBetween('consumers').keys()].sort(), consumers().sort(), 'the rows; cargo xtask matrix writes them');
  },
  'each failure has a test, and each test that is named exists': async () => {
    const rows = rowsOfTable();
    same(rows.filter((names) => names.length === 0).length, 0, 'rows without a test');
    const names = await known();
    same(rows.flat().filter((name) => !names.has(name) && !name.startsWith(OF_CONSUMERS)), [], 'named and not there');
    same(rows.length >= 20, true, `at least 20 failures, not ${rows.length}`);
  },
  'each project that is named exists': () => {
    const named = new Set(rowsOfTable().flat().filter((name) => name.startsWith(OF_CONSUMERS)));
    for (const name of withStep('consumers', consumers())) named.delete(name);
    same([...named], [], 'named and not there');
  },
  'each test of packed files and of policies is in the table': () => {
    const named = new Set(rowsOfTable().flat());
    const own = [...withStep('js-portable', Object.keys({ ...loads, ...bundles })), ...withStep('js-csp', Object.keys(csp))];
    same(own.filter((name) => !named.has(name)), [], 'not in docs/runtimes.md');
  },
};
