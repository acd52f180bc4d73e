// The JavaScript suite against the packed package, in one of the runtimes of runtimes.mjs:
//
//   ONERWAY_EDGE_CONSUMER=FOLDER node tests/js/run.mjs node | deno | workerd | ...
//
// One line for each area, each failure with what was expected, and a summary as the last line.

import { RUNTIMES } from './runtimes.mjs';

/** A test that is lost fails nowhere else. */
function wrongCount(ran, expected) {
  const difference = ran < expected ? `${expected - ran} fewer` : `${ran - expected} more`;
  return `${ran} tests, expected ${expected}: ${difference} than tests/js/runtimes.mjs counts`;
}

/** Tells each area of a runtime. */
async function inRuntime({ run, tests: expected }) {
  const { version, areas, without = {} } = await run();
  const width = Math.max(...areas.map((area) => area.name.length));
  const failures = [];
  let passed = 0;
  for (const area of areas) {
    const failed = area.failures.length;
    const count = String(area.passed).padStart(4);
    const left = area.left.length > 0 ? `, ${area.left.length} left out` : '';
    const seconds = area.ms >= 1000 ? `  ${(area.ms / 1000).toFixed(1)} s` : '';
    console.log(`  ${area.name.padEnd(width)}  ${count} passed${failed ? `, ${failed} failed` : ''}${left}${seconds}`);
    passed += area.passed;
    failures.push(...area.failures.map((failure) => ({ ...failure, area: area.name })));
  }
  const ran = passed + failures.length;
  const left = new Set(areas.flatMap((area) => area.left));
  for (const [why, tests] of Object.entries(without)) {
    console.log(`\nleft out, since ${why}:\n${tests.map((test) => `  ${test}`).join('\n')}`);
    const lost = tests.filter((test) => !left.has(test));
    failures.push(...lost.map((test) => ({ area: 'suite', id: test, what: 'is to be left out, and there is no such test' })));
  }
  if (ran !== expected) failures.push({ area: 'suite', id: 'count', what: wrongCount(ran, expected) });
  return { version, passed, failed: failures.length, failures };
}

const name = process.argv[2];
if (!Object.hasOwn(RUNTIMES, name ?? '') || process.argv.length > 3) {
  console.error(`usage: node tests/js/run.mjs ${Object.keys(RUNTIMES).join(' | ')}`);
  process.exit(2);
}
const { version, passed, failed, failures } = await inRuntime(RUNTIMES[name]);
for (const failure of failures) {
  const { area, id, what, expected, actual } = failure;
  console.log(`\n${[area, id].filter(Boolean).join(' / ')}: ${what ?? 'failed'}`);
  if (expected !== undefined) console.log(`  expected ${expected}\n  actual   ${actual}`);
}
console.log(`${failures.length > 0 ? '\n' : ''}${version}: ${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
