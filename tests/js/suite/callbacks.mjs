// Callbacks as JavaScript has them: kinds of bodies and headers, events, requests.

import { equal, fails, ok } from './harness.mjs';
import { MERCHANT_NO, SECRET, TRANSACTION_ID, bodyKinds, callbackBody, streamRequest } from './values.mjs';

const encoder = new TextEncoder();
const OPTIONS = { secret: SECRET, merchantNo: MERCHANT_NO };

export async function callbackAreas(report, api) {
  await report.area('bodies', (test) => bodies(test, api));
  await report.area('headers', (test) => headers(test, api));
  await report.area('events', (test) => events(test, api));
  await report.area('options', (test) => options(test, api));
  await report.area('verifyRequest', (test) => requests(test, api));
}

function bodies(test, api) {
  const body = callbackBody(api, { merchantTxnId: 'Größe 订单 😀' });
  const kinds = bodyKinds(body);
  const expected = api.verifyCallback(body, OPTIONS);
  for (const [kind, value] of Object.entries(kinds)) {
    test(kind, () => equal(api.verifyCallback(value, OPTIONS), expected));
  }
  test('the bytes are left as they are', () => equal([...kinds['a Uint8Array']], [...encoder.encode(body)]));
  test('a string of 100 KB', () => {
    const products = JSON.stringify(['é'.repeat(50_000)]);
    const event = api.verifyCallback(callbackBody(api, { products }), { ...OPTIONS, maxBytes: 200_000 });
    equal(event.signed.products, products);
  });
  test('one body after another', () => {
    const ids = ['1826814232868814849', '1826814232868814850', '1826814232868814851'];
    const events = ids.map((id) => api.verifyCallback(callbackBody(api, { transactionId: id }), OPTIONS));
    equal(events.map((event) => event.transactionId), ids);
  });
  const others = [undefined, null, 123, true, {}, [], JSON.parse(body), new Date(), () => body, new Uint16Array(4), new DataView(new ArrayBuffer(4))];
  for (const other of others) {
    const name = Object.prototype.toString.call(other);
    test(`no body: ${name}`, () => fails(api, { code: 'param_invalid', field: 'body' }, () => api.verifyCallback(other, OPTIONS)));
    test(`checked, no body: ${name}`, () => equal(api.checkCallback(other, OPTIONS).error.code, 'param_invalid'));
  }
  test('half of a surrogate pair in a string', () => {
    const half = body.replace('VISA', '\ud83d');
    return fails(api, { code: 'body_not_json' }, () => api.verifyCallback(half, OPTIONS));
  });
  test('half of a surrogate pair in a long string', () => {
    const half = callbackBody(api, { a: 'x'.repeat(40_000) }).replace('VISA', '\ude00');
    return fails(api, { code: 'body_not_json' }, () => api.verifyCallback(half, OPTIONS));
  });
  test('an empty Uint8Array', () => fails(api, { code: 'body_not_json' }, () => api.verifyCallback(new Uint8Array(), OPTIONS)));
}

function headers(test, api) {
  const fields = JSON.parse(callbackBody(api));
  const { sign, ...unsigned } = fields;
  const body = JSON.stringify(unsigned);
  const verify = (headers) => api.verifyCallback(body, { ...OPTIONS, headers }).transactionId;
  const good = `v1=${sign}`;
  const kinds = {
    Headers: new Headers({ 'X-Rh-Signature': good }),
    'an object': { 'X-Rh-Signature': good },
    'lower case': { 'x-rh-signature': good, host: 'shop.example' },
    'upper case': { 'X-RH-SIGNATURE': good },
    'a list of values': { 'x-rh-signature': [`v1=${'0'.repeat(64)}`, good] },
    'an object without a prototype': Object.assign(Object.create(null), { 'x-rh-signature': good }),
  };
  for (const [kind, headers] of Object.entries(kinds)) test(kind, () => equal(verify(headers), TRANSACTION_ID));
  test('Headers with several values', () => {
    const several = new Headers({ 'x-rh-signature': `v1=${'0'.repeat(64)}` });
    several.append('X-Rh-Signature', good);
    equal(verify(several), TRANSACTION_ID);
  });
  const missing = { code: 'signature_missing', field: 'sign' };
  const none = [undefined, null, {}, new Headers(), { host: 'x' }, { 'x-rh-signature': undefined }, { 'x-signature': good }];
  none.forEach((headers, at) => test(`no header, ${at + 1}`, () => fails(api, missing, () => verify(headers))));
  const empty = { code: 'signature_missing', field: 'X-Rh-Signature' };
  test('an empty header decides', () => fails(api, empty, () => verify({ 'X-Rh-Signature': '' })));
  test('an empty one in Headers too', () => fails(api, empty, () => verify(new Headers({ 'X-Rh-Signature': '' }))));
}

