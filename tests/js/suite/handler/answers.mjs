// What each request is answered.

import { equal, ok } from '../harness.mjs';
import { never, pause } from '../store.mjs';
import { MERCHANT_NO, SECRET, TRANSACTION_ID, callbackBody } from '../values.mjs';
import { HANDLED, later, requestOf, shopOf } from './shop.mjs';

export function answers(test, api) {
  const sale = callbackBody(api);
  const post = async (body, init, options) => shopOf(api, { options }).post(body, init);
  test('200 and the bare transactionId', async () => {
    const shop = shopOf(api);
    const response = await shop.onerway.handleCallback(requestOf(sale), () => {});
    equal([response.status, await response.text()], [200, TRANSACTION_ID]);
    equal(response.headers.get('content-type'), 'text/plain; charset=utf-8');
    equal(response.headers.get('cache-control'), 'no-store');
  });
  test('the handler gets the event of verifyCallback', async () => {
    const shop = shopOf(api);
    await shop.post(sale);
    equal(shop.events, [api.verifyCallback(sale, { secret: SECRET, merchantNo: MERCHANT_NO })]);
  });
  for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
    test(`405 for ${method}`, async () => {
      const shop = shopOf(api);
      const response = await shop.onerway.handleCallback(requestOf(undefined, { method }), () => {});
      equal([response.status, await response.text(), response.headers.get('allow')], [405, 'only POST', 'POST']);
      equal([shop.records[0].code, shop.store.calls], ['method_not_allowed', []]);
    });
  }
  test('Allow stands with 405 only', async () => {
    const response = await shopOf(api).onerway.handleCallback(requestOf('{}'), () => {});
    equal([response.status, response.headers.get('allow')], [401, null]);
  });
  const types = {
    'multipart/form-data; boundary=x': 415,
    'Multipart/mixed': 415,
    'application/x-www-form-urlencoded': 415,
    'APPLICATION/X-WWW-FORM-URLENCODED; charset=UTF-8': 415,
    'text/plain': 200,
    'text/plain;charset=UTF-8': 200,
    'application/json': 200,
    'application/json;charset=utf-8': 200,
    'application/octet-stream': 200,
    '*/*': 200,
  };
  for (const [type, status] of Object.entries(types)) {
    test(`${status} for the type ${type}`, async () => {
      const answer = await post(sale, { headers: { 'Content-Type': type } });
      equal(answer, status === 200 ? HANDLED : [415, 'not a callback', 'type_not_allowed']);
    });
  }
  test('no type at all', async () => {
    const bytes = new TextEncoder().encode(sale);
    const request = requestOf(bytes);
    request.headers.delete('content-type');
    equal((await shopOf(api).onerway.handleCallback(request, () => {})).status, 200);
  });
  const TOO_LONG = [413, 'too long', 'body_too_large'];
  test('413 for a body over the limit', async () => equal(await post(sale, {}, { maxBytes: sale.length - 1 }), TOO_LONG));
  test('a body of the limit', async () => equal(await post(sale, {}, { maxBytes: new TextEncoder().encode(sale).length }), HANDLED));
  test('413 unless set: above 64 KiB', async () => {
    equal(await post(' '.repeat(65_537)), TOO_LONG);
    equal(await post(' '.repeat(65_536)), [400, 'not a callback', 'body_not_json']);
  });
  /** A body without end, and how much of it was taken. */
  const endless = (more) => {
    const taken = { chunks: 0, cancelled: false };
    const stream = new ReadableStream({
      async pull(controller) {
        taken.chunks += 1;
        await pause(0);
        controller.enqueue(new Uint8Array(1024).fill(0x20));
      },
      cancel() {
        taken.cancelled = true;
        return more?.();
      },
    });
    return { stream, taken };
  };
  test('413 reads no further than the limit', async () => {
    const { stream, taken } = endless();
    equal(await post(stream, {}, { maxBytes: 4096 }), TOO_LONG);
    await pause(10);
    ok(taken.chunks <= 8, `taken: ${taken.chunks} KiB`);
    equal(taken.cancelled, true, 'the stream is cancelled');
  });
  for (const [name, more] of Object.entries({ fails: () => Promise.reject(new Error('no')), hangs: never })) {
    test(`413 where the end of a stream ${name}`, async () =>
      equal(await post(endless(more).stream, {}, { maxBytes: 4096, deadlineMs: 2000 }), TOO_LONG));
  }
  const invalid = {
    body_not_json: '{',
    body_not_object: '[]',
    duplicate_field: sale.replace('{', '{"sign":"",'),
    nested_value: sale.replace('{', '{"a":{},'),
    field_missing: callbackBody(api, { transactionId: '' }),
    field_invalid: callbackBody(api, { transactionId: 'x' }),
  };
  for (const [code, body] of Object.entries(invalid)) {
    test(`400 for ${code}`, async () => equal(await post(body), [400, 'not a callback', code]));
  }
  test('400 for nothing', async () => equal(await post(''), [400, 'not a callback', 'body_not_json']));
  const unauthentic = {
    signature_missing: '{}',
    signature_malformed: sale.replace(/"sign":"./, '"sign":"X'),
    signature_mismatch: sale.replace('19.90', '99.90'),
    merchant_mismatch: callbackBody(api, { merchantNo: '800210' }),
  };
  for (const [code, body] of Object.entries(unauthentic)) {
    test(`401 for ${code}`, async () => equal(await post(body), [401, 'not authentic', code]));
  }
  test('401 where the header is required', async () =>
    equal(await post(sale, {}, { requireHeader: true }), [401, 'not authentic', 'signature_missing']));
  test('a header that signs', async () => {
    const { body, headers } = api.signCallback(JSON.parse(sale), SECRET);
    equal(await post(body, { headers }, { requireHeader: true }), HANDLED);
  });
  test('a refused request touches no store and no handler', async () => {
    const shop = shopOf(api);
    for (const body of [...Object.values(invalid), ...Object.values(unauthentic)]) await shop.post(body);
    equal([shop.store.calls, shop.events], [[], []]);
  });
  test('503 for a body that breaks off', async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) });
    equal(await post(broken), later('network'));
  });
  const FORBIDDEN = [403, 'not allowed', 'address_not_allowed'];
  const addresses = { header: 'CF-Connecting-IP', allow: ['20.68.8.122', '18.207.78.37'] };
  const from = { '18.207.78.37': HANDLED, ' 20.68.8.122 ': HANDLED, '1.2.3.4': FORBIDDEN, '20.68.8.122, 1.2.3.4': FORBIDDEN, '20.68.8.12': FORBIDDEN };
  for (const [address, answer] of Object.entries(from)) {
    test(`from ${JSON.stringify(address)}: ${answer[0]}`, async () =>
      equal(await post(sale, { headers: { 'cf-connecting-ip': address } }, { addresses }), answer));
  }
  const sixth = { header: 'x-sender', allow: ['2001:DB8::1', '::ffff:20.68.8.122'] };
  for (const address of ['2001:db8::1', '20.68.8.122', '::FFFF:20.68.8.122']) {
    test(`from ${address}, by a list of IPv6`, async () =>
      equal(await post(sale, { headers: { 'x-sender': address } }, { addresses: sixth }), HANDLED));
  }
  test('403 without the header, and with another one', async () => {
    equal(await post(sale, {}, { addresses }), FORBIDDEN);
    equal(await post(sale, { headers: { 'X-Forwarded-For': '20.68.8.122' } }, { addresses }), FORBIDDEN);
  });
  test('403 before the body is read', async () => {
    const request = requestOf(sale);
    await shopOf(api).onerway.handleCallback(request, () => {}, { addresses });
    equal(request.bodyUsed, false);
  });
  test('405 before 403', async () => equal((await post(undefined, { method: 'GET' }, { addresses }))[0], 405));
}
