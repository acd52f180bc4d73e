// Jest without a configuration: CommonJS in Node and in jsdom, and ES modules.

import { join } from 'node:path';

import { noWarning } from '../shared/bundle.mjs';
import { testsPassed } from '../shared/tests.mjs';

const withFlags = (flags, expected, env = {}) => async ({ folder, bin, exec }) => {
  const words = ['--json', '--outputFile=result.json', ...flags];
  // Node says so of the option itself.
  noWarning(await exec(bin('jest'), words, { env }), /ExperimentalWarning: VM Modules|--trace-warnings/);
  return testsPassed(join(folder, 'result.json'), expected);
};

const MODULES = { NODE_OPTIONS: '--experimental-vm-modules' };

export const rows = [
  { name: 'jest-node', title: 'Jest, CommonJS', tool: 'jest', run: withFlags(['anywhere', 'node'], 23) },
  { name: 'jest-jsdom', title: 'Jest, jsdom', tool: 'jest', run: withFlags(['--env=jsdom', 'anywhere'], 19) },
  { name: 'jest-esm', title: 'Jest, ES modules', tool: 'jest', run: withFlags(['esm'], 3, MODULES) },
];