function events(test, api) {
  test('an event survives JSON', () => {
    const knownFields = { __new: 'zone', é: 'text' };
    const fields = { __new: '+09:30', é: 'ü', reason: '{"respCode":"1","respMsg":"\\n"}' };
    const event = api.verifyCallback(callbackBody(api, fields), { ...OPTIONS, knownFields });
    equal([event.signed.__new, event.signed.é, event.reason.respMsg], ['+09:30', 'ü', '\n']);
    equal(JSON.parse(JSON.stringify(event)), event);
  });
  test('its shape', () => {
    const { sign, paymentMethod, ...signed } = JSON.parse(callbackBody(api));
    equal(api.verifyCallback(callbackBody(api), OPTIONS), {
      source: 'callback',
      trust: 'verified',
      notifyType: 'TXN',
      operation: 'payment',
      outcome: 'succeeded',
      paid: true,
      final: true,
      merchantNo: MERCHANT_NO,
      transactionId: TRANSACTION_ID,
      merchantTxnId: 'A-1',
      paymentId: null,
      txnType: 'SALE',
      status: 'S',
      paymentStatus: null,
      chargebackStatus: null,
      order: { amount: '19.90', currency: 'USD', minorUnits: '1990' },
      settlement: null,
      disputed: null,
      reason: { respCode: '20000', respMsg: 'Success' },
      occurredAt: '2024-07-09T05:57:01Z',
      idempotencyKeys: [`txn:${MERCHANT_NO}:${TRANSACTION_ID}:SALE:S`],
      signed,
      unsigned: { paymentMethod: 'VISA' },
      uncertain: [],
      secretIndex: 0,
    });
  });
  test('only a sale and a capture that succeeded are paid', () => {
    for (const txnType of ['SALE', 'CAPTURE', 'REFUND', 'AUTH', 'PRE_AUTH', 'VOID', 'BIND_CARD']) {
      for (const status of ['S', 'F', 'P', 'R', 'N', 'I', 'U']) {
        const event = api.verifyCallback(callbackBody(api, { txnType, status }), OPTIONS);
        const brings = txnType === 'SALE' || txnType === 'CAPTURE';
        equal([event.paid, event.outcome === 'succeeded'], [brings && status === 'S', status === 'S'], `${txnType} ${status}`);
      }
    }
    const cancelled = api.verifyCallback(callbackBody(api, { notifyType: 'CANCEL' }), OPTIONS);
    equal([cancelled.operation, cancelled.outcome, cancelled.paid], ['cancellation', 'succeeded', false]);
  });
  test('characters of every length, signed and not', () => {
    const fields = { merchantTxnId: 'Größe 订单 😀', reason: '{"respMsg":"支付成功 😀"}', paymentMethod: 'é😀' };
    const event = api.verifyCallback(callbackBody(api, fields), OPTIONS);
    equal([event.merchantTxnId, event.signed.merchantTxnId, event.unsigned.paymentMethod], [fields.merchantTxnId, fields.merchantTxnId, 'é😀']);
    equal(event.reason, { respCode: null, respMsg: '支付成功 😀' });
    equal([event.order.amount, event.occurredAt], ['19.90', '2024-07-09T05:57:01Z'], 'what stands behind them');
  });
  test('a value keeps the U+FEFF that it starts with', () => {
    const fields = { merchantTxnId: '\ufeffA-1', paymentMethod: '\ufeffVISA', reason: '{"respMsg":"\ufeffOK"}' };
    const event = api.verifyCallback(callbackBody(api, fields), OPTIONS);
    equal([event.merchantTxnId, event.unsigned.paymentMethod, event.reason.respMsg], ['\ufeffA-1', '\ufeffVISA', '\ufeffOK']);
  });
  test('without a type of notification there is no event', async () => {
    const error = await fails(api, { code: 'field_missing', field: 'notifyType' }, () =>
      api.verifyCallback(callbackBody(api, { notifyType: null }), OPTIONS));
    equal(error.doubts, [{ code: 'field_missing', field: 'notifyType' }]);
  });
  test('numbers and booleans are text, as they were written; null is left out', () => {
    const { signed } = api.verifyCallback(callbackBody(api, { eci: 5, settleRate: null }), OPTIONS);
    equal([signed.eci, 'settleRate' in signed], ['5', false]);
    const live = api.verifyCallback(callbackBody(api, { live: true }), { ...OPTIONS, knownFields: { live: 'text' } });
    equal(live.signed.live, 'true');
  });
  test('events share nothing', () => {
    const body = callbackBody(api);
    const [one, other] = [api.verifyCallback(body, OPTIONS), api.verifyCallback(body, OPTIONS)];
    one.signed.status = 'F';
    equal(other.signed.status, 'S');
  });
  test('checkCallback gives the error as a value', () => {
    const checked = api.checkCallback('{', OPTIONS);
    equal([checked.ok, checked.error instanceof api.OnerwayError, checked.error.code], [false, true, 'body_not_json']);
  });
  test('checkCallback gives the event', () => {
    const body = callbackBody(api);
    equal(api.checkCallback(body, OPTIONS), { ok: true, event: api.verifyCallback(body, OPTIONS) });
  });
}

