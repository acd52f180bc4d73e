// target/consumers: the projects beside the tools, and the packed package installed there as npm does it.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { copySample } from './sample.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SOURCES = fileURLToPath(new URL('../', import.meta.url));
export const TARGET = join(ROOT, 'target/consumers');
const MODULES = join(TARGET, 'node_modules');

// What this harness consists of is no part of a project.
const OURS = ['run.mjs', 'rows.mjs', 'row.mjs', 'shared', 'node_modules'];

function npm(...words) {
  const { status, stdout, stderr, error } = spawnSync('npm', words, { cwd: TARGET, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm ${words.join(' ')}: ${error?.message ?? status}\n${stdout}${stderr}`);
}

/** Sources as they are now; of the run before only the tools stay. */
async function copySources() {
  await mkdir(TARGET, { recursive: true });
  for (const name of await readdir(TARGET)) {
    if (name !== 'node_modules') await rm(join(TARGET, name), { recursive: true });
  }
  await cp(SOURCES, TARGET, { recursive: true, preserveTimestamps: true, filter: (file) => file === SOURCES || !OURS.includes(basename(file)) });
  for (const { name } of (await readdir(TARGET, { withFileTypes: true })).filter((entry) => entry.isDirectory())) {
    if (name !== 'node_modules') await copySample(join(TARGET, name));
  }
}

async function installTools() {
  // npm writes this file at the end of every installation.
  const modified = async (file) => (existsSync(file) ? (await stat(file)).mtimeMs : 0);
  const installed = await modified(join(MODULES, '.package-lock.json'));
  if (installed < (await modified(join(TARGET, 'package-lock.json')))) npm('ci', '--ignore-scripts');
}

async function tarball() {
  const files = (await readdir(ROOT)).filter((name) => /^onerway-edge-.*\.tgz$/.test(name));
  if (files.length !== 1) throw new Error(`one tarball is needed in the root, there are ${files.length}: cargo xtask build`);
  return join(ROOT, files[0]);
}

/** Versions of all that is installed, as far as the lock file names it. */
async function packages() {
  const lock = JSON.parse(await readFile(join(TARGET, 'package-lock.json'), 'utf8'));
  return Object.keys(lock.packages).filter((path) => path !== '' && existsSync(join(TARGET, path)));
}

export async function layOut() {
  await copySources();
  await installTools();
  // Else npm keeps an installed package whose version has not changed.
  await rm(join(MODULES, 'onerway-edge'), { recursive: true, force: true });
  const before = await packages();
  // With the lock file, since without it npm would look for newer tools.
  npm('install', '--no-save', '--no-audit', '--no-fund', '--offline', '--ignore-scripts', await tarball());
  const lost = before.filter((path) => !existsSync(join(TARGET, path)));
  if (lost.length > 0) throw new Error(`npm has removed ${lost.join(', ')}`);
}

export async function versionOf(tool) {
  return JSON.parse(await readFile(join(MODULES, tool, 'package.json'), 'utf8')).version;
}
