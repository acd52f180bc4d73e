// The suite in every runtime, and the projects built with every tool, as tables: printed, and written to docs/runtimes.md.
//
//   ONERWAY_EDGE_CONSUMER=FOLDER node tests/js/matrix.mjs

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { RUNTIMES } from './runtimes.mjs';

const SUITE = fileURLToPath(new URL('run.mjs', import.meta.url));
const CONSUMERS = fileURLToPath(new URL('../consumers/run.mjs', import.meta.url));
const DOCUMENT = new URL('../../docs/runtimes.md', import.meta.url);

const problems = [];

function runtimes() {
  return Object.entries(RUNTIMES).map(([name, { title, entry }]) => {
    process.stdout.write(`${title.padEnd(26)}`);
    const { stdout, stderr, status } = spawnSync(process.execPath, [SUITE, name], { encoding: 'utf8', maxBuffer: 1e9 });
    const [, version = '?', passed = '0', failed = '?'] = /^(\S+): (\d+) passed, (\d+) failed\s*$/m.exec(stdout) ?? [];
    const isGreen = status === 0 && failed === '0';
    console.log(`${isGreen ? 'ok  ' : 'FAIL'}  ${version.padEnd(16)} ${passed.padStart(5)} passed, ${failed} failed`);
    if (!isGreen) problems.push(`${title}\n${stdout}${stderr}`);
    return [title, version, entry, passed, failed, `\`cargo xtask test --runtime ${name}\``];
  });
}

/** They print their own lines. */
function consumers() {
  const folder = mkdtempSync(join(tmpdir(), 'consumers-'));
  const file = join(folder, 'rows.json');
  try {
    const { status } = spawnSync(process.execPath, [CONSUMERS, '--json', file], { stdio: 'inherit' });
    if (status !== 0) {
      problems.push('tests/consumers/run.mjs has failed, see above');
      return [];
    }
    const rows = JSON.parse(readFileSync(file, 'utf8'));
    return rows.map(({ name, title, version, note }) => [title, version, note, `\`node tests/consumers/run.mjs ${name}\``]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function table(head, rows) {
  const widths = head.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at].length)));
  const line = (cells) => `| ${cells.map((cell, at) => cell.padEnd(widths[at])).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** Replaces what stands between the mark and the next end. */
function write(mark, text) {
  const place = new RegExp(`(<!-- ${mark} -->\n)[^]*?(\n<!-- end -->)`);
  const document = readFileSync(DOCUMENT, 'utf8');
  if (!place.test(document)) throw new Error(`docs/runtimes.md has no place for ${mark}`);
  writeFileSync(DOCUMENT, document.replace(place, (_, start, end) => `${start}\n${text}\n${end}`));
}

const runtimeRows = runtimes();
console.log();
const consumerRows = consumers();
if (problems.length === 0) {
  write('matrix', table(['runtime', 'version', 'entry', 'tests', 'failed', 'command'], runtimeRows));
  write('consumers', table(['tool', 'version', 'result', 'command'], consumerRows));
}
for (const problem of problems) console.log(`\n${problem}`);
const count = `${runtimeRows.length} runtimes and ${consumerRows.length} projects`;
console.log(problems.length === 0 ? `\nmatrix: ${count}, all green` : `\nmatrix: ${problems.length} problems in ${count}`);
process.exitCode = problems.length > 0 ? 1 : 0;