function options(test, api) {
  const body = callbackBody(api);
  const verify = (options) => () => api.verifyCallback(body, options);
  const secretMissing = { code: 'config_missing', field: 'secret' };
  for (const none of [undefined, null, {}, { merchantNo: MERCHANT_NO }]) {
    test(`options ${JSON.stringify(none)}`, () => fails(api, secretMissing, verify(none)));
  }
  test('a secret that is a number', () => fails(api, { code: 'config_invalid', field: 'secret' }, verify({ ...OPTIONS, secret: 1 })));
  test('a secret that is bytes', () => fails(api, { code: 'config_invalid', field: 'secret' }, verify({ ...OPTIONS, secret: encoder.encode(SECRET) })));
  test('a number in a list of secrets', () => fails(api, { code: 'config_invalid', field: 'secret' }, verify({ ...OPTIONS, secret: [SECRET, 1] })));
  test('no merchantNo', () => fails(api, { code: 'param_missing', field: 'merchantNo' }, verify({ secret: SECRET })));
  test('a merchantNo that is a number', () => fails(api, { code: 'param_invalid', field: 'merchantNo' }, verify({ ...OPTIONS, merchantNo: 800209 })));
  for (const maxBytes of [0, -1, 1.5, NaN, Infinity, '1000', null]) {
    test(`maxBytes ${maxBytes}`, () => fails(api, { code: 'config_invalid', field: 'maxBytes' }, verify({ ...OPTIONS, maxBytes })));
  }
  for (const secret of ['a\0b', ['a\0b', SECRET], [SECRET, 'a\0']]) {
    test(`a secret with a NUL, which separates secrets: ${JSON.stringify(secret)}`, () =>
      fails(api, { code: 'config_invalid', field: 'secret' }, verify({ ...OPTIONS, secret })));
  }
}

