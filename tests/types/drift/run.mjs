// Holds the hand-written types and the sources against each other and against what is generated from the core; then shows
// that drifts are found.
//
//   node tests/types/drift/run.mjs

import { readFileSync } from 'node:fs';

import { MUTATIONS } from './mutations.mjs';
import { parameterFaults } from './parameters.mjs';
import { fullPath, programOf, typeFaults } from './program.mjs';
import { unreadFaults } from './unread.mjs';
import { wordFaults } from './words.mjs';

function* faultsOf(changed) {
  const program = programOf(changed);
  for (const faults of [typeFaults, parameterFaults, wordFaults, unreadFaults]) yield* faults(program, changed);
}

/** Undefined where the drift is found. */
function escape([what, path, from, to, found]) {
  const text = readFileSync(fullPath(path), 'utf8');
  if (!text.includes(from)) return `${what}: ${path} does not hold ${JSON.stringify(from)}`;
  const faults = [];
  for (const fault of faultsOf({ [path]: text.replace(from, () => to) })) {
    if (fault.includes(found)) return undefined;
    faults.push(fault);
  }
  return [`${what}: no fault says ${found}`, ...faults].join('\n  ');
}

let problems = [...faultsOf({})];
if (problems.length === 0) problems = MUTATIONS.map(escape).filter((problem) => problem !== undefined);
console.log(problems.length > 0 ? problems.join('\n') : `${MUTATIONS.length} mutations, all caught`);
process.exitCode = problems.length > 0 ? 1 : 0;
