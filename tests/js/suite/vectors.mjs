// Every file of tests/vectors, held against the package.

import { equal, fails, isOnerwayError, ok, outline } from './harness.mjs';
import { see, seeEvent, seeOne } from './seen.mjs';
import { CLAIMED, CONFIRMED, EXCLUDED, KIND_OF, NEVER, SOMETIMES, VERIFIED } from './shapes.mjs';
import { callbackBody, textAndBytes, untag, webhookSignature } from './values.mjs';

export async function vectorAreas(report, api, vectors) {
  for (const [name, run] of Object.entries(FILES)) {
    const file = vectors[name];
    await report.area(`vectors: ${name}`, (test) => {
      for (const vector of file?.cases ?? []) {
        test(vector.id, () => run(api, { ...file.defaults, ...forJavaScript(vector) }, file));
      }
    });
  }
}

/** Where JavaScript cannot hold or tell what Rust can, a vector says what it does instead. */
function forJavaScript({ javascript, ...vector }) {
  return javascript ? { ...vector, expect: undefined, ...javascript } : vector;
}

const FILES = {
  signing,
  'signing-javascript': signing,
  secrets,
  callback,
  doubts,
  'callbacks-made': callbacksMade,
  webhooks,
  queries,
  'queries-javascript': queries,
  answers,
  confirm,
  responses,
  data,
  pages,
  windows,
  settlements,
  excerpts,
  // Those of absences, files and names need a gateway: vouchers.mjs.
  'voucher-times': voucherTimes,
  'voucher-requests': voucherRequests,
  'voucher-answers': voucherAnswers,
};

/** What a function gives, against `expect`, or what it throws, against `error`. */
function hold(api, vector, run, outcome = (result) => result) {
  let result;
  try {
    result = run();
  } catch (error) {
    isOnerwayError(api, error);
    ok(vector.error, `no error, but it threw ${JSON.stringify(outline(error))} ${error.message}`);
    equal(outline(error), vector.error, 'the error');
    return;
  }
  equal(vector.error ? result : outcome(result), vector.error ?? vector.expect, 'the result');
}

function signing(api, vector) {
  const { rule, secret } = vector;
  const params = untag(vector.params);
  hold(api, vector, () => {
    const signed = {
      canonical: api.canonicalString(params, { rule }),
      sign: api.sign(params, secret, { rule }),
    };
    if (rule === 'request') signed.request = api.signRequest(params, secret);
    return signed;
  });
  if (rule !== 'request' || vector.error) return;
  equal(api.sign(params, secret), vector.expect.sign, 'the rule unless said');
  equal(api.canonicalString(params), vector.expect.canonical, 'the rule unless said');
  const names = Object.keys(vector.expect.request).filter((name) => !/^\d+$/.test(name));
  const sent = Object.keys(api.signRequest(params, secret)).filter((name) => !/^\d+$/.test(name));
  equal(sent, names, 'the order of what is sent');
}

async function secrets(api, vector) {
  const { secret } = vector;
  const first = Array.isArray(secret) ? secret[0] : secret;
  const options = { secret, merchantNo: '1', environment: 'sandbox' };
  const ids = { transactionIds: '1' };
  const uses = {
    sign: () => api.sign({ a: '1' }, secret),
    signRequest: () => api.signRequest({ a: '1' }, secret).sign,
    verifyResponse: () => api.verifyResponse(`{"respCode":"20000","data":{"a":"1","sign":"${vector.expect?.sign}"}}`, secret),
    verifyCallback: () => {
      const body = vector.error ? '{}' : callbackBody(api, { merchantNo: '1' }, first);
      return api.verifyCallback(body, { secret, merchantNo: '1' }).secretIndex;
    },
    signCallback: () => JSON.parse(api.signCallback({ a: '1' }, secret).body).sign,
    verifyHmacWebhook: async () => {
      const signature = vector.error ? '' : await webhookSignature(first, '1', '{}');
      const headers = { 'x-timestamp': '1', 'x-signature': signature };
      return api.verifyHmacWebhook('{}', { secret, headers, now: 1000 }).secretIndex;
    },
    buildQuery: () => JSON.parse(api.buildQuery('transactions', ids, options).body).sign.length,
    buildQueryRequest: () => api.buildQueryRequest('transactions', ids, options).method,
    Onerway: () => new api.Onerway(options) instanceof api.Onerway,
  };
  if (vector.error) {
    for (const use of Object.values(uses)) await fails(api, vector.error, use);
    return;
  }
  const expected = {
    sign: vector.expect.sign,
    signRequest: vector.expect.sign,
    verifyResponse: true,
    verifyCallback: 0,
    signCallback: vector.expect.sign,
    verifyHmacWebhook: 0,
    buildQuery: 64,
    buildQueryRequest: 'POST',
    Onerway: true,
  };
  for (const [name, use] of Object.entries(uses)) equal(await use(), expected[name], name);
}

