// docs/runtimes.md names for each failure of others what would meet it here: a step of `cargo xtask test`, a test of one, a test of
// the suite or a project. All of that exists.

import { ROWS } from '../../consumers/rows.mjs';
import { same } from '../runners/checks.mjs';
import { consumerRequire, packedVectors } from '../runners/package.mjs';
import { tests as package_ } from '../package.mjs';
import { tests as csp } from '../csp.mjs';
import { defineAreas } from '../suite/index.mjs';
import { STEPS, textOf } from './documents.mjs';
import { tests as packed } from './packed.mjs';

const HEADING = '## What fails elsewhere';

/** The names in the last cell of each row. */
function rowsOfTable() {
  const [, section] = textOf('docs/runtimes.md').split(`\n${HEADING}`);
  const rows = section.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| ---')).slice(1);
  return rows.map((row) => row.slice(0, -2).split(' | ').at(-1).split('`').filter((_, at) => at % 2 === 1));
}

/** Each test of the suite as `area: test`; none is run. */
async function suiteTests() {
  const names = [];
  const report = { area: async (area, define) => define((id) => names.push(`${area}: ${id}`)) };
  await defineAreas(report, consumerRequire()('onerway-edge'), await packedVectors(), { gateway: 'http://127.0.0.1' });
  return names;
}

const withStep = (step, names) => names.map((name) => `${step}: ${name}`);

async function known() {
  return new Set([
    ...STEPS.map(([step]) => step),
    ...withStep('package', Object.keys(package_)),
    ...withStep('js-portable', Object.keys(packed)),
    ...withStep('js-csp', Object.keys(csp)),
    ...withStep('suite', await suiteTests()),
    ...withStep('consumers', ROWS.map(({ name }) => name)),
  ]);
}

export const tests = {
  'each failure has a test, and each test that is named exists': async () => {
    const rows = rowsOfTable();
    same(rows.filter((names) => names.length === 0).length, 0, 'rows without a test');
    const names = await known();
    same(rows.flat().filter((name) => !names.has(name)), [], 'named and not there');
    same(rows.length >= 20, true, `at least 20 failures, not ${rows.length}`);
  },
  'each test of packed files and of policies is in the table': () => {
    const named = new Set(rowsOfTable().flat());
    const own = [...withStep('js-portable', Object.keys(packed)), ...withStep('js-csp', Object.keys(csp))];
    same(own.filter((name) => !named.has(name)), [], 'not in docs/runtimes.md');
  },
};
