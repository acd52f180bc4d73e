// Every file of tests/vectors, held against the package.

import { equal, fails, isOnerwayError, ok, outline } from './harness.mjs';
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
  'callbacks-made': callbacksMade,
  webhooks,
  queries,
  'queries-javascript': queries,
  answers,
  responses,
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
  const { secret, merchantNo, requireHeader, maxBytes } = vector;
  const headers = vector.header === undefined ? undefined : { 'X-Rh-Signature': vector.header };
  const options = { secret, merchantNo, headers, requireHeader, maxBytes };
  const { text, bytes } = textAndBytes(vector, 'body');
  const event = ({ source, notifyType, merchantNo, ...rest }) => {
    equal(source, 'callback', 'the source');
    equal(notifyType, rest.signed.notifyType ?? null, 'the notifyType');
    equal(merchantNo, rest.signed.merchantNo, 'the merchantNo');
    return rest;
  };
  for (const body of text === undefined ? [bytes] : [text, bytes]) {
    hold(api, vector, () => api.verifyCallback(body, options), event);
    const checked = api.checkCallback(body, options);
    equal(checked.ok, vector.error === undefined, 'ok of checkCallback');
    if (checked.ok) equal(event(checked.event), vector.expect, 'the event of checkCallback');
    else equal(outline(checked.error), vector.error, 'the error of checkCallback');
  }
}

function callbacksMade(api, vector) {
  const { secret } = vector;
  hold(api, vector, () => api.signCallback(untag(vector.params), secret), ({ body, headers }) => {
    equal(body, JSON.stringify(JSON.parse(body)), 'each name once, no white space');
    const { 'X-Rh-Signature': header, ...others } = headers;
    equal(others, { 'Content-Type': 'application/json' }, 'the other headers');
    const options = { secret, merchantNo: '800209' };
    const event = api.verifyCallback(body, { ...options, headers, requireHeader: true });
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
      hold(api, vector, () => api.verifyHmacWebhook(body, { secret, headers, now, toleranceSeconds, maxBytes }));
    }
  }
}

function queries(api, vector) {
  const { kind, merchantNo, secret, environment, baseUrl, timeZone } = vector;
  const options = untag({ merchantNo, secret, environment, baseUrl, timeZone });
  const params = untag(vector.params);
  const outcome = ({ url, method, headers, body }) => {
    equal(method, 'POST', 'the method');
    equal(headers, { 'Content-Type': 'application/json' }, 'the headers');
    const fields = JSON.parse(body);
    equal(body, JSON.stringify(fields), 'each name once, no white space');
    return { url, fields };
  };
  hold(api, vector, () => api.buildQuery(kind, params, options), outcome);
}

function answers(api, vector, { fields }) {
  const { text, bytes } = textAndBytes(vector, 'text');
  for (const answer of text === undefined ? [bytes] : [text, bytes]) {
    hold(api, vector, () => api.parseQueryResponse(vector.kind, answer), (page) => {
      ok(JSON.stringify(page) === JSON.stringify(JSON.parse(JSON.stringify(page))), 'the page survives JSON');
      return { ...page, content: page.content.map((record) => brief(record, vector.kind, fields)) };
    });
  }
}

/** A record as the vectors write it, without nulls and an empty `extra`; but all has to be there. */
function brief(record, shape, fields) {
  equal(Object.keys(record).sort(), [...fields[shape], 'extra'].sort(), `the fields of ${shape}`);
  const members = [];
  for (const [name, value] of Object.entries(record)) {
    if (value === null || (name === 'extra' && Object.keys(value).length === 0)) continue;
    members.push([name, fields[name] && name !== 'extra' ? brief(value, name, fields) : value]);
  }
  return Object.fromEntries(members);
}

function responses(api, vector) {
  const { text, bytes } = textAndBytes(vector, 'text');
  for (const answer of text === undefined ? [bytes] : [text, bytes]) {
    hold(api, vector, () => api.verifyResponse(answer, vector.secret));
  }
}
