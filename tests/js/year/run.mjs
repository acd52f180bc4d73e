// `transactions.all` over a year of transactions, against a local gateway that shifts its pages, fails and adds:
//
//   ONERWAY_EDGE_CONSUMER=FOLDER node tests/js/year/run.mjs [records]
//
// Each record of the start has to come once. Tells progress while it reads, and at the end what memory it took.

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { consumerRequire } from '../runners/package.mjs';

const [records = 200_000] = process.argv.slice(2).map(Number);
/** What reading may hold on to at any time, whatever the length of the range: ids of two windows, pages, parts. */
const MOST_KEPT_MB = 40;
const RANGE = { startTime: '2024-01-01 00:00:00', endTime: '2024-12-31 23:59:59' };

const { Onerway } = consumerRequire()('onerway-edge');
const megabytes = (bytes) => bytes / 2 ** 20;
const number = (count) => String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ' ');
setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc');
const kept = () => {
  gc();
  return process.memoryUsage().heapUsed;
};

const server = fork(fileURLToPath(new URL('server.mjs', import.meta.url)), [String(records)], { stdio: 'inherit' });
const answer = () => new Promise((resolve) => server.once('message', resolve));

/** How often each id came: those of the start are numbered one after the other, and so are the added. */
const came = new Uint8Array(records * 2);
let told = { windows: 0, windowsDone: 0, pages: 0, records: 0 };
let tellings = 0;
let mostKept = 0;

const problems = [];
const check = (is, problem) => is || problems.push(problem);
try {
  const { port, first } = await answer();
  const onerway = new Onerway({ merchantNo: '800209', secret: 'for this machine only', baseUrl: `http://127.0.0.1:${port}`, retryDelayMs: 1, retries: 5 });
  const base = BigInt(first);
  const before = kept();
  const started = Date.now();
  let shown = started;
  const onProgress = (progress) => {
    told = progress;
    tellings += 1;
    if (Date.now() - shown < 2000) return;
    shown = Date.now();
    const { windows, windowsDone, pages } = progress;
    console.log(`  ${String(windowsDone).padStart(4)} of ${windows} windows  ${number(pages).padStart(6)} pages  ${number(progress.records).padStart(8)} records`);
  };
  let read = 0;
  for await (const { transactionId } of onerway.transactions.all(RANGE, { onProgress })) {
    came[Number(BigInt(transactionId) - base)] += 1;
    read += 1;
    if (read % 10_000 === 0) mostKept = Math.max(mostKept, kept() - before);
  }
  const seconds = (Date.now() - started) / 1000;
  server.send('counts');
  const counts = await answer();

  const missing = came.subarray(0, records).filter((times) => times === 0).length;
  const twice = came.filter((times) => times > 1).length;
  const added = came.subarray(records).filter((times) => times > 0).length;
  check(missing === 0, `${missing} records of the start are missing`);
  check(twice === 0, `${twice} records came twice`);
  check(counts.faults >= counts.calls / 21, `only ${counts.faults} of ${counts.calls} calls failed`);
  check(counts.added >= records / 100 && counts.moved >= records / 600, 'too little moved');
  check(told.records === read && told.windowsDone === told.windows, 'the last progress is not the whole');
  check(tellings >= told.pages, 'progress was not told for each page');
  check(megabytes(mostKept) <= MOST_KEPT_MB, `it kept ${megabytes(mostKept).toFixed(1)} MB, more than ${MOST_KEPT_MB}`);
  console.log(`  records of the start     ${number(records).padStart(9)}  each once`);
  console.log(`  added meanwhile          ${number(counts.added).padStart(9)}  of these came ${number(added)}`);
  console.log(`  moved meanwhile          ${number(counts.moved).padStart(9)}`);
  console.log(`  calls                    ${number(counts.calls).padStart(9)}  of these failed ${number(counts.faults)}`);
  console.log(`  windows                  ${number(told.windows).padStart(9)}`);
  console.log(`  kept at most             ${megabytes(mostKept).toFixed(1).padStart(9)}  MB of the heap`);
  console.log(`  peak of the process      ${megabytes(process.resourceUsage().maxRSS * 1024).toFixed(1).padStart(9)}  MB`);
  console.log(`  time                     ${seconds.toFixed(1).padStart(9)}  s`);
} finally {
  server.kill();
}
for (const problem of problems) console.log(`\n${problem}`);
console.log(`${records} records, ${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;
