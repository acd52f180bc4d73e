// The conformance suite: written once, run in every runtime. It uses nothing but web standards; the
// package comes in as a module object, the vectors as plain data.

import { callAreas } from './calls.mjs';
import { callbackAreas } from './callbacks.mjs';
import { confidentialArea } from './confidential.mjs';
import { doubtAreas } from './doubts.mjs';
import { handlerAreas } from './handler/index.mjs';
import { Report, equal } from './harness.mjs';
import { liveArea } from './live.mjs';
import { mistakeAreas } from './mistakes.mjs';
import { queryAreas } from './queries.mjs';
import { differences, seeNothing } from './seen.mjs';
import { stormArea } from './storm.mjs';
import { trapArea } from './trap.mjs';
import { vectorAreas } from './vectors.mjs';
import { waitAreas } from './wait.mjs';
import { walkArea } from './walk.mjs';
import { voucherAreas } from './vouchers.mjs';
import { webhookAreas } from './webhooks.mjs';

const EXPORTS = [
  'Onerway',
  'OnerwayError',
  'buildQuery',
  'buildQueryRequest',
  'canonicalString',
  'checkCallback',
  'parseQueryResponse',
  'parseVoucherResponse',
  'settlementOf',
  'sign',
  'signCallback',
  'signRequest',
  'verifyCallback',
  'verifyHmacWebhook',
  'verifyRequest',
  'verifyResponse',
  'voucherAvailability',
];

/**
 * Runs every area and gives `[{ name, passed, failures }]`.
 *
 * `gateway` is the address of the server that runners/gateway.mjs starts; without it, nothing is fetched. `core` is what the
 * entry under test has inside: `wasm` or `js`. `without`: harness.mjs.
 */
export async function runSuite(api, vectors, options) {
  const report = new Report(options?.without);
  await defineAreas(report, api, vectors, options);
  return report.areas;
}

/** Gives each area to `report`, which runs it. */
export async function defineAreas(report, api, vectors, { gateway, core = 'wasm' } = {}) {
  seeNothing();
  // First: it sees how the first instance is made.
  await trapArea(report, api, core);
  await report.area('exports', (test) => {
    test('all and no others', () => equal(Object.keys(api).filter((name) => name !== 'default').sort(), EXPORTS));
  });
  await vectorAreas(report, api, vectors);
  await callbackAreas(report, api);
  await mistakeAreas(report, api);
  await doubtAreas(report, api);
  await webhookAreas(report, api);
  await queryAreas(report, api);
  await callAreas(report, api);
  await walkArea(report, api);
  await handlerAreas(report, api);
  await waitAreas(report, api);
  await voucherAreas(report, api, vectors);
  await stormArea(report, api);
  await confidentialArea(report, api);
  if (gateway) await liveArea(report, api, gateway);
  // Last: by now all was seen.
  await report.area('kinds of results', (test) => {
    test('each that is named was seen, and no other', () => equal(differences(), { unnamed: [], unseen: [] }));
  });
}
