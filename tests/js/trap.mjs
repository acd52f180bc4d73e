// A trap leaves the memory of the Wasm in an unknown state: the call that meets it reports `internal`, and the next one works,
// on a new instance.
//
//   ONERWAY_EDGE_CONSUMER=FOLDER node tests/js/trap.mjs

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { consumerFolder, consumerRequire } from './runners/package.mjs';
import { Report, equal, ok } from './suite/harness.mjs';
import { MERCHANT_NO, SECRET, TRANSACTION_ID, answerBody, callbackBody } from './suite/values.mjs';

/** A module whose one function is `unreachable`: what it throws is a trap. */
const UNREACHABLE = new Uint8Array([
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 7, 8, 1, 4, 0x74, 0x72, 0x61, 0x70, 0, 0, 10, 5, 1, 3, 0, 0, 0x0b,
]);
const Instance = WebAssembly.Instance;
const { trap } = new Instance(new WebAssembly.Module(UNREACHABLE)).exports;

/** Set: the next call into any instance of the package traps, once it has done its work, so that its memory is used. */
let isArmed = false;
let instances = 0;
WebAssembly.Instance = function (module, imports) {
  instances += 1;
  const { exports } = new Instance(module, imports);
  const armed = Object.entries(exports).map(([name, value]) => {
    if (typeof value !== 'function') return [name, value];
    const call = (...values) => {
      const result = value(...values);
      if (isArmed) {
        isArmed = false;
        trap();
      }
      return result;
    };
    return [name, call];
  });
  return { exports: Object.fromEntries(armed) };
};

const IDS = { transactionIds: [TRANSACTION_ID] };
const OPTIONS = { secret: SECRET, merchantNo: MERCHANT_NO };
const SETTINGS = { ...OPTIONS, environment: 'sandbox' };

const CALLS = {
  verifyCallback: (api, body) => api.verifyCallback(body, OPTIONS).transactionId,
  sign: (api) => api.sign({ a: '1' }, SECRET),
  buildQuery: (api) => api.buildQuery('transactions', IDS, SETTINGS).url,
  buildQueryRequest: (api) => api.buildQueryRequest('transactions', IDS, SETTINGS).url,
  parseQueryResponse: (api) => api.parseQueryResponse('transactions', answerBody([{ status: 'S' }])).content[0].status,
  settlementOf: (api) => api.settlementOf({ orderAmount: '1.00', settleRate: '2', txnAmount: '2.00' }).matches,
};

function traps(test, api) {
  const body = callbackBody(api);
  for (const [name, call] of Object.entries(CALLS)) {
    test(`${name}: internal, and then as before`, () => {
      const expected = call(api, body);
      const before = instances;
      isArmed = true;
      let error;
      try {
        call(api, body);
      } catch (thrown) {
        error = thrown;
      }
      ok(error instanceof api.OnerwayError, `an OnerwayError: ${error}`);
      equal([error.code, error.cause instanceof WebAssembly.RuntimeError], ['internal', true]);
      for (let again = 0; again < 3; again += 1) equal(call(api, body), expected, 'the next calls');
      equal(instances, before + 1, 'instances made');
    });
  }
  test('checkCallback returns it, and then as before', () => {
    isArmed = true;
    const { ok: is, error } = api.checkCallback(body, OPTIONS);
    equal([is, error?.code], [false, 'internal']);
    equal(api.checkCallback(body, OPTIONS).ok, true);
  });
  test('a call of the client that meets one, and the next', async () => {
    const onerway = new api.Onerway({ ...SETTINGS, fetch: async () => new Response(answerBody([{ transactionId: TRANSACTION_ID }])) });
    const first = onerway.transactions.list(IDS);
    isArmed = true;
    const code = await first.then(() => 'none', (error) => error.code);
    equal([code, (await onerway.transactions.list(IDS)).content.length], ['internal', 1]);
  });
}

const report = new Report();
const installed = join(consumerFolder(), 'node_modules', 'onerway-edge');
const imported = await import(pathToFileURL(join(installed, 'index.js')).href);
for (const [name, api] of Object.entries({ import: imported, require: consumerRequire()('onerway-edge') })) {
  await report.area(name, (test) => traps(test, api));
}
const failures = report.areas.flatMap((area) => area.failures.map((failure) => ({ area: area.name, ...failure })));
for (const { area, id, what, expected, actual } of failures) console.log(`\n${area} / ${id}: ${what}\n  expected ${expected}\n  actual   ${actual}`);
const passed = report.areas.reduce((sum, area) => sum + area.passed, 0);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 || passed < 16 ? 1 : 0;
