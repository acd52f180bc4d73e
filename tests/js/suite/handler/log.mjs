// What is logged, and what is not.

import { equal, ok } from '../harness.mjs';
import { RECORD } from '../shapes.mjs';
import { pause } from '../store.mjs';
import { SECRET, TRANSACTION_ID, answerBody, callbackBody } from '../values.mjs';
import { RECORDS, doubtful } from './records.mjs';
import { PAYMENT_ID, shopOf } from './shop.mjs';

export function log(test, api) {
  const sale = callbackBody(api);
  test('one record, of what is known', async () => {
    let clock = 1000;
    const settings = { now: () => (clock += 25) };
    const shop = shopOf(api, { settings });
    await shop.post(sale);
    equal(shop.records, [{
      name: 'onerway.callback',
      status: 200,
      code: 'handled',
      trust: 'verified',
      notifyType: 'TXN',
      operation: 'payment',
      outcome: 'succeeded',
      transactionId: '...4848',
      key: 'txn:800209:...4848:SALE:S',
      ms: 25,
    }]);
  });
  test('of a doubtful event: what is claimed, and the doubts', async () => {
    const shop = shopOf(api, { answer: () => answerBody([]) });
    await shop.post(doubtful(api));
    const { ms, ...record } = shop.records[0];
    ok(ms >= 0, 'ms');
    equal(record, {
      name: 'onerway.callback',
      status: 503,
      code: 'confirm_mismatch',
      field: 'transactionId',
      trust: 'unconfirmed',
      notifyType: 'TXN',
      transactionId: '...4848',
      doubts: ['unknown_field:zNew'],
    });
  });
  test('of a clock that goes back, no time', async () => {
    let clock = 1000;
    const shop = shopOf(api, { settings: { now: () => (clock -= 25) } });
    await shop.post(sale);
    equal(shop.records[0].ms, 0);
  });
  const broken = { throws: () => { throw new Error('full'); }, 'fails later': () => Promise.reject(new Error('full')) };
  for (const [name, log] of Object.entries(broken)) {
    test(`a hook that ${name} changes nothing`, async () => {
      const shop = shopOf(api, { settings: { log } });
      equal((await shop.post(sale)).slice(0, 2), [200, TRANSACTION_ID]);
      await pause(0);
    });
  }
  test('without a hook', async () => equal((await shopOf(api, { settings: { log: undefined } }).post(sale))[0], 200));

  const PERSONAL = 'planted.person@shop.example';
  const TOKEN = '7d827950f927d1be3f47c87819a8ba0d8f24b75112d70a7292e92696793081d7';
  const CARD = '4111111111111111';
  const HOLDER = 'Planted Holder';
  const PLANTED = [PERSONAL, TOKEN, CARD, HOLDER, SECRET, TRANSACTION_ID, 'A-1'];
  const personal = { tokenId: TOKEN, cardNumber: CARD, email: PERSONAL, holderName: HOLDER };
  const record = { ...RECORDS.sale, ...personal, reason: PERSONAL, extra: PERSONAL };
  const thrown = Object.assign(new Error(PERSONAL), { name: PERSONAL, code: CARD, field: TOKEN, token: SECRET });
  const spiteful = Object.defineProperty(new Error('no'), 'name', {
    get() {
      throw new Error(PERSONAL);
    },
  });
  const cases = {
    'a verified event': { body: callbackBody(api, { tokenId: TOKEN, paymentMethod: PERSONAL, contractId: PAYMENT_ID }) },
    'a confirmed one': { body: doubtful(api, personal) },
    'a mismatch': { body: doubtful(api, { merchantTxnId: PERSONAL }) },
    'a forged one': { body: callbackBody(api, personal).replace('19.90', '99.90') },
    'names of fields': { body: doubtful(api, { [PERSONAL]: '1', [CARD]: '1', [TOKEN]: '1', [HOLDER]: '1' }) },
    'a name twice': { body: `{"${TOKEN}":"1","${TOKEN}":"1"}` },
    'a nested value': { body: `{"${PERSONAL}":{}}` },
    'a claimed type': { body: callbackBody(api, { notifyType: PERSONAL }) },
    'a claimed state': { body: callbackBody(api, { status: PERSONAL, txnType: CARD }) },
    'no JSON': { body: `${PERSONAL}${SECRET}` },
    'a handler that fails': { handler: () => Promise.reject(thrown) },
    'a handler that throws text': { handler: () => Promise.reject(PERSONAL) },
    'a handler whose error cannot be read': { handler: () => Promise.reject(spiteful) },
    'a resolver that fails': { options: { merchant: () => Promise.reject(thrown) } },
    'a resolver whose error cannot be read': { options: { merchant: () => Promise.reject(spiteful) } },
    'a store that fails': { fault: () => Promise.reject(thrown) },
    'a query that fails': { body: doubtful(api), answer: () => Promise.reject(thrown) },
    'a refusal': { body: doubtful(api), answer: () => JSON.stringify({ respCode: CARD, respMsg: PERSONAL, data: null }) },
    'a header': { body: sale, init: { headers: { 'X-Rh-Signature': PERSONAL, 'x-address': PERSONAL } } },
    'an address': { init: { headers: { 'x-address': PERSONAL } }, options: { addresses: { header: 'x-address', allow: [CARD] } } },
  };
  for (const [name, { body = sale, init, fault, answer = () => answerBody([record]), ...more }] of Object.entries(cases)) {
    test(`nothing personal and no secret: ${name}`, async () => {
      const shop = shopOf(api, { answer, ...more });
      if (fault) shop.store.faults.claim = fault;
      const [status, text] = await shop.post(body, init);
      equal(shop.records.length, 1, 'the number of records');
      for (const planted of PLANTED) {
        ok(!JSON.stringify(shop.records).includes(planted), `${planted} in ${JSON.stringify(shop.records)}`);
        ok(status === 200 || !text.includes(planted), 'the answer');
      }
      const unknown = Object.keys(shop.records[0]).filter((name) => !RECORD.includes(name));
      equal(unknown, [], 'names that are not documented');
      for (const value of Object.values(shop.records[0])) ok(value !== undefined, 'what is not known is left out');
    });
  }
}
