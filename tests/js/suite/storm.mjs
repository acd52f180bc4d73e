// 5,000 callbacks of 1,000 payments: duplicated, reordered and late, with handlers, queries and stores that fail, hang
// and are slow, and records of the gateway that lag behind its callbacks. It delivers again what was not acknowledged,
// after 30 and 60 minutes.

import { shopOf } from './handler/shop.mjs';
import { equal, ok } from './harness.mjs';
import { never, pause } from './store.mjs';
import { MERCHANT_NO, answerBody, callbackBody, signedBody } from './values.mjs';

const PAYMENTS = 1000;
const CALLBACKS = 5000;
const AT_A_TIME = 64;
const HALF_AN_HOUR = 30 * 60 * 1000;
/** For the rounds with faults; more where a runtime takes longer to be done with so many at a time. */
const SHORTEST_DEADLINE_MS = 40;

export async function stormArea(report, api, seed = 20_261_122) {
  await report.area('handler: storm', (test) => {
    let storm;
    test('every callback is acknowledged at last', async () => {
      storm = await run(api, seed);
      equal(storm.open, 0, `not acknowledged, seed ${seed}`);
    });
    test('every final result and every dispute was handled', () => {
      const lost = storm.results.filter((result) => result.lasts && !storm.effects.has(result.effect));
      equal(lost.map((result) => result.effect), []);
    });
    test('none of these was acknowledged before it was handled; another only if the end of its transaction came first', () => {
      equal(storm.unearned, []);
    });
    test('nothing else was handled', () => {
      const known = new Set([...storm.results, ...storm.early].map((result) => result.effect));
      equal([...storm.effects.keys()].filter((effect) => !known.has(effect)), []);
    });
    test('each effect, written with its key, is there once', () => {
      equal([...storm.effects.values()].filter((count) => count !== 1), []);
    });
    test('a handler ran again only after a fault', () => {
      const excess = [...storm.runs].filter(([effect, count]) => count > 1 + (storm.faults.get(effect) ?? 0));
      equal(excess, []);
    });
    test('never two handlers of a result at a time', () => equal(storm.overlaps, []));
    test('what its final status had superseded was not claimed any more', () => equal(storm.regressions, []));
    test('every transaction stands at its end', () => {
      equal(storm.results.filter(({ id, status, lasts }) => lasts && status && storm.states.get(id) !== status).map(({ effect }) => effect), []);
    });
    test('one record for each request', () => equal(storm.records, storm.requests));
    test('it was a storm', () => {
      const codes = ['handled', 'duplicate', 'superseded', 'held', 'handler_failed', 'store_failed', 'timeout', 'network', 'not_final', 'confirm_mismatch'];
      for (const code of codes) ok(storm.codes.get(code) > 10, `${code}: ${storm.codes.get(code)}`);
      ok(storm.requests > CALLBACKS + 300, `requests: ${storm.requests}`);
      ok(storm.retried > 5, `runs after a fault: ${storm.retried}`);
      ok(storm.confirmed > 100, `confirmed: ${storm.confirmed}`);
      ok(storm.left < CALLBACKS / 2, `left for the calm round: ${storm.left}`);
      ok(storm.early.some(({ effect }) => storm.effects.has(effect)), 'an earlier state of a record was handled');
    });
  });
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What happens to payments, each step a status and perhaps a status of the payment; `next` is another attempt. */
const STORIES = [
  ['S'],
  ['P', 'S'],
  ['U', 'R', 'P', 'S'],
  ['F/O', 'next', 'P/P', 'S/S'],
  ['F/O', 'F/N'],
  ['P', 'N'],
  ['P', 'S', 'chargeback'],
  ['S', 'refund'],
];

function keysOf({ transactionId, txnType, status, paymentId, paymentStatus }) {
  const intent = paymentStatus ? [`intent:${MERCHANT_NO}:${paymentId}:${paymentStatus}`] : [];
  return [`txn:${MERCHANT_NO}:${transactionId}:${txnType}:${status}`, ...intent];
}

/** What one result writes: its own key, and where the payment is closed that of the payment. */
const effectOf = (keys) => (keys[1]?.endsWith(':N') ? keys.join('|') : keys[0]);

/** The results of one payment, in the order in which they come about. */
function resultsOf(api, payment, random) {
  const results = [];
  let attempt = 0;
  const id = (kind) => String(1_826_814_232_868_000_000n + BigInt(payment * 16 + kind));
  const add = (fields, keys, lasts, body) => {
    const { transactionId } = fields;
    results.push({ id: transactionId, status: fields.status, effect: effectOf(keys), lasts, fields, body, payment });
  };
  const story = STORIES[Math.floor(random() * STORIES.length)];
  for (const step of story) {
    if (step === 'next') {
      attempt += 1;
    } else if (step === 'chargeback') {
      const time = '2024-07-09 13:57:19';
      const fields = { notifyType: 'CHARGEBACK', merchantNo: MERCHANT_NO, transactionId: id(8), chargebackStatus: 'NEW', chargebackAmount: '19.90', chargebackCurrency: 'USD', chargebackDate: time, importTime: time };
      add(fields, [`CHARGEBACK:${id(8)}:NEW`], true, signedBody(api, fields));
    } else {
      const [status, paymentStatus] = (step === 'refund' ? 'S' : step).split('/');
      const txnType = step === 'refund' ? 'REFUND' : 'SALE';
      const fields = { transactionId: id(step === 'refund' ? 9 : attempt), txnType, merchantTxnId: `A-${payment}`, status };
      if (paymentStatus) Object.assign(fields, { paymentId: id(15), paymentStatus });
      const keys = keysOf(fields);
      // Of some the signature leaves doubts. Their record says how the transaction ended.
      const isDoubtful = !paymentStatus && random() < 0.2;
      // That an attempt failed is old once its payment is closed.
      const isOld = paymentStatus === 'O' && story.includes('F/N');
      add(fields, keys, 'SFN'.includes(status) && !isOld, callbackBody(api, isDoubtful ? { ...fields, zNew: '1' } : fields));
    }
  }
  return results;
}

/**
 * Records that lag behind: until when, and what they tell meanwhile. Some are missing; others have the state of the first
 * callback, or one of which there was no callback.
 */
function lagsOf(results, random) {
  const lags = new Map();
  for (const { id, fields } of results) {
    if (!fields.txnType || lags.has(id)) continue;
    const [isLagging, isMissing, isLong] = [random() < 0.2, random() < 0.3, random() < 0.3];
    if (!isLagging) continue;
    const isFirst = !'SFN'.includes(fields.status);
    const early = isFirst ? fields : { ...fields, status: 'U' };
    lags.set(id, { until: (isLong ? 2 : 1) * HALF_AN_HOUR, fields: isMissing ? undefined : early });
  }
  return lags;
}

/** Milliseconds: the deadline, and what is slow, which is longer. */
async function paceOf(api) {
  const { post } = shopOf(api);
  const body = callbackBody(api);
  const began = Date.now();
  for (let delivery = 0; delivery < AT_A_TIME; delivery += 1) await post(body);
  const deadline = Math.max(SHORTEST_DEADLINE_MS, 2 * (Date.now() - began));
  return { deadline, slow: 1.5 * deadline };
}

async function run(api, seed) {
  const { deadline, slow } = await paceOf(api);
  const random = randomOf(seed);
  const chance = (share) => random() < share;
  const results = Array.from({ length: PAYMENTS }, (_, payment) => resultsOf(api, payment, random)).flat();
  const last = new Map(results.filter((result) => result.fields.txnType).map((result) => [result.id, result]));
  for (const result of results) result.end = last.get(result.id)?.effect;
  const lags = lagsOf(results, random);
  const early = [...lags.values()].filter((lag) => lag.fields).map(({ fields }) => ({ effect: effectOf(keysOf(fields)) }));
  const storm = {
    results,
    early,
    unearned: [],
    states: new Map(),
    effects: new Map(),
    runs: new Map(),
    faults: new Map(),
    ended: new Set(),
    overlaps: [],
    regressions: [],
    codes: new Map(),
    requests: 0,
    confirmed: 0,
  };
  const count = (map, name) => map.set(name, (map.get(name) ?? 0) + 1);
  const running = new Set();
  let isCalm = false;
  const fault = (share) => !isCalm && chance(share);

  /** Looks for its keys, then writes its effect: two at a time would write two. What is final stays. */
  const handler = async (event) => {
    const effect = effectOf(event.idempotencyKeys);
    if (running.has(effect)) storm.overlaps.push(effect);
    running.add(effect);
    count(storm.runs, effect);
    if (event.trust === 'confirmed') storm.confirmed += 1;
    try {
      if (fault(0.05)) await pause(slow);
      else if (chance(0.3)) await pause(1);
      const failure = fault(0.06);
      if (failure) count(storm.faults, effect);
      if (failure && chance(0.5)) throw new Error('before the effect');
      const isNew = !storm.effects.has(effect);
      await pause(0);
      if (isNew) {
        count(storm.effects, effect);
        if (event.final || !'SFN'.includes(storm.states.get(event.transactionId) ?? 'none')) {
          storm.states.set(event.transactionId, event.status);
        }
      }
      if (failure) throw new Error('after the effect');
    } finally {
      running.delete(effect);
    }
  };
  const recordOf = (id) => {
    const lag = lags.get(id);
    return (lag && shop.store.late < lag.until ? lag : last.get(id)).fields;
  };
  const answer = async (request, { signal }) => {
    if (fault(0.1)) throw new TypeError('no connection');
    if (fault(0.05)) await never();
    signal.throwIfAborted();
    const { transactionIds } = JSON.parse(await request.text());
    const fields = recordOf(transactionIds);
    return answerBody(fields ? [{ orderAmount: '19.90', orderCurrency: 'USD', ...fields }] : []);
  };
  // Its own, since browsers take long to give a request's text: the fault comes before it is read.
  const fetch = async (request, init) => new Response(await answer(request, init));
  const shop = shopOf(api, { handler, settings: { fetch } });
  const { store } = shop;
  for (const operation of ['claim', 'complete', 'release']) {
    const meet = async (keys) => {
      if (fault(0.02)) await pause(slow);
      else if (fault(0.02)) {
        // The claim stays until it expires, and what was done is done again.
        count(storm.faults, keys.join('|'));
        if (chance(0.5)) throw new Error('the store is down');
        await never();
      }
    };
    store.faults[operation] = meet;
    store.delays[operation] = async (keys, options, result) => {
      const [, merchantNo, id, , status] = keys[0].split(':');
      const end = `final:${merchantNo}:${id}`;
      if (operation === 'complete' && result) for (const key of options.also ?? []) storm.ended.add(key);
      if (result === 'claimed' && 'PUR'.includes(status) && storm.ended.has(end)) storm.regressions.push(keys[0]);
      await meet(keys);
    };
  }

  const deliver = async ({ body, id, effect, end, lasts, fields }) => {
    storm.requests += 1;
    const confirm = fields.txnType && !fields.paymentStatus && chance(0.1) ? 'always' : 'doubtful';
    const options = isCalm ? { confirm } : { confirm, deadlineMs: deadline };
    const request = new Request('https://shop.example/notify', { method: 'POST', body });
    const response = await shop.onerway.handleCallback(request, (event) => handler(event), options);
    const isDone = response.status === 200;
    if (!isDone) return false;
    equal(await response.text(), id, 'the answer');
    const earning = [effect];
    if (!lasts) earning.push(end);
    // Of a state without an end the gateway's record may know another one.
    if (!lasts && confirm === 'always') earning.push(effectOf(keysOf(recordOf(id))));
    if (!earning.some((one) => storm.effects.has(one))) storm.unearned.push(effect);
    return true;
  };
  /** Delivers groups, some at a time, each group in its order; gives what was not acknowledged. */
  const round = async (groups) => {
    const open = [];
    const next = groups[Symbol.iterator]();
    const deliverer = async () => {
      for (const group of next) {
        for (const result of group) if (!(await deliver(result))) open.push(result);
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, deliverer));
    return open;
  };

  const sent = [...results];
  while (sent.length < CALLBACKS) sent.push(results[Math.floor(random() * results.length)]);
  sent.sort((one, other) => one.payment - other.payment);
  // Out of order by up to a few dozens, so that the callbacks of one payment meet each other.
  const shuffled = sent.map((result, at) => [at + random() * 40, result]).sort(([one], [other]) => one - other);
  let open = await round(shuffled.map(([, result]) => [result]));
  store.late += HALF_AN_HOUR;
  open = await round(open.map((result) => [result]));
  await pause(2 * slow);
  storm.retried = [...storm.runs.values()].filter((runs) => runs > 1).length;
  // What fails three times is lost to the gateway's callbacks, whatever the handler does. So the last round is calm, and
  // nothing comes at once: what is not handled now, nothing was wrong with but what the storm has left in the store. It
  // mends nothing else: what was acknowledged in the storm does not come again, and was looked at when it was.
  storm.left = open.length;
  store.late += HALF_AN_HOUR;
  isCalm = true;
  open = await round(grouped(open));
  for (const { code } of shop.records) count(storm.codes, code);
  return Object.assign(storm, { open: open.length, records: shop.records.length });
}

function grouped(results) {
  const groups = new Map();
  for (const result of results) groups.set(result.payment, [...(groups.get(result.payment) ?? []), result]);
  return groups.values();
}
