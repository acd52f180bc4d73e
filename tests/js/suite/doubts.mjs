// Callbacks whose digest is right and that are not verified; fields that the caller knows.

import { equal, fails, ok } from './harness.mjs';
import { seeEvent } from './seen.mjs';
import { DECIDING, EXCLUDED, KIND_OF, OUTCOMES, TELLING, UNCONFIRMED } from './shapes.mjs';
import { MERCHANT_NO, SECRET, TRANSACTION_ID, callbackBody, signedBody } from './values.mjs';

const OPTIONS = { secret: SECRET, merchantNo: MERCHANT_NO };
const KEEP = { ...OPTIONS, onDoubt: 'keep' };

export async function doubtAreas(report, api) {
  await report.area('doubts', (test) => doubts(test, api));
  await report.area('knownFields', (test) => knownFields(test, api));
  await report.area('shapes', (test) => shapes(test, api));
}

function doubts(test, api) {
  const two = callbackBody(api, { status: 'X', zNew: '1', originTransactionId: '1826814232868814847' });
  const list = [{ code: 'field_invalid', field: 'status' }, { code: 'unknown_field', field: 'zNew' }];
  test('kept, it has ids and nothing of a status, an outcome or an amount', () => {
    const event = api.verifyCallback(two, KEEP);
    equal(Object.keys(event).sort(), [...UNCONFIRMED].sort(), 'its names');
    equal(event, {
      source: 'callback',
      trust: 'unconfirmed',
      doubts: list,
      claimed: {
        merchantTxnId: 'A-1',
        notifyType: 'TXN',
        originTransactionId: '1826814232868814847',
        transactionId: TRANSACTION_ID,
        txnType: 'SALE',
      },
      secretIndex: 0,
    });
    equal(JSON.parse(JSON.stringify(event)), event, 'through JSON');
  });
  const refusals = { 'unless set': undefined, 'with reject': 'reject' };
  for (const [name, onDoubt] of Object.entries(refusals)) {
    test(`refused ${name}: the error is the first doubt, and has all`, async () => {
      const error = await fails(api, list[0], () => api.verifyCallback(two, { ...OPTIONS, onDoubt }));
      equal(error.doubts, list);
      equal(api.checkCallback(two, { ...OPTIONS, onDoubt }).error.doubts, list, 'by checkCallback');
    });
  }
  test('other errors have no doubts', async () => {
    const error = await fails(api, { code: 'body_not_json' }, () => api.verifyCallback('{', KEEP));
    ok(!('doubts' in error), 'no doubts');
  });
  test('which secret signed it is told', () => equal(api.verifyCallback(two, { ...KEEP, secret: ['x', SECRET] }).secretIndex, 1));
  for (const onDoubt of ['ignore', 'Keep', '', true, false, 1, null, {}]) {
    test(`onDoubt ${JSON.stringify(onDoubt)}`, () =>
      fails(api, { code: 'config_invalid', field: 'onDoubt' }, () => api.verifyCallback(two, { ...OPTIONS, onDoubt })));
  }
  const errors = {
    signature_mismatch: two.replace('19.90', '99.90'),
    merchant_mismatch: callbackBody(api, { merchantNo: '800210', zNew: '1' }),
    field_missing: callbackBody(api, { transactionId: '', zNew: '1' }),
    field_invalid: callbackBody(api, { transactionId: 'x', zNew: '1' }),
    nested_value: two.replace('{', '{"a":[],'),
  };
  for (const [code, body] of Object.entries(errors)) {
    test(`no doubt, but an error: ${code}`, () => equal(api.checkCallback(body, KEEP).error?.code, code));
  }
  test('a Request that is kept', async () => {
    const request = () => new Request('https://shop.example/notify', { method: 'POST', body: two });
    equal(await api.verifyRequest(request(), KEEP), api.verifyCallback(two, KEEP));
    await fails(api, list[0], () => api.verifyRequest(request(), OPTIONS));
  });
  test('an uncertain field is unsigned, and not signed', () => {
    const fields = { chargebackArn: '74', chargebackCode: '10.4', chargebackReason: 'Fraud', originTransactionId: '1' };
    const event = api.verifyCallback(chargebackBody(api, fields), OPTIONS);
    equal(event.uncertain, ['chargebackArn', 'chargebackCode']);
    equal(event.unsigned, { chargebackArn: '74', chargebackCode: '10.4', originTransactionId: '1' });
    equal(['chargebackArn' in event.signed, 'chargebackCode' in event.signed], [false, false]);
    equal([event.signed.chargebackReason, event.disputed.amount, event.outcome], ['Fraud', '19.90', 'open']);
  });
  test('a name from outside is told to 64 bytes', () => {
    const event = api.verifyCallback(callbackBody(api, { ['é'.repeat(1000)]: '1' }), KEEP);
    equal(event.doubts, [{ code: 'unknown_field', field: 'é'.repeat(32) }]);
  });
  test('__proto__ is a name like others', () => {
    const body = callbackBody(api, JSON.parse('{"__proto__":"polluted","constructor":"c"}'));
    const event = api.verifyCallback(body, KEEP);
    equal(event.doubts, [{ code: 'unknown_field', field: '__proto__' }, { code: 'unknown_field', field: 'constructor' }]);
    equal(Object.getPrototypeOf(event.claimed), Object.prototype, 'the prototype of what is claimed');
    equal({}.polluted, undefined);
  });
}

