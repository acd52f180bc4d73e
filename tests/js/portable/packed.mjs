// The tests of the packed files, each of which is in the table of what fails elsewhere: failures.mjs.

import { tests as bundles } from './bundle.mjs';
import { tests as code } from './code.mjs';
import { tests as loads } from './load.mjs';
import { tests as workers } from './workers.mjs';

export const tests = { ...loads, ...bundles, ...code, ...workers };
