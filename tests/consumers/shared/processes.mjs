// Other programs: run to their end, or kept as servers. Each has a process group of its own, which is all that is ended.

import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

const PATIENCE = 120_000;

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
  const line = [command, ...words].join(' ');
  return { child, ended, line, output: () => output };
}

function kill({ child }, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** A value after some time, without keeping the process alive for it. */
function after(ms, value) {
  let timer;
  const promise = new Promise((resolve) => (timer = setTimeout(resolve, ms, value)));
  return { promise, cancel: () => clearTimeout(timer) };
}

/** Runs to the end; gives what was printed, and a failure carries it. */
export async function exec(command, words, options) {
  const started = launch(command, words, options);
  const timeout = after(PATIENCE, 'timeout');
  const end = await Promise.race([started.ended, timeout.promise]);
  timeout.cancel();
  if (end === 'timeout') kill(started, 'SIGKILL');
  if (end !== 0) throw new Error(`${started.line}: ${end}\n${started.output()}`);
  return started.output();
}

/** A server, from where it has printed `ready`. */
export async function start(command, words, { ready, ...options }) {
  const started = launch(command, words, options);
  const deadline = Date.now() + PATIENCE;
  let end;
  started.ended.then((value) => (end = value));
  const stop = async () => {
    kill(started, 'SIGTERM');
    const timeout = after(5000, undefined);
    await Promise.race([started.ended, timeout.promise]);
    timeout.cancel();
    // Whatever of the group is left.
    kill(started, 'SIGKILL');
    await started.ended;
  };
  while (!ready.test(started.output())) {
    if (end !== undefined || Date.now() > deadline) {
      await stop();
      throw new Error(`${started.line}: ${end ?? 'not ready in time'}\n${started.output()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { stop, output: started.output };
}

/** A port of this machine that is free. */
export async function port() {
  const server = createServer();
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port: free } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return free;
}
