// Counts the steps. A step that fails is shown with its reason, and the others go on.

import { verdict } from './print.mjs';

const tally = { held: 0, failed: 0 };

/** Runs one step. `run` returns the columns to show, and throws, by `expect`, what did not hold. */
export async function step(name, widths, run) {
  let shown = [];
  try {
    await run((...columns) => (shown = columns));
    tally.held += 1;
    verdict([name, ...shown], widths);
  } catch (error) {
    tally.failed += 1;
    verdict([name, ...shown], widths, error.message);
  }
}

export function expect(what, actual, wanted) {
  if (actual !== wanted) throw new Error(`${what}: ${JSON.stringify(actual)}, where ${JSON.stringify(wanted)} was expected`);
}

export function outcome() {
  return { ...tally };
}