function callback(api, vector) {
  const { secret, merchantNo, requireHeader, maxBytes, error, doubts, expect } = vector;
  const headers = vector.header === undefined ? undefined : { 'X-Rh-Signature': vector.header };
  const options = { secret, merchantNo, headers, requireHeader, maxBytes };
  const fields = { ...expect?.signed, ...expect?.unsigned };
  const claimed = Object.fromEntries(CLAIMED.filter((name) => name in fields).map((name) => [name, fields[name]]));
  const unconfirmed = doubts && { doubts, claimed };
  holdCallback(api, vector, options, { error, unconfirmed, secretIndex: expect?.secretIndex }, (event) => {
    seeEvent(event);
    const { transactionId, signed, unsigned, secretIndex } = event;
    equal({ transactionId, signed, unsigned, secretIndex }, expect, 'the fields');
    equal(event.uncertain, [], 'what is uncertain');
  });
}

function doubts(api, vector) {
  const { secret, merchantNo, knownFields, unconfirmed } = vector;
  // What keeps an event is told as an error too; other errors are errors either way.
  const error = unconfirmed ? undefined : vector.error;
  if (unconfirmed) equal(unconfirmed.doubts[0], vector.error, 'the first doubt');
  holdCallback(api, vector, { secret, merchantNo, knownFields }, { error, unconfirmed, secretIndex: 0 }, (event) => {
    seeEvent(event, knownFields);
    for (const [name, value] of Object.entries(vector.expect)) equal(event[name], value, name);
  });
}

/**
 * A callback as text and as bytes, by both functions and with both answers to a doubt: it is the `error`,
 * or it is `unconfirmed`, or it is verified and `tell` holds the event against the vector.
 */
function holdCallback(api, vector, options, { error, unconfirmed, secretIndex }, tell) {
  const { text, bytes } = textAndBytes(vector, 'body');
  const keeping = { ...options, onDoubt: 'keep' };
  const kept = unconfirmed && { source: 'callback', trust: 'unconfirmed', ...unconfirmed, secretIndex };
  for (const body of text === undefined ? [bytes] : [text, bytes]) {
    const refused = (options, expected) => {
      const { ok: is, error } = api.checkCallback(body, options);
      equal(is, false, 'ok of checkCallback');
      for (const one of [error, thrown(() => api.verifyCallback(body, options))]) {
        isOnerwayError(api, one);
        equal(outline(one), expected, 'the error');
        equal(one.doubts, unconfirmed?.doubts, 'its doubts');
      }
    };
    const given = (options, hold) => {
      hold(api.verifyCallback(body, options));
      const checked = api.checkCallback(body, options);
      equal(checked.ok, true, 'ok of checkCallback');
      hold(checked.event);
    };
    const verified = (event) => {
      consistent(event);
      tell(event);
    };
    for (const rejecting of [options, { ...options, onDoubt: 'reject' }]) {
      if (error || unconfirmed) refused(rejecting, error ?? unconfirmed.doubts[0]);
      else given(rejecting, verified);
    }
    if (error) refused(keeping, error);
    else given(keeping, unconfirmed ? (event) => equal(seeEvent(event), kept, 'the event') : verified);
  }
}

