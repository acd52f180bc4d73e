// Brings the numbers of tests from runtimes.mjs to the table of docs/runtimes.md, which `cargo xtask matrix` does too, but only
// after it has run everything:
//
//   node tests/js/counts.mjs

import { readFileSync, writeFileSync } from 'node:fs';

import { RUNTIMES } from './runtimes.mjs';

const DOCUMENT = new URL('../../docs/runtimes.md', import.meta.url);

let text = readFileSync(DOCUMENT, 'utf8');
for (const [name, { tests }] of Object.entries(RUNTIMES)) {
  const cell = new RegExp(`\\d+ *(?= \\| \\d+ +\\| \`cargo xtask test --runtime ${name}\`)`);
  text = text.replace(cell, (before) => String(tests).padEnd(before.length));
}
writeFileSync(DOCUMENT, text);