function knownFields(test, api) {
  const scored = callbackBody(api, { deviceScore: '7.5' });
  const unknown = { code: 'unknown_field', field: 'deviceScore' };
  test('without them a newer field is a doubt', () => fails(api, unknown, () => api.verifyCallback(scored, OPTIONS)));
  test('a value that can be part of another field is uncertain', () => {
    // The same bytes are a score of 7.5 and an eci of 0.
    const event = api.verifyCallback(callbackBody(api, { deviceScore: '7.50' }), { ...OPTIONS, knownFields: { deviceScore: 'decimal' } });
    equal([event.uncertain, event.unsigned.deviceScore, 'deviceScore' in event.signed], [['deviceScore'], '7.50', false]);
  });
  test('a field that is named is signed', () => {
    const event = api.verifyCallback(scored, { ...OPTIONS, knownFields: { deviceScore: 'decimal' } });
    const { deviceScore, ...others } = event.signed;
    equal(deviceScore, '7.5');
    equal({ ...event, signed: others }, api.verifyCallback(callbackBody(api), OPTIONS), 'all else');
  });
  test('a name that is not there changes nothing', () => {
    const event = api.verifyCallback(callbackBody(api), { ...OPTIONS, knownFields: { deviceScore: 'decimal' } });
    equal(event, api.verifyCallback(callbackBody(api), { ...OPTIONS, knownFields: {} }));
  });
  test('in another form it is a doubt', () =>
    fails(api, { code: 'field_invalid', field: 'deviceScore' }, () =>
      api.verifyCallback(scored, { ...OPTIONS, knownFields: { deviceScore: 'country' } })));
  const forms = {
    time: '2024-02-29 23:59:59',
    zone: '-03:30',
    id: '1826814232868814847',
    digits: '7',
    decimal: '0.5',
    currency: 'EUR',
    country: 'DE',
    object: '{"a":[]}',
    array: '[{}]',
    text: 'Größe 订单 😀',
  };
  for (const [form, value] of Object.entries(forms)) {
    test(`the form ${form}`, () => {
      // Behind the last word there is no other way to read any of them.
      const event = api.verifyCallback(callbackBody(api, { zNew: value }), { ...OPTIONS, knownFields: { zNew: form } });
      equal(event.signed.zNew, value);
    });
  }
  const body = callbackBody(api);
  const refused = (knownFields, field) => fails(api, { code: 'config_invalid', field }, () => api.verifyCallback(body, { ...KEEP, knownFields }));
  for (const form of ['number', 'Text', '', 'toString', '__proto__', undefined, null]) {
    test(`no form: ${JSON.stringify(form)}`, () => refused({ aNew: form }, 'aNew'));
  }
  for (const form of [1, true, {}, ['text'], () => 'text', 'text\0b\0text']) {
    test(`no form: ${typeof form} ${JSON.stringify(form)}`, () => refused({ aNew: form }, 'knownFields'));
  }
  for (const none of [null, 'deviceScore', 1, true, ['deviceScore'], () => ({}), new Map([['deviceScore', 'text']])]) {
    test(`not names and forms: ${typeof none} ${JSON.stringify(none)}`, () => refused(none, 'knownFields'));
  }
  test('a name with a NUL', () => refused({ 'a\0text\0b': 'text' }, 'knownFields'));
  for (const name of ['status', 'sign', 'paymentMethod', 'originTransactionId']) {
    test(`a name that is known: ${name}`, () => refused({ [name]: 'text' }, name));
  }
  const names = (count) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`new${at}`, 'time']));
  test('16 fields', () => equal(api.verifyCallback(body, { ...OPTIONS, knownFields: names(16) }).trust, 'verified'));
  test('17 fields', () => refused(names(17), 'knownFields'));
  test('names that objects put first are told in the order of the fields', () => {
    const knownFields = { 10: 'country', 9: 'country', A: 'country' };
    const event = api.verifyCallback(callbackBody(api, { 10: 'DE', 9: 'US' }), { ...OPTIONS, knownFields });
    equal([event.uncertain, event.unsigned[10], event.unsigned[9]], [['10', '9'], 'DE', 'US']);
  });
  const hostile = (form, value) => {
    const fields = JSON.parse(`{"__proto__":"${value}","toString":"own"}`);
    const knownFields = JSON.parse(`{"__proto__":"${form}","toString":"text"}`);
    const event = api.verifyCallback(callbackBody(api, fields), { ...OPTIONS, knownFields });
    for (const side of [event.signed, event.unsigned]) equal(Object.getPrototypeOf(side), Object.prototype, 'the prototype');
    equal(JSON.parse(JSON.stringify(event)), event, 'through JSON');
    equal([{}.polluted, Object.getOwnPropertyDescriptor(event.signed, 'toString')?.value], [undefined, 'own']);
    const own = (side) => Object.getOwnPropertyDescriptor(side, '__proto__')?.value;
    return [own(event.signed), own(event.unsigned), event.uncertain];
  };
  test('a field __proto__', () => equal(hostile('text', 'polluted'), ['polluted', undefined, []]));
  test('one that could be the country of the card', () => equal(hostile('country', 'DE'), [undefined, 'DE', ['__proto__']]));
}

