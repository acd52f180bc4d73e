// The packed files as others meet them: loaded where little is there, and bundled. docs/runtimes.md says which failure each of
// these keeps out; its tables are held against what there is.
//
//   ONERWAY_EDGE_CONSUMER=FOLDER node tests/js/portable.mjs

import { tests as failures } from './portable/failures.mjs';
import { tests as packed } from './portable/packed.mjs';
import { tests as tables } from './portable/tables.mjs';
import { runChecks } from './runners/checks.mjs';

await runChecks({ ...packed, ...failures, ...tables });
