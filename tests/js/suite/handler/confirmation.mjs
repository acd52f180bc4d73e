// Events that a query confirms before they are delivered.

import { equal, ok } from '../harness.mjs';
import { CONFIRMED } from '../shapes.mjs';
import { never } from '../store.mjs';
import { TRANSACTION_ID, answerBody, callbackBody, signedBody } from '../values.mjs';
import { RECORDS, chargebackBody, doubtful, gatewayOf } from './records.mjs';
import { DUPLICATE, HANDLED, IDS, KEY, PAYMENT_ID, later, shopOf } from './shop.mjs';

export function confirmation(test, api) {
  test('an unconfirmed event is asked about, and delivered by the answer alone', async () => {
    const shop = gatewayOf(api, [{ ...RECORDS.sale, paymentMethod: 'MASTERCARD' }]);
    equal(await shop.post(doubtful(api, { paymentMethod: 'VISA', reason: '{"respMsg":"of the body"}' })), HANDLED);
    equal([shop.asked.length, shop.asked[0].path, shop.asked[0].fields.transactionIds], [1, '/v1/txn/list', TRANSACTION_ID]);
    const [event] = shop.events;
    equal(Object.keys(event).sort(), [...CONFIRMED].sort(), 'its names');
    equal([event.source, event.trust, event.notifyType, event.outcome, event.paid, event.final], ['query', 'confirmed', 'TXN', 'succeeded', true, true]);
    equal([event.order, event.record.paymentMethod, event.idempotencyKeys], [{ amount: '19.90', currency: 'USD', minorUnits: '1990' }, 'MASTERCARD', [KEY]]);
    equal([event.reason, event.original, event.occurredAt], [null, null, '2024-07-09T05:57:01Z']);
    ok(!JSON.stringify(event).includes('of the body'), 'nothing of the body');
  });
  test('a verified event is not asked about', async () => {
    const shop = gatewayOf(api, []);
    equal([await shop.post(callbackBody(api)), shop.asked.length], [HANDLED, 0]);
  });
  test('confirm always: each is', async () => {
    const shop = gatewayOf(api, [RECORDS.sale], { options: { confirm: 'always' } });
    equal([await shop.post(callbackBody(api)), shop.asked.length, shop.events[0].trust], [HANDLED, 1, 'confirmed']);
  });
  test('a result is the same by callback and by query', async () => {
    const shop = gatewayOf(api, [RECORDS.sale]);
    equal([await shop.post(callbackBody(api)), await shop.post(doubtful(api)), shop.events.length], [HANDLED, DUPLICATE, 1]);
  });
  const others = {
    'no record': [],
    'a record of another id': [{ ...RECORDS.sale, transactionId: PAYMENT_ID }],
    'another merchantTxnId': [{ ...RECORDS.sale, merchantTxnId: 'A-2' }],
    'another txnType': [{ ...RECORDS.sale, txnType: 'REFUND' }],
    'another amount': [{ ...RECORDS.sale, orderAmount: '1.99' }],
    'no amount': [{ ...RECORDS.sale, orderAmount: null }],
    'another currency': [{ ...RECORDS.sale, orderCurrency: 'EUR' }],
  };
  for (const confirm of ['doubtful', 'always']) {
    for (const [name, records] of Object.entries(others)) {
      test(`confirm ${confirm}, ${name}: nothing is delivered`, async () => {
        const shop = gatewayOf(api, records, { options: { confirm } });
        const body = confirm === 'always' ? callbackBody(api) : doubtful(api);
        equal([await shop.post(body), shop.events, shop.store.calls], [later('confirm_mismatch'), [], []]);
        equal([shop.records[0].trust, typeof shop.records[0].field], [confirm === 'always' ? 'verified' : 'unconfirmed', 'string']);
      });
    }
  }
  const failures = {
    'HTTP 500': [() => new Response('', { status: 500 }), 'http_status'],
    'no connection': [() => Promise.reject(new TypeError('no')), 'network'],
    'a refusal': [() => '{"respCode":"40013","respMsg":"no","data":null}', 'gateway_rejected'],
    'no answer of a gateway': [() => '<html>', 'response_invalid'],
    'no answer in the time of a query': [never, 'timeout', { timeoutMs: 10 }],
    'no answer before the deadline': [never, 'timeout', {}],
  };
  for (const [name, [answer, code, settings = {}]] of Object.entries(failures)) {
    test(`${name}: 503, and asked again next time`, async () => {
      let calls = 0;
      const shop = shopOf(api, {
        answer: () => (calls++ === 0 ? answer() : answerBody([RECORDS.sale])),
        settings,
        options: { deadlineMs: 60 },
      });
      equal([await shop.post(doubtful(api)), shop.events.length], [later(code), 0]);
      equal(await shop.post(doubtful(api)), HANDLED);
    });
  }
  test('in another state it is delivered as that, under its own key', async () => {
    const shop = gatewayOf(api, [{ ...RECORDS.sale, status: 'F' }]);
    equal(await shop.post(doubtful(api, { status: 'S' })), HANDLED);
    equal([shop.events[0].outcome, shop.events[0].idempotencyKeys], ['failed', [KEY.replace(/S$/, 'F')]]);
    equal(await shop.post(callbackBody(api)), HANDLED, 'the other state is another result');
  });
  test('a verified end that the record does not know yet: its state is delivered, and the end comes again', async () => {
    const record = { ...RECORDS.sale, status: 'P' };
    const shop = gatewayOf(api, [record], { options: { confirm: 'always' } });
    equal([await shop.post(callbackBody(api)), await shop.post(callbackBody(api))], [later('not_final'), later('not_final')]);
    record.status = 'S';
    equal(await shop.post(callbackBody(api)), HANDLED);
    equal(shop.events.map((event) => event.status), ['P', 'S']);
  });
  test('a doubtful event whose record has no end: that state is delivered once, and the event comes again', async () => {
    const record = { ...RECORDS.sale, status: 'P' };
    const shop = gatewayOf(api, [record]);
    equal([await shop.post(doubtful(api)), await shop.post(doubtful(api))], [later('not_final'), later('not_final')]);
    record.status = 'S';
    equal([await shop.post(doubtful(api)), await shop.post(doubtful(api))], [HANDLED, DUPLICATE]);
    equal(shop.events.map((event) => event.status), ['P', 'S']);
  });
  test('a doubtful chargeback whose record is not decided comes again', async () => {
    const record = { ...RECORDS.chargeback, chargebackStatus: 'FA' };
    const shop = gatewayOf(api, [record]);
    equal(await shop.post(chargebackBody(api, { zNew: '1' })), later('not_final'));
    record.chargebackStatus = 'FAS';
    equal(await shop.post(chargebackBody(api, { zNew: '1' })), HANDLED);
    for (const chargebackStatus of ['FAF', 'DELETE']) {
      record.chargebackStatus = chargebackStatus;
      equal(await shop.post(chargebackBody(api, { zNew: '1' })), HANDLED);
    }
    equal(shop.events.map((event) => event.outcome), ['open', 'succeeded', 'failed', 'cancelled']);
  });
  test('a record without a status is no end', async () => {
    const shop = gatewayOf(api, [{ ...RECORDS.sale, status: null }]);
    equal([await shop.post(doubtful(api)), shop.events[0].outcome], [later('not_final'), 'pending']);
  });
  test('confirm always: a verified chargeback that the record has in another state comes again', async () => {
    const record = { ...RECORDS.chargeback, chargebackStatus: 'FA' };
    const shop = gatewayOf(api, [record], { options: { confirm: 'always' } });
    const won = chargebackBody(api, { chargebackStatus: 'FAS' });
    equal(await shop.post(won), later('not_final'));
    record.chargebackStatus = 'FAS';
    equal(await shop.post(won), HANDLED);
  });
  test('confirm always: the closure of a payment that the payment query does not know yet comes again', async () => {
    const record = { ...RECORDS.sale, status: 'F', paymentId: PAYMENT_ID };
    let paymentStatus = 'O';
    const answer = ({ url }) => answerBody([url.endsWith('/queryPayments') ? { paymentId: PAYMENT_ID, paymentStatus } : record]);
    const shop = shopOf(api, { answer, options: { confirm: 'always' } });
    const closure = callbackBody(api, { status: 'F', paymentId: PAYMENT_ID, paymentStatus: 'N' });
    equal([await shop.post(closure), shop.events.at(-1).outcome], [later('not_final'), 'open']);
    paymentStatus = 'N';
    equal([await shop.post(closure), shop.events.at(-1).outcome], [HANDLED, 'cancelled']);
  });
  test('confirm always: a record that is further than the callback is acknowledged', async () => {
    const shop = gatewayOf(api, [RECORDS.sale], { options: { confirm: 'always' } });
    equal([await shop.post(callbackBody(api, { status: 'P' })), shop.events[0].status], [HANDLED, 'S']);
  });
  test('a cancellation is asked of the order query', async () => {
    const shop = gatewayOf(api, [{ ...RECORDS.sale, status: 'N' }]);
    equal(await shop.post(doubtful(api, { notifyType: 'CANCEL', status: 'N' })), HANDLED);
    equal([shop.asked[0].path, shop.events[0].notifyType, shop.events[0].outcome], ['/v1/txn/list', 'TXN', 'cancelled']);
  });
  test('a chargeback is asked of the chargeback query', async () => {
    const shop = gatewayOf(api, [RECORDS.chargeback]);
    equal(await shop.post(chargebackBody(api, { zNew: '1' })), HANDLED);
    equal([shop.asked[0].path, shop.asked[0].fields.chargebackIds], ['/v1/chargeback/list', TRANSACTION_ID]);
    const [event] = shop.events;
    equal([event.notifyType, event.operation, event.outcome, event.final], ['CHARGEBACK', 'dispute', 'succeeded', false]);
    equal(event.original, { transactionId: PAYMENT_ID, merchantTxnId: 'A-1' });
    equal(event.disputed, { amount: '19.90', currency: 'USD', minorUnits: '1990' });
    equal(event.idempotencyKeys, [`CHARGEBACK:${TRANSACTION_ID}:FAS`]);
  });
  test('a chargeback of another amount', async () => {
    const shop = gatewayOf(api, [{ ...RECORDS.chargeback, chargebackAmount: '1.99' }]);
    equal(await shop.post(chargebackBody(api, { zNew: '1' })), later('confirm_mismatch'));
  });
  const unasked = {
    PRE_DISPUTE: chargebackBody(api, { notifyType: 'PRE_DISPUTE', zNew: '1' }),
    REFUND_AUDIT: signedBody(api, { notifyType: 'REFUND_AUDIT', ...IDS, status: 'F', zNew: '1' }),
    'a type that nobody knows': doubtful(api, { notifyType: 'PAYOUT' }),
    'no type': doubtful(api, { notifyType: '' }),
  };
  for (const [name, body] of Object.entries(unasked)) {
    test(`${name}: no query tells of it, so it is not delivered`, async () => {
      const shop = gatewayOf(api, [RECORDS.sale]);
      equal([await shop.post(body), shop.asked, shop.events], [later('unconfirmable'), [], []]);
    });
    test(`${name}: delivered as unconfirmed, once, where the caller opts in`, async () => {
      const shop = gatewayOf(api, [], { options: { deliverUnconfirmed: true } });
      equal([await shop.post(body), await shop.post(body)], [HANDLED, DUPLICATE]);
      equal(shop.events.map(({ trust, claimed }) => [trust, claimed.transactionId]), [['unconfirmed', TRANSACTION_ID]]);
    });
  }
  test('what can be asked about is asked about, opted in or not', async () => {
    const shop = gatewayOf(api, [RECORDS.sale], { options: { deliverUnconfirmed: true } });
    equal([await shop.post(doubtful(api)), shop.events[0].trust], [HANDLED, 'confirmed']);
  });
  test('confirm always: what no query tells of is delivered as verified', async () => {
    const shop = gatewayOf(api, [], { options: { confirm: 'always' } });
    equal(await shop.post(signedBody(api, { notifyType: 'REFUND_AUDIT', ...IDS, status: 'F' })), HANDLED);
    equal([shop.events[0].trust, shop.asked.length], ['verified', 0]);
  });
  test('a field that the caller knows is no doubt', async () => {
    const shop = gatewayOf(api, [], { options: { knownFields: { deviceScore: 'decimal' } } });
    equal([await shop.post(callbackBody(api, { deviceScore: '7.5' })), shop.events[0].trust], [HANDLED, 'verified']);
  });
}
