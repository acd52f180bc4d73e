// The suite in every runtime, as a table: printed, and written to docs/runtimes.md.
//
//   ONERWAY_EDGE_CONSUMER=FOLDER node tests/js/matrix.mjs

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { RUNTIMES } from './runtimes.mjs';

const PROGRAM = fileURLToPath(new URL('run.mjs', import.meta.url));
const DOCUMENT = new URL('../../docs/runtimes.md', import.meta.url);
const HEAD = ['runtime', 'version', 'entry', 'tests', 'failed', 'command'];

const rows = [];
const problems = [];
for (const [name, { title, entry }] of Object.entries(RUNTIMES)) {
  process.stdout.write(`${title.padEnd(26)}`);
  const { stdout, stderr, status } = spawnSync(process.execPath, [PROGRAM, name], { encoding: 'utf8', maxBuffer: 1e9 });
  const [, version = '?', passed = '0', failed = '?'] = /^(\S+): (\d+) passed, (\d+) failed\s*$/m.exec(stdout) ?? [];
  const isGreen = status === 0 && failed === '0';
  console.log(`${isGreen ? 'ok  ' : 'FAIL'}  ${version.padEnd(16)} ${passed.padStart(5)} passed, ${failed} failed`);
  rows.push([title, version, entry, passed, failed, `\`cargo xtask test --runtime ${name}\``]);
  if (!isGreen) problems.push(`${title}\n${stdout}${stderr}`);
}

const widths = HEAD.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at].length)));
const line = (cells) => `| ${cells.map((cell, at) => cell.padEnd(widths[at])).join(' | ')} |`;
const table = [line(HEAD), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
if (problems.length === 0) {
  const text = readFileSync(DOCUMENT, 'utf8');
  writeFileSync(DOCUMENT, text.replace(/(<!-- matrix -->\n)[^]*?(\n<!-- end -->)/, (_, start, end) => `${start}\n${table}\n${end}`));
}
for (const problem of problems) console.log(`\n${problem}`);
console.log(`\nmatrix: ${rows.length - problems.length} of ${rows.length} runtimes are green`);
process.exitCode = problems.length > 0 ? 1 : 0;
