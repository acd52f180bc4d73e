// Every store of onerway-edge/stores against the real server:
//
//   ONERWAY_EDGE_CONSUMER=FOLDER node tests/js/stores/run.mjs [settings | memory | redis | ...]
//
// One line for each store, each failure with what was expected, and a summary as the last line.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { consumerFolder } from '../runners/package.mjs';
import { Report } from '../suite/harness.mjs';
import * as memory from './places/memory.mjs';
import * as postgres from './places/postgres.mjs';
import * as redis from './places/redis.mjs';
import { d1, durableObject } from './places/workerd.mjs';
import { denoKv, sqlite } from './places/deno.mjs';
import { faultsArea, killArea, outagesArea } from './faults.mjs';
import { recipeArea } from './recipes.mjs';
import { settingsAreas } from './settings.mjs';
import { callbackArea, sharedArea, stormArea } from './shared.mjs';

const PLACES = [memory, durableObject, d1, denoKv, redis, postgres, sqlite];
const ROUNDS = 100;
// Fewer would mean that some were lost.
const LEAST = { settings: 40, alone: 58, shared: 63 };

const consumer = consumerFolder();
const apiFile = join(consumer, `stores-${process.pid}.mjs`);
writeFileSync(apiFile, "export * from 'onerway-edge/stores';\nexport { Onerway, OnerwayError, signCallback } from 'onerway-edge';\n");
const context = { consumer, api: pathToFileURL(apiFile).href, agent: fileURLToPath(new URL('agent.mjs', import.meta.url)) };

async function testPlace(place) {
  // In /tmp itself, since the path of a Unix socket has to be short.
  const folder = mkdtempSync(join(tmpdir(), 'stores-'));
  let started;
  try {
    started = await place.startPlace({ ...context, folder });
    return await testStarted(place, started);
  } finally {
    await started?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function testStarted(place, { open, recipe, outages = [] }) {
  const report = new Report();
  const a = await open('a');
  const version = await a.call({ do: 'version' });
  report.areas.push(...(await a.call({ do: 'contract' })));
  const isShared = place !== memory;
  if (isShared) {
    const b = await open('b');
    await b.call({ do: 'version' });
    await sharedArea(report, a, b);
    await stormArea(report, [a, b]);
    await callbackArea(report, [a, b]);
    // Both mostly wait for claims to expire.
    await Promise.all([faultsArea(report, a), killArea(report, () => open('lost'), () => open('next'))]);
    const own = (await a.call({ do: 'outages' })).map((name) => {
      const step = (step) => () => a.call({ do: 'outage', name, step });
      return [name, step('begin'), step('end')];
    });
    if (recipe) await recipeArea(report, [a, b], recipe);
    if (own.length > 0) await outagesArea(report, [a], own);
    if (outages.length > 0) await outagesArea(report, [a, b], outages);
    await b.close();
  } else {
    await stormArea(report, [a]);
    await callbackArea(report, [a]);
    await faultsArea(report, a);
  }
  const times = await a.call({ do: 'time', rounds: ROUNDS });
  await a.close();
  return { version, areas: report.areas, times, least: isShared ? LEAST.shared : LEAST.alone };
}

const milliseconds = (time) => time.toFixed(2).padStart(6);
const failures = [];
let passed = 0;

function tell(name, { version, areas, times, least }, seconds) {
  const succeeded = areas.reduce((sum, area) => sum + area.passed, 0);
  const failed = areas.flatMap((area) => area.failures.map((failure) => ({ ...failure, area: `${name}: ${area.name}` })));
  if (succeeded + failed.length < least) failed.push({ area: name, what: `only ${succeeded + failed.length} checks ran, at least ${least} were expected` });
  passed += succeeded;
  failures.push(...failed);
  const checks = `${String(succeeded).padStart(3)} passed, ${failed.length} failed`;
  const timing = times
    ? `  ms a call: claim ${milliseconds(times.claim)}, complete ${milliseconds(times.complete)}, done ${milliseconds(times.done)}`
    : '';
  console.log(`  ${name.padEnd(15)}${version.padEnd(24)}${checks}  ${seconds.toFixed(1).padStart(5)} s${timing}`);
}

async function timed(name, run) {
  const started = Date.now();
  let result;
  try {
    result = await run();
  } catch (error) {
    result = { version: '', areas: [{ name: 'start', passed: 0, failures: [{ what: String(error?.stack ?? error) }] }], least: 0 };
  }
  tell(name, result, (Date.now() - started) / 1000);
}

const [only] = process.argv.slice(2);
try {
  const api = await import(context.api);
  if (!only || only === 'settings') await timed('settings', async () => ({ version: '', areas: await settingsAreas(api, consumer), least: LEAST.settings }));
  for (const place of PLACES.filter(({ name }) => !only || name === only)) {
    await timed(place.name, async () => {
      const result = await testPlace(place);
      return { ...result, version: `${place.server} ${result.version}` };
    });
  }
} finally {
  rmSync(apiFile);
}
for (const { area, id, what, expected, actual } of failures) {
  console.log(`\n${[area, id].filter(Boolean).join(' / ')}: ${what}`);
  if (expected !== undefined) console.log(`  expected ${expected}\n  actual   ${actual}`);
}
console.log(`${failures.length > 0 ? '\n' : ''}${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 || passed === 0 ? 1 : 0;
