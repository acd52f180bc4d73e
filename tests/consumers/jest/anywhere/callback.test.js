// As Jest finds it without any settings: CommonJS, in Node and in jsdom, which has no TextEncoder, no Request and arrays
// of its own.

const { OnerwayError, canonicalString, checkCallback, signCallback, verifyCallback } = require('onerway-edge');
const { memoryStore } = require('onerway-edge/stores');

const { merchantNo, secret, body, changedBody, transactionId } = require('../sample/sample.json');
const options = { merchantNo, secret };

test('verifies the published callback', () => {
  const result = checkCallback(body, options);
  expect(result).toMatchObject({ ok: true, event: { trust: 'verified', operation: 'payment', paid: true, transactionId } });
  expect(result.event.order).toEqual({ amount: '100.00', currency: 'USD', minorUnits: '10000' });
});

test.each([
  ['text', (text) => text],
  ['a Buffer', (text) => Buffer.from(text)],
  ['bytes', (text) => Uint8Array.from(Buffer.from(text))],
  ['an ArrayBuffer', (text) => Uint8Array.from(Buffer.from(text)).buffer],
])('takes the body as %s', (_, make) => {
  expect(verifyCallback(make(body), options)).toHaveProperty('transactionId', transactionId);
});

test('takes a header', () => {
  const made = signCallback(JSON.parse(body), secret);
  expect(verifyCallback(made.body, { ...options, headers: made.headers, requireHeader: true }).trust).toBe('verified');
});

test('refuses a changed body', () => {
  expect(checkCallback(changedBody, options)).toMatchObject({ ok: false, error: { code: 'signature_mismatch' } });
});

test('throws an error that Jest knows', () => {
  const verify = () => verifyCallback(changedBody, options);
  expect(verify).toThrow(OnerwayError);
  expect(verify).toThrow(/signature/);
  expect(verify).toThrow(expect.objectContaining({ name: 'OnerwayError', code: 'signature_mismatch' }));
  const missing = expect.objectContaining({ code: 'config_missing', field: 'secret' });
  expect(() => verifyCallback(body, { merchantNo })).toThrow(missing);
});

test('takes objects of the test, as what a mock was called with', () => {
  const send = jest.fn();
  send({ b: '2', a: '1', list: ['x', { c: 3 }] });
  expect(canonicalString(send.mock.calls[0][0])).toBe('12["x",{"c":3}]');
});

test('remembers', async () => {
  const store = memoryStore();
  await expect(store.claim(['txn:1'], { token: 't', ttlMs: 1000 })).resolves.toBe('claimed');
  await expect(store.claim(['txn:1'], { token: '', ttlMs: 1000 })).rejects.toMatchObject({ code: 'param_invalid' });
});
