// As Vitest finds it without any settings.

import { describe, expect, test, vi } from 'vitest';
import { Onerway, OnerwayError, checkCallback, verifyCallback } from 'onerway-edge';
import { memoryStore } from 'onerway-edge/stores';

import sample from './sample/sample.json';

const { merchantNo, secret, body, changedBody, transactionId } = sample;
const options = { merchantNo, secret };

describe('a callback', () => {
  test('is verified', () => {
    const result = checkCallback(body, options);
    expect(result).toMatchObject({ ok: true, event: { trust: 'verified', paid: true, transactionId } });
    expect(result.event.order).toEqual({ amount: '100.00', currency: 'USD', minorUnits: '10000' });
  });

  const bytes = new TextEncoder().encode(body);
  test.each([Buffer.from(body), bytes, bytes.slice().buffer])('is taken as bytes', (bytes) => {
    expect(verifyCallback(bytes, options)).toHaveProperty('transactionId', transactionId);
  });

  test('is refused once it was changed', () => {
    const verify = () => verifyCallback(changedBody, options);
    expect(checkCallback(changedBody, options)).toMatchObject({ ok: false, error: { code: 'signature_mismatch' } });
    expect(verify).toThrow(OnerwayError);
    expect(verify).toThrow(expect.objectContaining({ code: 'signature_mismatch' }));
  });

  test('is handled once', async () => {
    const handle = vi.fn();
    const onerway = new Onerway({ ...options, environment: 'sandbox', store: memoryStore() });
    const post = (text) => onerway.handleCallback(new Request('https://shop.example', { method: 'POST', body: text }), handle);
    expect(await (await post(body)).text()).toBe(transactionId);
    expect((await post(body)).status).toBe(200);
    expect((await post(changedBody)).status).toBe(401);
    expect(handle).toHaveBeenCalledOnce();
  });
});

test('a query fails by timers that the test turns', async () => {
  vi.useFakeTimers();
  const fetch = vi.fn().mockRejectedValue(new TypeError('fetch failed'));
  const onerway = new Onerway({ ...options, environment: 'sandbox', fetch, retries: 1 });
  const refused = expect(onerway.transactions.get({ transactionId })).rejects.toMatchObject({ code: 'network' });
  await vi.runAllTimersAsync();
  await refused;
  expect(fetch).toHaveBeenCalledTimes(2);
});
