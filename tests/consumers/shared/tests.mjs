// What a test runner says of its run, in the JSON that Jest and Vitest both write.

import { readFile } from 'node:fs/promises';

/** Fails unless exactly so many tests ran and all passed. */
export async function testsPassed(file, expected) {
  const report = JSON.parse(await readFile(file, 'utf8'));
  const { success, numTotalTests: total, numPassedTests: passed } = report;
  if (!success || passed !== expected || total !== expected) throw new Error(`${passed} of ${total} tests passed, not ${expected}`);
  return `${passed} tests passed`;
}
