// Vitest without a configuration, in Node and with a page's globals.

import { join } from 'node:path';

import { noWarning } from '../shared/bundle.mjs';
import { testsPassed } from '../shared/tests.mjs';

const within = (environment) => async ({ folder, bin, exec }) => {
  const words = ['run', `--environment=${environment}`, '--reporter=default', '--reporter=json', '--outputFile.json=result.json'];
  noWarning(await exec(bin('vitest'), words));
  return testsPassed(join(folder, 'result.json'), 7);
};

export const rows = [
  { name: 'vitest', title: 'Vitest', tool: 'vitest', run: within('node') },
  { name: 'vitest-jsdom', title: 'Vitest, jsdom', tool: 'vitest', run: within('jsdom') },
];
