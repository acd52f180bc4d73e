// A failure inside the core leaves its memory in an unknown state: the call that meets it reports `internal`, and the next one
// works, on a new instance. This area runs before all others, while the package has no instance yet.

import { FAILURES } from './failure.mjs';
import { shopOf } from './handler/shop.mjs';
import { equal, isOnerwayError, ok } from './harness.mjs';
import { MERCHANT_NO, SECRET, TRANSACTION_ID, answerBody, callbackBody, webhookSignature } from './values.mjs';

const IDS = { transactionIds: [TRANSACTION_ID] };
const OPTIONS = { secret: SECRET, merchantNo: MERCHANT_NO };
const SETTINGS = { ...OPTIONS, environment: 'sandbox' };
const HANDLED = [200, TRANSACTION_ID, 'handled'];

/** `core`: what the entry under test has inside, `wasm` or `js`. */
export async function trapArea(report, api, core) {
  await report.area('trap', (test) => traps(test, api, FAILURES[core]));
}

/** Everything that calls the core and is synchronous. */
const CALLS = {
  verifyCallback: (api, { body }) => api.verifyCallback(body, OPTIONS),
  verifyHmacWebhook: (api, { webhook }) => api.verifyHmacWebhook('{}', webhook),
  verifyResponse: (api, { response }) => api.verifyResponse(response, SECRET),
  sign: (api) => api.sign({ a: '1' }, SECRET),
  canonicalString: (api) => api.canonicalString({ a: '1' }),
  signRequest: (api) => api.signRequest({ a: '1' }, SECRET),
  signCallback: (api) => api.signCallback({ a: '1' }, SECRET),
  buildQuery: (api) => api.buildQuery('transactions', IDS, SETTINGS),
  buildQueryRequest: (api) => api.buildQueryRequest('transactions', IDS, SETTINGS).url,
  parseQueryResponse: (api) => api.parseQueryResponse('transactions', answerBody([{ status: 'S' }])),
  voucherAvailability: (api, { record }) => api.voucherAvailability(record, 0),
  parseVoucherResponse: (api) => api.parseVoucherResponse('%PDF-1.4', 'application/pdf').form,
  settlementOf: (api) => api.settlementOf({ orderAmount: '1.00', settleRate: '2', txnAmount: '2.00' }),
};

async function inputOf(api) {
  const body = callbackBody(api);
  const signature = await webhookSignature(SECRET, '1', '{}');
  return {
    body,
    record: JSON.parse(body),
    response: JSON.stringify({ respCode: '20000', respMsg: 'Success', data: JSON.parse(body) }),
    webhook: { secret: SECRET, headers: { 'x-timestamp': '1', 'x-signature': signature }, now: 1000 },
  };
}

/** Some of so many places, the first and the last among them. */
function places(count) {
  const most = Math.min(count, 12);
  return Array.from({ length: most }, (_, at) => Math.round((at * (count - 1)) / Math.max(most - 1, 1)));
}

/** How often `run` uses the core. */
async function usesOf(failure, run) {
  const before = failure.uses;
  await run();
  const uses = failure.uses - before;
  ok(uses > 0, 'the core is used');
  return failure.sureOf(uses);
}

/**
 * For each place: `prepare`, then `meet` with a failure there, then `next` without. Both get what was prepared, and words for
 * where it was. One instance is made anew each time.
 */
async function atEachPlace(failure, uses, { prepare = () => {}, meet, next }) {
  for (const place of places(uses)) {
    const prepared = prepare();
    const before = failure.instances;
    const where = `with a failure at use ${place + 1} of ${uses}`;
    failure.arm(place);
    await meet(prepared, where);
    equal(failure.isArmed, false, `it was met, ${where}`);
    await next(prepared, `after one ${where}`);
    equal(failure.instances, before + 1, 'instances made');
  }
}

function isInternal(api, failure, error) {
  isOnerwayError(api, error);
  equal([error.code, failure.isCause(error.cause)], ['internal', true]);
}

function thrownBy(run) {
  try {
    return run();
  } catch (thrown) {
    return thrown;
  }
}

function traps(test, api, Failure) {
  let failure;
  let input;
  test('the first call makes the instance, the import did not', async () => {
    failure = new Failure();
    equal(failure.instances, 0, 'instances before');
    input = await inputOf(api);
    equal(failure.instances, 1, 'instances after');
  });
  for (const [name, call] of Object.entries(CALLS)) {
    test(`${name}: internal, and then as before`, async () => {
      const expected = call(api, input);
      await atEachPlace(failure, await usesOf(failure, () => call(api, input)), {
        meet: () => isInternal(api, failure, thrownBy(() => call(api, input))),
        next(_, when) {
          for (let again = 0; again < 3; again += 1) equal(call(api, input), expected, when);
        },
      });
    });
  }
  test('checkCallback returns it', async () => {
    const check = () => api.checkCallback(input.body, OPTIONS);
    await atEachPlace(failure, await usesOf(failure, check), {
      meet() {
        const { ok: is, error } = check();
        equal(is, false);
        isInternal(api, failure, error);
      },
      next: (_, when) => equal(check().ok, true, when),
    });
  });
  test('verifyRequest is rejected with it', async () => {
    const verify = () => api.verifyRequest(new Request('https://shop.example/', { method: 'POST', body: input.body }), OPTIONS);
    await atEachPlace(failure, await usesOf(failure, verify), {
      meet: async () => isInternal(api, failure, await verify().catch((error) => error)),
      next: async (_, when) => equal((await verify()).transactionId, TRANSACTION_ID, when),
    });
  });
  test('a query of the client is rejected with it', async () => {
    const fetch = async () => new Response(answerBody([{ transactionId: TRANSACTION_ID }]));
    const onerway = new api.Onerway({ ...SETTINGS, fetch });
    const list = () => onerway.transactions.list(IDS);
    await atEachPlace(failure, await usesOf(failure, list), {
      meet: async () => isInternal(api, failure, await list().catch((error) => error)),
      next: async (_, when) => equal((await list()).content.length, 1, when),
    });
  });
  // A field that nobody knows is a doubt: the gateway is asked.
  const deliveries = { 'a delivery': {}, 'a delivery that a query confirms': { unheardOf: '1' } };
  for (const [name, fields] of Object.entries(deliveries)) {
    test(`${name}: 503 and internal in the log, and the next one is handled`, async () => {
      const body = callbackBody(api, fields);
      const prepare = () => shopOf(api, { answer: () => answerBody([JSON.parse(input.body)]) });
      const shop = prepare();
      const uses = await usesOf(failure, async () => equal(await shop.post(body), HANDLED));
      await atEachPlace(failure, uses, {
        prepare,
        async meet({ post, events }, when) {
          equal([await post(body), events.length], [[503, 'try again later', 'internal'], 0], when);
        },
        async next({ post, events }, when) {
          equal([await post(body), events.length], [HANDLED, 1], when);
        },
      });
    });
  }
  test('all other areas run on an instance that nobody watches', () => {
    const sign = () => api.sign({ a: '1' }, SECRET);
    sign();
    failure.restore();
    failure.arm(0);
    isInternal(api, failure, thrownBy(sign));
    const { uses, instances } = failure;
    sign();
    equal([failure.uses, failure.instances], [uses, instances], 'uses and instances that were seen');
  });
}
