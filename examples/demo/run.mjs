// `cargo xtask demo`: the example worker in real workerd, the packed package, a stand-in for the gateway.
// Exits with 0 only if each step held. With --serve all keeps running until Ctrl-C.

import { readFileSync } from 'node:fs';

import { callbacks, timing } from './callbacks.mjs';
import { startGateway } from './gateway.mjs';
import { version } from './package.mjs';
import { bold, line, remark } from './print.mjs';
import { queries, refusals } from './queries.mjs';
import samples from './samples.mjs';
import { serve } from './serve.mjs';
import { signatures } from './signatures.mjs';
import { outcome } from './steps.mjs';
import { startWorker } from './worker.mjs';

const TIMED = 25;
const { merchantNo, secret } = samples;
const running = [];

try {
  const gateway = await startGateway({ merchantNo, secret });
  running.push(gateway);
  const start = performance.now();
  const worker = await startWorker({ merchantNo, secret, baseUrl: gateway.url });
  running.push(worker);
  const started = performance.now() - start;

  introduce();
  await signatures();
  await callbacks(worker, gateway);
  await queries(worker, gateway);
  await refusals(gateway);
  await conclude(worker, started);
  if (process.argv.includes('--serve')) await serve({ worker, gateway });
} catch (error) {
  console.error(`demo: ${error.stack}`);
  process.exitCode = 1;
} finally {
  for (const part of running.reverse()) await part.stop();
}

function introduce() {
  const workerd = JSON.parse(readFileSync(new URL('../../node_modules/workerd/package.json', import.meta.url), 'utf8'));
  console.log(bold('The demo shop'));
  line(['package', `onerway-edge ${version}, installed from its tarball`], [8]);
  line(['worker', `examples/worker, in workerd ${workerd.version}`], [8]);
  line(['gateway', 'a local stand-in, which computes each signature again with node:crypto'], [8]);
  line(['secret', `${secret}, the sample key that Onerway's documentation prints`], [8]);
}

async function conclude(worker, started) {
  const { refused, repeated, confirmed } = await timing(worker, TIMED);
  console.log();
  remark(
    `time: workerd up in ${started.toFixed(0)} ms; a callback refused in ${refused.toFixed(1)} ms, ` +
      `known already in ${repeated.toFixed(1)} ms, confirmed by the gateway in ${confirmed.toFixed(1)} ms (medians of ${TIMED})`,
  );
  const { held, failed } = outcome();
  console.log(`\n${bold(failed === 0 ? `demo: ${held} steps held` : `demo: ${failed} of ${held + failed} steps failed`)}`);
  if (failed > 0) process.exitCode = 1;
}