const TIME = '2024-07-09 13:57:19';

/** A value of the right form for every signed field that there is. */
const VALUES = {
  cardBinCountry: 'US',
  channelRequestId: MERCHANT_NO + TRANSACTION_ID,
  contractId: '1826814232868814840',
  dataStatus: '1',
  eci: '05',
  paymentMethodDetails: '{"a":"b"}',
  products: '[]',
  reason: '{"respCode":"20000"}',
  responseTime: TIME,
  scenarios: 'SUBSCRIPTION_INITIAL',
  settleRate: '1',
  subscriptionStatus: 'active',
  tokenId: '7d827950f927d1be3f47c87819a8ba0d8f24b75112d70a7292e92696793081d7',
  txnTimeZone: '+08:00',
  merchantTxnId: 'A-1',
  orderAmount: '19.90',
  orderCurrency: 'USD',
  paymentId: '1826814232868814840',
  paymentStatus: 'S',
  status: 'S',
  txnAmount: '19.90',
  txnCurrency: 'USD',
  txnTime: TIME,
  txnType: 'SALE',
  appealDueTime: TIME,
  chargebackAmount: '19.90',
  chargebackArn: '74',
  chargebackCode: '10.4',
  chargebackCurrency: 'USD',
  chargebackDate: TIME,
  chargebackReason: 'Fraud',
  chargebackStatus: 'NEW',
  importTime: TIME,
};

const IDS = { transactionId: TRANSACTION_ID, merchantNo: MERCHANT_NO };

function chargebackBody(api, fields) {
  const { chargebackAmount, chargebackCurrency, chargebackDate, chargebackStatus, importTime } = VALUES;
  const chargeback = { chargebackAmount, chargebackCurrency, chargebackDate, chargebackStatus, importTime };
  return signedBody(api, { notifyType: 'CHARGEBACK', ...IDS, ...chargeback, ...fields });
}