/** What a verified event says in two places is the same, and each value is proved or not. */
function consistent(event) {
  const { signed, unsigned, uncertain } = event;
  equal(Object.keys(event).sort(), [...VERIFIED].sort(), 'the names of the event');
  equal([event.source, event.trust], ['callback', 'verified'], 'source and trust');
  equal(JSON.parse(JSON.stringify(event)), event, 'the event through JSON');
  const copies = ['notifyType', 'merchantNo', 'transactionId', 'merchantTxnId', 'paymentId', 'txnType', 'status', 'paymentStatus', 'chargebackStatus'];
  for (const name of copies) equal(event[name], signed[name] ?? null, name);
  for (const name of Object.keys(unsigned)) ok(!Object.hasOwn(signed, name), `${name} is on one side`);
  for (const name of EXCLUDED) ok(!Object.hasOwn(signed, name), `${name} is never signed`);
  const kind = KIND_OF[event.notifyType];
  const nulls = Object.keys(event).filter((name) => event[name] === null);
  const sometimes = event.operation === 'card_binding' ? ['order', ...SOMETIMES[kind]] : SOMETIMES[kind];
  equal(nulls.filter((name) => !sometimes.includes(name)).sort(), [...NEVER[kind]].sort(), 'what is null');
  const unproved = Object.keys(unsigned).filter((name) => !EXCLUDED.includes(name));
  equal(unproved.sort(), [...uncertain].sort(), 'the uncertain fields are unsigned');
}