function requests(test, api) {
  const request = (body, headers = {}) => new Request('https://shop.example/notify', { method: 'POST', body, headers });
  const streamed = (stream) => streamRequest('https://shop.example/notify', stream);
  const verify = (request, options) => api.verifyRequest(request, { ...OPTIONS, ...options });
  const body = callbackBody(api, { merchantTxnId: 'Größe 订单 😀' });
  const bytes = encoder.encode(body);
  const expected = api.verifyCallback(body, OPTIONS);
  test('a body', async () => equal(await verify(request(body)), expected));
  test('a body of bytes', async () => equal(await verify(request(bytes)), expected));
  test('a body with a charset', async () => equal(await verify(request(body, { 'content-type': 'application/json; charset=UTF-8' })), expected));
  test('a stream cut inside characters', async () => {
    let at = 0;
    const stream = new ReadableStream({
      pull(controller) {
        if (at < bytes.length) controller.enqueue(bytes.slice(at, (at += 3)));
        else controller.close();
      },
    });
    equal(await verify(streamed(stream)), expected);
  });
  const { sign, ...unsigned } = JSON.parse(body);
  test('the header', async () => {
    const event = await verify(request(JSON.stringify(unsigned), { 'X-Rh-Signature': `v1=${sign}` }), { requireHeader: true });
    equal(event, expected);
  });
  test('a wrong header', () => fails(api, { code: 'signature_mismatch' }, () => verify(request(body, { 'X-Rh-Signature': `v1=${'0'.repeat(64)}` }))));
  test('an empty header', () => fails(api, { code: 'signature_missing', field: 'X-Rh-Signature' }, () => verify(request(body, { 'X-Rh-Signature': '' }))));
  test('a header that is required', () => fails(api, { code: 'signature_missing', field: 'X-Rh-Signature' }, () => verify(request(body), { requireHeader: true })));
  test('headers among the options do not count', () =>
    fails(api, { code: 'signature_missing', field: 'sign' }, () =>
      verify(request(JSON.stringify(unsigned)), { headers: { 'X-Rh-Signature': `v1=${sign}` } })));
  test('a body that was read', async () => {
    const read = request(body);
    await read.text();
    await fails(api, { code: 'param_invalid', field: 'request' }, () => verify(read));
  });
  test('a clone of it', async () => {
    const original = request(body);
    const clone = original.clone();
    await original.text();
    equal(await verify(clone), expected);
  });
  test('no body', () => fails(api, { code: 'body_not_json' }, () => verify(new Request('https://shop.example/notify'))));
  test('a body as long as the limit', async () => equal(await verify(request(body), { maxBytes: bytes.length }), expected));
  test('a byte longer', () => fails(api, { code: 'body_too_large' }, () => verify(request(body), { maxBytes: bytes.length - 1 })));
  test('the usual limit', () => fails(api, { code: 'body_too_large' }, () => verify(request(body.padEnd(65_600)))));
  test('a stream without end is left', async () => {
    let pulled = 0;
    let cancelled = false;
    const stream = new ReadableStream({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(16_384).fill(0x20));
      },
      cancel() {
        cancelled = true;
      },
    });
    await fails(api, { code: 'body_too_large' }, () => verify({ headers: new Headers(), body: stream, bodyUsed: false }));
    ok(pulled < 10, 'not much more is read than the limit');
    ok(cancelled, 'the stream is cancelled');
  });
  test('a declared length is believed before reading', async () => {
    let pulled = false;
    const stream = new ReadableStream({ pull: () => { pulled = true; } }, { highWaterMark: 0 });
    const declared = { headers: new Headers({ 'content-length': '65537' }), body: stream, bodyUsed: false };
    await fails(api, { code: 'body_too_large' }, () => verify(declared));
    equal(pulled, false, 'read');
  });
  test('a limit that is none is told before anything is read', async () => {
    const unread = request(body);
    await fails(api, { code: 'config_invalid', field: 'maxBytes' }, () => verify(unread, { maxBytes: 'x' }));
    equal(unread.bodyUsed, false, 'the body is read');
  });
  test('no secret', () => fails(api, { code: 'config_missing', field: 'secret' }, () => api.verifyRequest(request(body), { merchantNo: MERCHANT_NO })));
  test('no options', () => fails(api, { code: 'config_missing', field: 'secret' }, () => api.verifyRequest(request(body))));
}
