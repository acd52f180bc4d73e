// Settings that break a rule.

import { equal, fails } from '../harness.mjs';
import { MERCHANT_NO, SECRET, callbackBody } from '../values.mjs';
import { ADDRESS, requestOf, shopOf } from './shop.mjs';

export function settings(test, api) {
  const handle = (options, request = requestOf(callbackBody(api))) => shopOf(api).onerway.handleCallback(request, () => {}, options);
  const invalid = {
    store: [null, {}, 'memory', { claim() {}, complete() {} }],
    confirm: ['never', true, null],
    deliverUnconfirmed: ['false', 1, null],
    deadlineMs: [0, -1, NaN, Infinity, '4000', null],
    claimMs: [0, NaN, '1', 30 * 60 * 1000, 1.5],
    retainMs: [0, 60_000, NaN, Infinity, '1', 1e6 + 0.5, Number.MAX_SAFE_INTEGER],
    maxBytes: [0, -1, 1.5, '1'],
    addresses: [null, [], {}, { header: 'x' }, { header: '', allow: ['1.2.3.4'] }, { header: 'a b', allow: ['1.2.3.4'] }, { header: 'x', allow: '1.2.3.4' }, { header: 'x', allow: [undefined] }, { header: 'x', allow: [''] }, { header: 'x', allow: ['1.2.3.0/24'] }, { header: 'x', allow: ['proxy.example'] }],
    merchant: [{ merchantNo: '1', secret: '2' }, 'x', null],
    waitUntil: [true, {}, null],
    knownFields: [[], null],
    requireHeader: ['false', 1],
  };
  for (const [field, values] of Object.entries(invalid)) {
    for (const value of values) {
      test(`${field}: ${Object.is(value, NaN) ? 'NaN' : JSON.stringify(value) ?? 'Infinity'}`, () =>
        fails(api, { code: 'config_invalid', field }, () => handle({ [field]: value })));
    }
  }
  for (const name of ['confrim', 'onDoubt', 'secret']) {
    test(`${name}, which is no option`, () => fails(api, { code: 'config_invalid', field: name }, () => handle({ [name]: 'always' })));
  }
  test('what is not set may have any name', async () => equal((await handle({ confrim: undefined })).status, 200));
  test('knownFields of a form that there is not', () =>
    fails(api, { code: 'config_invalid', field: 'deviceScore' }, () => handle({ knownFields: { deviceScore: 'number' } })));
  test('no store', async () => {
    const onerway = new api.Onerway({ merchantNo: MERCHANT_NO, secret: SECRET, environment: 'sandbox' });
    await fails(api, { code: 'config_missing', field: 'store' }, () => onerway.handleCallback(requestOf('{}'), () => {}));
  });
  for (const handler of [undefined, null, {}, 'x']) {
    test(`handler ${JSON.stringify(handler)}`, () =>
      fails(api, { code: 'param_invalid', field: 'handler' }, () => shopOf(api).onerway.handleCallback(requestOf('{}'), handler)));
  }
  for (const request of [undefined, {}, ADDRESS, { headers: {}, body: '{}' }]) {
    test(`request ${JSON.stringify(request)}`, () =>
      fails(api, { code: 'param_invalid', field: 'request' }, () => shopOf(api).onerway.handleCallback(request, () => {})));
  }
  test('a request whose body was read', async () => {
    const request = requestOf(callbackBody(api));
    await request.text();
    await fails(api, { code: 'param_invalid', field: 'request' }, () => handle({}, request));
  });
  for (const field of ['now', 'log']) {
    test(`${field} of the client is a function`, () =>
      fails(api, { code: 'config_invalid', field }, () => shopOf(api, { settings: { [field]: 'x' } })));
  }
  test('a store of the client that is none is told when it is made', () =>
    fails(api, { code: 'config_invalid', field: 'store' }, () => shopOf(api, { settings: { store: {} } })));
  test('rules hold at their limits', async () => {
    const options = { claimMs: 30 * 60 * 1000 - 1, retainMs: 30 * 60 * 1000, deadlineMs: 2 ** 31 - 1, maxBytes: 65_536, addresses: undefined };
    equal((await handle(options)).status, 200);
  });
}