function thrown(run) {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

function callbacksMade(api, vector) {
  const { secret, doubts } = vector;
  hold(api, vector, () => api.signCallback(untag(vector.params), secret), (made) => {
    const { body, headers } = see('SignedCallback', made);
    equal(body, JSON.stringify(JSON.parse(body)), 'each name once, no white space');
    const { 'X-Rh-Signature': header, ...others } = headers;
    equal(others, { 'Content-Type': 'application/json' }, 'the other headers');
    const options = { secret, merchantNo: '800209', onDoubt: 'keep' };
    const event = api.verifyCallback(body, { ...options, headers, requireHeader: true });
    equal(event.doubts, doubts, 'the doubts');
    equal(event.trust, doubts ? 'unconfirmed' : 'verified', 'the trust');
    equal(api.verifyCallback(body, options), event, 'the event by the signature of the body');
    return { body, header };
  });
}

function webhooks(api, vector) {
  const { secret, toleranceSeconds, maxBytes } = vector;
  const { text, bytes } = textAndBytes(vector, 'body');
  const headers = { 'X-Timestamp': vector.timestamp, 'X-Signature': vector.signature };
  const millis = vector.now * 1000;
  for (const body of text === undefined ? [bytes] : [text, bytes]) {
    for (const now of [millis, new Date(millis)]) {
      hold(api, vector, () => see('VerifiedWebhook', api.verifyHmacWebhook(body, { secret, headers, now, toleranceSeconds, maxBytes })));
    }
  }
}

function queries(api, vector, file, more) {
  const { kind, merchantNo, secret, environment, baseUrl, timeZone } = vector;
  const options = { ...untag({ merchantNo, secret, environment, baseUrl, timeZone }), ...more };
  const params = untag(vector.params);
  const outcome = (request) => {
    const { url, method, headers, body } = see('SignedRequest', request);
    equal(method, 'POST', 'the method');
    equal(headers, { 'Content-Type': 'application/json' }, 'the headers');
    const fields = JSON.parse(body);
    equal(body, JSON.stringify(fields), 'each name once, no white space');
    return { url, fields };
  };
  hold(api, vector, () => api.buildQuery(kind, params, options), outcome);
}

const RECORDS = { transactions: 'TxnInfo', payments: 'PaymentInfo', chargebacks: 'ChargebackInfo' };

function answers(api, vector, { fields }) {
  const { text, bytes } = textAndBytes(vector, 'text');
  for (const answer of text === undefined ? [bytes] : [text, bytes]) {
    hold(api, vector, () => api.parseQueryResponse(vector.kind, answer), (page) => {
      see('Page', page);
      for (const record of page.content) see(RECORDS[vector.kind], record);
      ok(JSON.stringify(page) === JSON.stringify(JSON.parse(JSON.stringify(page))), 'the page survives JSON');
      return { ...page, content: page.content.map((record) => brief(record, vector.kind, fields)) };
    });
  }
}

/** A record as the vectors write it, without nulls and an empty `extra`; but all has to be there. */
function brief(record, shape, fields) {
  const names = [...fields[shape], 'extra', ...(shape === 'transactions' ? ['settlement'] : [])];
  equal(Object.keys(record).sort(), names.sort(), `the fields of ${shape}`);
  const members = [];
  for (const [name, value] of Object.entries(record)) {
    // What follows from the fields has vectors of its own.
    if (value === null || name === 'settlement' || (name === 'extra' && Object.keys(value).length === 0)) continue;
    members.push([name, fields[name] && name !== 'extra' ? brief(value, name, fields) : value]);
  }
  return Object.fromEntries(members);
}

/** Who is confirmed is claimed by `claims`, or by the callback `body`: verified or not, it has the same keys. */
async function confirm(api, vector) {
  const { kind, merchantNo, secret, body, claims = {} } = vector;
  const { amount, currency, ...ids } = claims;
  const notifyType = kind === 'chargebacks' ? 'CHARGEBACK' : 'TXN';
  const claimed = { trust: 'verified', notifyType, ...ids, order: amount === undefined ? null : { amount, currency } };
  const event = body === undefined ? claimed : api.verifyCallback(body, { secret, merchantNo, onDoubt: 'keep' });
  const fetch = async ({ url }) => new Response(url.endsWith('/queryPayments') ? (vector.payment ?? vector.text) : vector.text);
  const onerway = new api.Onerway({ merchantNo, secret, environment: 'sandbox', fetch, retries: 0 });
  let confirmed;
  try {
    confirmed = await onerway.confirm(event);
  } catch (error) {
    isOnerwayError(api, error);
    equal(outline(error), vector.error, 'the error');
    return;
  }
  seeEvent(confirmed);
  equal(Object.keys(confirmed).sort(), [...CONFIRMED].sort(), 'the names of the event');
  const { source, trust, record, ...told } = confirmed;
  equal([source, trust], ['query', 'confirmed'], 'source and trust');
  equal(record, api.parseQueryResponse(kind, vector.text).content.find((each) => (each.chargebackId ?? each.transactionId) === told.transactionId));
  equal(Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null)), vector.expect, 'the event');
  if (event.idempotencyKeys) equal(confirmed.idempotencyKeys, event.idempotencyKeys, 'the keys by callback and by query');
}

function responses(api, vector) {
  const { text, bytes } = textAndBytes(vector, 'text');
  for (const answer of text === undefined ? [bytes] : [text, bytes]) {
    hold(api, vector, () => api.verifyResponse(answer, vector.secret));
  }
}

/** A client to which the gateway answers so. */
const answered = (api, text, settings) =>
  new api.Onerway({ merchantNo: '800209', secret: 'a', environment: 'sandbox', fetch: async () => new Response(text, { headers: { 'content-type': 'text/plain' } }), retries: 0, ...settings });

/** As `hold`, of a promise. */
async function holdAsync(api, vector, run) {
  if (vector.error) await fails(api, vector.error, run);
  else equal(await run(), vector.expect, 'the result');
}

function data(api, vector) {
  return holdAsync(api, vector, () => answered(api, vector.text, { secret: vector.secret }).post('/v1/txn/onlineRefund', {}));
}

