// Deno without any permission: it reads no file, no variable, no network but what is imported.

import { createRequire } from 'node:module';

import { runProgram, versionOf } from './program.mjs';

/** The program itself; npm's `deno` is a script that starts it. */
export function denoProgram() {
  const require = createRequire(createRequire(import.meta.url).resolve('deno/package.json'));
  const { platform, arch } = process;
  const system = platform === 'linux' ? `linux-${arch}-glibc` : `${platform}-${arch}`;
  return require.resolve(`@deno/${system}/deno${platform === 'win32' ? '.exe' : ''}`);
}

export async function deno() {
  const command = denoProgram();
  const areas = await runProgram([command, 'run', '--no-prompt', '--no-lock', '--node-modules-dir=manual']);
  return { version: await versionOf(command), areas };
}
