// ES modules, as Jest has them with --experimental-vm-modules.

import { OnerwayError, checkCallback, verifyCallback } from 'onerway-edge';
import { memoryStore } from 'onerway-edge/stores';

import sample from '../sample/sample.mjs';

const { merchantNo, secret, body, changedBody, transactionId } = sample;

test('verifies the published callback', () => {
  const expected = { ok: true, event: { trust: 'verified', transactionId, order: { minorUnits: '10000' } } };
  expect(checkCallback(body, { merchantNo, secret })).toMatchObject(expected);
  expect(verifyCallback(Buffer.from(body), { merchantNo, secret })).toMatchObject(expected.event);
});

test('refuses a changed body', () => {
  const verify = () => verifyCallback(changedBody, { merchantNo, secret });
  expect(verify).toThrow(OnerwayError);
  expect(verify).toThrow(expect.objectContaining({ code: 'signature_mismatch' }));
});

test('throws the same class from both of its files', async () => {
  await expect(memoryStore().claim([], { token: 't', ttlMs: 1 })).rejects.toBeInstanceOf(OnerwayError);
});
