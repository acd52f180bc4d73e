// Other programs: run to their end, or kept as servers. Each has a process group of its own, which is all that is ended.

import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

const PATIENCE = 120_000;

const running = new Set();

function launch(command, words, { cwd, env = {} }) {
  // What tells tools that nobody is at the terminal, and nothing is to be sent to anybody.
  const quiet = { CI: '1', NO_COLOR: '1', DO_NOT_TRACK: '1', NEXT_TELEMETRY_DISABLED: '1', WRANGLER_SEND_METRICS: 'false' };
  const { FORCE_COLOR, NODE_OPTIONS, ...inherited } = process.env;
  const child = spawn(command, words, { cwd, env: { ...inherited, ...quiet, ...env }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (status, signal) => resolve(signal ?? status));
  });
  const started = { child, ended, line: [command, ...words].join(' '), output: () => output };
  running.add(started);
  return started;
}

/** To the whole group; a program that could not be started has none. */
function send({ child }, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** What `promise` gives, or `late` after so long. */
async function within(ms, promise, late) {
  let timer;
  const timeout = new Promise((resolve) => (timer = setTimeout(resolve, ms, late)));
  const value = await Promise.race([promise, timeout]);
  clearTimeout(timer);
  return value;
}

/** Ends the whole group. Who has left it may keep the pipes, but does not keep us. */
async function end(started) {
  send(started, 'SIGTERM');
  await within(5000, started.ended);
  send(started, 'SIGKILL');
  await within(1000, started.ended);
  started.child.stdout.destroy();
  started.child.stderr.destroy();
  running.delete(started);
}

process.on('exit', () => running.forEach((started) => send(started, 'SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

/** Runs to the end; gives what was printed, and a failure carries it. */
export async function exec(command, words, options) {
  const started = launch(command, words, options);
  const status = await within(PATIENCE, started.ended, `not done within ${PATIENCE / 1000} s`);
  await end(started);
  if (status !== 0) throw new Error(`${started.line}: ${status}\n${started.output()}`);
  return started.output();
}

/** A server, from where it has printed `ready`. */
export async function start(command, words, { ready, ...options }) {
  const started = launch(command, words, options);
  const deadline = Date.now() + PATIENCE;
  let status;
  started.ended.then((value) => (status = value));
  while (!ready.test(started.output())) {
    if (status !== undefined || Date.now() > deadline) {
      const reason = status ?? `not ready within ${PATIENCE / 1000} s`;
      await end(started);
      throw new Error(`${started.line}: ${reason}\n${started.output()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { stop: () => end(started), output: started.output };
}

/** A port of this machine that is free. */
export async function port() {
  const server = createServer();
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port: free } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return free;
}
