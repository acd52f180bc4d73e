// Programs that the tests start. Each is ended by its own id, at the latest when the tests end.

import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';

const running = new Set();

process.on('exit', () => running.forEach((child) => kill(child)));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

/** With all that it has started, if it leads a group; and without a word to it. */
function kill(child) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  process.kill(child.isGroup ? -child.pid : child.pid, 'SIGKILL');
}

/** Starts a program; what it prints on standard error is kept, to be told if it fails. */
export function start(program, args, options = {}) {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], ...options });
  running.add(child);
  child.printed = '';
  child.stderr.on('data', (data) => {
    child.printed = (child.printed + data).slice(-4000);
  });
  child.ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(`${program}: ${error.message}`));
    child.once('exit', (code, signal) => resolve(`${program} ended with ${signal ?? code}\n${child.printed}`));
  }).finally(() => running.delete(child));
  child.stdin.on('error', () => {});
  return child;
}

/** Runs a program to its end, which has to be a good one. */
export async function run(program, args, options) {
  const child = start(program, args, options);
  child.stdout.resume();
  const how = await child.ended;
  if (child.exitCode !== 0) throw new Error(how);
}

export async function end(child, signal) {
  child.kill(signal);
  await child.ended;
}

/** The processes that a process has started itself; as Linux tells it. */
export function childrenOf(pid) {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return processes.filter((name) => parentOf(name) === pid).map(Number);
}

function parentOf(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/^PPid:\s+(\d+)/m)[1]);
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}

/** Waits until `isReady` gives true. */
export async function waitFor(child, isReady) {
  for (const started = Date.now(); Date.now() - started < 30_000; ) {
    if (await isReady()) return;
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(await child.ended);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${child.spawnfile} was not ready in time\n${child.printed}`);
}

const LONGEST_MS = 90_000;

/**
 * Starts a process that answers commands, a line each: agent.mjs or workerd-host.mjs. It leads a group of processes,
 * so that what it starts ends with it.
 */
export function startAgent(program, args) {
  const child = start(program, args, { detached: true });
  child.isGroup = true;
  const waiting = new Map();
  let last = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { id, value, error } = JSON.parse(line);
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) resolve(value);
    else reject(new Error(error));
  });
  let ended;
  void child.ended.then((how) => {
    ended = new Error(how);
    waiting.forEach(({ reject }) => reject(ended));
  });
  return {
    call(command) {
      if (ended) throw ended;
      const id = (last += 1);
      const late = setTimeout(() => kill(child), LONGEST_MS);
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        child.stdin.write(`${JSON.stringify({ id, ...command })}\n`);
      }).finally(() => clearTimeout(late));
    },
    async kill() {
      kill(child);
      await child.ended;
    },
    async close() {
      child.stdin.end();
      await child.ended;
    },
  };
}