function pages(api, vector) {
  const { asked, entries, page, kind } = vector;
  const content = Array.from({ length: entries }, () => ({}));
  const onerway = answered(api, JSON.stringify({ respCode: '20000', data: { ...page, content } }));
  return holdAsync(api, vector, async () => {
    const { content } = see('Page', await onerway[kind].list({ merchantTxnIds: 'A-1', current: asked }));
    for (const record of content) see(RECORDS[kind], record);
    return content.length === entries;
  });
}

async function windows(api, vector) {
  const { kind, params, parts, merchantNo, secret, environment } = vector;
  const asked = [];
  const answer = (content, totalPages) =>
    JSON.stringify({ respCode: '20000', data: { content, current: 1, size: 100, totalPages, totalElements: totalPages * 100 } });
  const [start, end] = kind === 'chargebacks' ? ['importTimeStart', 'importTimeEnd'] : ['startTime', 'endTime'];
  const fetch = async (request) => {
    const fields = await request.json();
    asked.push([fields[start], fields[end]]);
    const isCut = parts !== undefined && asked.length === 1;
    return new Response(isCut ? answer([{}], parts * 10) : answer([], 0));
  };
  const onerway = new api.Onerway({ merchantNo, secret, environment, fetch });
  await holdAsync(api, { ...vector, expect: [] }, async () => {
    const records = [];
    for await (const record of onerway[kind].all(params, { concurrency: 1 })) records.push(record);
    return records;
  });
  if (parts !== undefined) asked.shift();
  if (!vector.error) equal(asked, vector.expect ?? [[undefined, undefined]], 'the ranges that were asked for');
}

function settlements(api, vector) {
  const { orderAmount, settleRate, txnAmount } = vector;
  const record = { orderAmount, settleRate, txnAmount };
  hold(api, vector, () => seeOne('Given', 'settlementOf', api.settlementOf(record)));
  const answer = JSON.stringify({ respCode: '20000', data: { content: [record] } });
  const [parsed] = api.parseQueryResponse('transactions', answer).content;
  equal(parsed.settlement, vector.expect ?? null, 'the settlement of a record');
  hold(api, vector, () => api.settlementOf(parsed));
}

async function excerpts(api, vector) {
  const { message } = await fails(api, { code: 'response_invalid' }, () => answered(api, vector.text).transactions.list({ transactionIds: '1' }));
  const bytes = new TextEncoder().encode(vector.text).length;
  const seen = `(received text/plain, ${bytes} bytes: ${vector.expect || 'nothing'})`;
  ok(message.endsWith(seen), `${message} ends with ${seen}`);
}

function voucherTimes(api, vector) {
  const { record, now, timeZone } = vector;
  for (const time of [now, new Date(now)]) {
    // A Date holds less than what a number can say.
    if (Number.isNaN(Number(time))) continue;
    hold(api, vector, () => see('VoucherAvailability', api.voucherAvailability(record, time, { timeZone })));
  }
}

function voucherRequests(api, vector) {
  const { voucher } = vector;
  queries(api, { ...vector, kind: 'voucher' }, undefined, { voucher });
}

/** The bytes of a file as the vectors write them. */
export const withHex = ({ bytes, ...file }) => ({ ...file, bytesHex: Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('') });

function voucherAnswers(api, vector) {
  const { text, bytes } = textAndBytes(vector, 'body');
  for (const body of text === undefined ? [bytes] : [text, bytes]) {
    const outcome = (found) => {
      seeOne('Given', 'parseVoucherResponse', found);
      if (found) see(found.form === 'file' ? 'VoucherAsFile' : 'VoucherAsLink', found);
      ok(found?.bytes === undefined || found.bytes instanceof Uint8Array, 'the bytes are a Uint8Array');
      return found?.form === 'file' ? withHex(found) : found;
    };
    hold(api, vector, () => api.parseVoucherResponse(body, vector.contentType), outcome);
  }
}