const STATUSES = ['S', 'F', 'P', 'R', 'N', 'I', 'U'];
const PAYMENT_STATUSES = [null, 'S', 'N', 'O', 'A', 'I', 'U', 'P', 'R'];
const DISPUTE_STATUSES = ['NEW', 'FA', 'FAF', 'FAS', 'FAT', 'SA', 'SAF', 'SAS', 'SAT', 'ACCEPT', 'REVOKE', 'DELETE'];

/** What a payment's field needs beside it; as little else as can be, so that little can be read otherwise. */
function besides(kind, name) {
  const { contractId, txnAmount, txnCurrency } = VALUES;
  const amount = name === 'settleRate' ? { txnAmount, txnCurrency } : {};
  return kind === 'payment' ? { contractId, ...amount, paymentId: null, paymentStatus: null, txnTime: null, reason: null } : {};
}

/** The narrowest of some forms. */
const formOf = (value) => (value === TIME ? 'time' : { '{': 'object', '[': 'array' }[value[0]] ?? (/^[0-9.]{1,19}$/.test(value) ? 'decimal' : 'text'));

/** What the types say of each type of notification, held against the core. */
function shapes(test, api) {
  const disputeNeeds = ['chargebackAmount', 'chargebackCurrency', 'chargebackDate', 'chargebackStatus', 'importTime'];
  const needed = {
    TXN: ['merchantTxnId', 'responseTime', 'status', 'txnType'],
    CANCEL: ['merchantTxnId', 'orderAmount', 'orderCurrency', 'status', 'txnType'],
    REFUND_AUDIT: ['status'],
    CHARGEBACK: disputeNeeds,
    PRE_DISPUTE: disputeNeeds,
  };
  const bodies = {
    payment: (notifyType, more) =>
      STATUSES.flatMap((status) =>
        PAYMENT_STATUSES.map((paymentStatus) =>
          callbackBody(api, { notifyType, status, paymentStatus, paymentId: VALUES.paymentId, ...more }))),
    audit: (notifyType, more) => STATUSES.map((status) => signedBody(api, { notifyType, ...IDS, status, ...more })),
    dispute: (notifyType, more) => DISPUTE_STATUSES.map((chargebackStatus) => chargebackBody(api, { notifyType, chargebackStatus, ...more })),
  };
  const kept = (fields) => api.verifyCallback(signedBody(api, fields), KEEP);
  const named = ({ doubts = [] }, code) => doubts.filter((doubt) => doubt.code === code).map((doubt) => doubt.field);
  for (const [notifyType, needs] of Object.entries(needed)) {
    const kind = KIND_OF[notifyType];
    const fields = [...DECIDING[kind], ...TELLING[kind]];
    const ids = { notifyType, ...IDS };
    test(`${notifyType}: how it ends`, () => {
      const outcomes = bodies[kind](notifyType).map((body) => seeEvent(api.verifyCallback(body, OPTIONS)).outcome);
      equal([...new Set(outcomes)].sort(), [...OUTCOMES[kind]].sort());
    });
    test(`${notifyType}: what it needs`, () => equal(named(kept(ids), 'field_missing'), needs));
    test(`${notifyType}: what it has`, () => {
      const strange = Object.keys(VALUES).filter((name) => named(kept({ ...ids, [name]: VALUES[name] }), 'unknown_field').includes(name));
      const others = Object.keys(VALUES).filter((name) => !fields.includes(name));
      equal(strange, others);
      for (const name of TELLING[kind]) {
        const [body] = bodies[kind](notifyType, { ...besides(kind, name), [name]: VALUES[name] });
        // Where a field of the caller's could have the same bytes, it is uncertain.
        const knownFields = { [`${name}0`]: formOf(VALUES[name]) };
        for (const known of [{}, knownFields]) seeEvent(api.verifyCallback(body, { ...KEEP, knownFields: known }), known);
      }
    });
    test(`${notifyType}: what is not signed`, () => {
      const unsigned = Object.fromEntries(EXCLUDED.map((name) => [name, 'anything']));
      equal(kept({ ...ids, ...unsigned }).doubts, kept(ids).doubts);
      const [body] = bodies[kind](notifyType, unsigned);
      equal(seeEvent(api.verifyCallback(body, OPTIONS)).unsigned, unsigned);
    });
  }
}
