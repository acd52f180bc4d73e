// Builds small projects with the tools people use, with the tools' default settings, against the packed tarball:
//
//   node tests/consumers/run.mjs [--json FILE] [ROW or PROJECT ...]
//
// One line for each row, the whole output of each failure, and a summary as the last line.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { ROWS } from './rows.mjs';
import { inChromium } from './shared/chromium.mjs';
import { TARGET, layOut, versionOf } from './shared/layout.mjs';
import { exec, port, start } from './shared/processes.mjs';

/** What a row may use; the servers it starts are added to `servers`. */
function contextOf({ project }, servers) {
  const folder = join(TARGET, project);
  const here = (options) => ({ cwd: folder, ...options });
  return {
    folder,
    bin: (name) => join(TARGET, 'node_modules/.bin', name),
    exec: (command, words, options) => exec(command, words, here(options)),
    start: async (command, words, options) => {
      const server = await start(command, words, here(options));
      servers.push(server);
      return server;
    },
    port,
    inChromium,
  };
}

async function outcomeOf(row) {
  const started = performance.now();
  const servers = [];
  let version = '?';
  let note = '';
  let problem;
  try {
    version = await versionOf(row.tool);
    note = await row.run(contextOf(row, servers));
  } catch (error) {
    problem = [error.stack ?? error, ...servers.map((server) => server.output())].join('\n');
  }
  const seconds = (performance.now() - started) / 1000;
  return { name: row.name, title: row.title, tool: row.tool, version, passed: problem === undefined, seconds, note, problem };
}

const { values, positionals: wanted } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true });
const unknown = wanted.filter((word) => !ROWS.some(({ name, project }) => word === name || word === project));
if (unknown.length > 0) {
  console.error(`no row or project: ${unknown.join(', ')}; there are ${ROWS.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
const rows = wanted.length > 0 ? ROWS.filter(({ name, project }) => wanted.includes(name) || wanted.includes(project)) : ROWS;

await layOut();
const width = Math.max(...rows.map(({ name }) => name.length));
const outcomes = [];
for (const row of rows) {
  const outcome = await outcomeOf(row);
  const { name, tool, version, passed, seconds, note } = outcome;
  const words = [name.padEnd(width), `${tool} ${version}`.padEnd(24), passed ? 'ok  ' : 'FAIL', `${seconds.toFixed(1).padStart(5)} s`, note];
  console.log(`  ${words.join('  ')}`.trimEnd());
  outcomes.push(outcome);
}
const failed = outcomes.filter(({ passed }) => !passed);
for (const { name, problem } of failed) console.log(`\n${name}\n${problem}`);
if (values.json) await writeFile(values.json, `${JSON.stringify(outcomes, null, 2)}\n`);
console.log(`${failed.length > 0 ? '\n' : ''}${outcomes.length - failed.length} rows passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 || outcomes.length === 0 ? 1 : 0;
