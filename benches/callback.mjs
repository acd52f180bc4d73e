// One callback verified in several ways, interleaved in one process: this package, from bytes and from
// a string, beside what a user would write by hand for Node, and the same with WebCrypto.
//
// The work is not the same. By hand the digest is compared, and nothing else; this package holds the
// callback against every other reading of the signed bytes too, and tells what it means.
//
//   node benches/callback.mjs          (cargo xtask bench)

import { createHash, timingSafeEqual } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const consumer = process.env.ONERWAY_EDGE_CONSUMER;
if (!consumer) {
  console.error('start it with: cargo xtask bench');
  process.exit(2);
}
const require = createRequire(pathToFileURL(join(consumer, 'package.json')));
const { checkCallback, sign } = require('onerway-edge');
const translated = require('onerway-edge/js');

const secret = '59c5b49a58c74340b28ecc68004e815a';
const merchantNo = '800209';

// About 1 KB and 27 fields, as a card subscription's callback has them.
const fields = {
  notifyType: 'TXN',
  transactionId: '1810553728219353088',
  originTransactionId: '',
  txnType: 'SALE',
  merchantNo,
  merchantTxnId: '1720504619000',
  originMerchantTxnId: null,
  responseTime: '2024-07-09 13:57:19',
  txnTime: '2024-07-09 13:57:01',
  txnTimeZone: '+08:00',
  orderAmount: '100.00',
  orderCurrency: 'USD',
  txnAmount: '780.00',
  txnCurrency: 'HKD',
  settleRate: '7.8',
  paymentMethod: 'VISA',
  walletTypeName: null,
  status: 'S',
  reason: '{"respCode":"20000","respMsg":"Success"}',
  contractId: '1810553728324210688',
  tokenId: '7d827950f927d1be3f47c87819a8ba0d8f24b75112d70a7292e92696793081d7',
  eci: '05',
  paymentId: '1810553728219353001',
  paymentStatus: 'S',
  cardBinCountry: 'US',
  channelRequestId: '8002091810553728219353088',
  products: '[{"name":"subscription","price":"100.00","num":"1","currency":"USD","type":"goods"}]',
};
const body = JSON.stringify({ ...fields, sign: sign(fields, secret, { rule: 'callback' }) });
const bytes = new TextEncoder().encode(body);
const options = { secret, merchantNo };

const unsigned = new Set([
  'originTransactionId',
  'originMerchantTxnId',
  'customsDeclarationAmount',
  'customsDeclarationCurrency',
  'paymentMethod',
  'walletTypeName',
  'periodValue',
  'tokenExpireTime',
  'sign',
]);

const canonical = (event) =>
  Object.keys(event)
    .filter((name) => !unsigned.has(name) && event[name] !== null && event[name] !== '')
    .sort()
    .map((name) => event[name])
    .join('');

/** What integrations do: the event, or null where the signature is wrong. */
function byHand(text) {
  const event = JSON.parse(text);
  const digest = createHash('sha256').update(canonical(event) + secret).digest();
  const received = Buffer.from(event.sign, 'hex');
  return received.length === digest.length && timingSafeEqual(received, digest) ? event : null;
}

async function byWebCrypto(text) {
  const event = JSON.parse(text);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical(event) + secret));
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex === event.sign ? event : null;
}

const decoder = new TextDecoder();
// `most`: how many times as long as this way the package may take.
const ways = [
  { name: 'onerway-edge', from: 'bytes', run: () => checkCallback(bytes, options).event },
  { name: 'plain JavaScript, node:crypto', from: 'bytes', run: () => byHand(decoder.decode(bytes)), most: 1.6 },
  { name: 'WebCrypto', from: 'bytes', run: () => byWebCrypto(decoder.decode(bytes)), rounds: 200, most: 0.25 },
  { name: 'onerway-edge/js', from: 'bytes', run: () => translated.checkCallback(bytes, options).event, rounds: 500 },
  { name: 'onerway-edge', from: 'string', run: () => checkCallback(body, options).event },
  { name: 'plain JavaScript, node:crypto', from: 'string', run: () => byHand(body), most: 1.75 },
  { name: 'WebCrypto', from: 'string', run: () => byWebCrypto(body), rounds: 200, most: 0.25 },
];

/** Each way has to give the same values, and to refuse a changed amount, before it is timed. */
async function compare() {
  const expected = JSON.parse(body);
  for (const { name, from, run } of ways) {
    const event = await run();
    const values = event?.signed ?? event;
    for (const field of Object.keys(fields)) {
      const value = values?.[field] ?? event?.unsigned?.[field];
      if ((value ?? '') !== (expected[field] ?? '')) throw new Error(`${name} from ${from}: ${field} differs`);
    }
  }
  const changed = body.replace('"100.00"', '"900.00"');
  const refused = [checkCallback(changed, options).ok, translated.checkCallback(changed, options).ok, byHand(changed), await byWebCrypto(changed)];
  if (refused.some(Boolean)) throw new Error('a changed amount was accepted');
}

const ROUNDS = 2000;
const SAMPLES = 60;

await compare();
const times = ways.map(() => []);
for (let sample = -10; sample < SAMPLES; sample++) {
  for (const [index, { run, rounds = ROUNDS }] of ways.entries()) {
    const start = process.hrtime.bigint();
    for (let round = 0; round < rounds; round++) {
      const result = run();
      if (result instanceof Promise) await result;
    }
    const micros = Number(process.hrtime.bigint() - start) / 1000 / rounds;
    if (sample >= 0) times[index].push(micros);
  }
}

const median = (list) => list.toSorted((one, other) => one - other)[list.length >> 1];
console.log(`One callback of ${bytes.length} bytes and ${Object.keys(fields).length + 1} fields, Node ${process.version}, median of ${SAMPLES} samples\n`);
console.log(`${'from'.padEnd(8)}${'way'.padEnd(32)}${'microseconds'.padStart(12)}${'times ours'.padStart(12)}`);
const results = {};
for (const [index, { name, from }] of ways.entries()) {
  const time = median(times[index]);
  results[from] ??= time;
  console.log(`${from.padEnd(8)}${name.padEnd(32)}${time.toFixed(2).padStart(12)}${(time / results[from]).toFixed(2).padStart(12)}`);
}

console.log('\nBy hand only the digest is compared; onerway-edge also excludes every other reading of the signed bytes.');
for (const { name, from, most } of ways) {
  const share = results[from] / median(times[ways.findIndex((way) => way.from === from && way.name === name)]);
  if (share > most) {
    console.error(`\nfrom ${from}, onerway-edge takes ${share.toFixed(2)} times the time of ${name}, at most ${most} is allowed`);
    process.exitCode = 1;
  }
}
