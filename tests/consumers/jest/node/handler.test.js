// A shop's handler and client, with the gateway as a mock.

const { Onerway } = require('onerway-edge');
const { memoryStore } = require('onerway-edge/stores');

const { merchantNo, secret, body, changedBody, transactionId } = require('../sample/sample.json');

function client(settings) {
  return new Onerway({ merchantNo, secret, environment: 'sandbox', retries: 0, ...settings });
}

test('handles a callback once', async () => {
  const handle = jest.fn();
  const onerway = client({ store: memoryStore() });
  const post = (text) => onerway.handleCallback(new Request('https://shop.example', { method: 'POST', body: text }), handle);

  expect(await (await post(body)).text()).toBe(transactionId);
  expect((await post(body)).status).toBe(200);
  expect((await post(changedBody)).status).toBe(401);
  expect(handle).toHaveBeenCalledTimes(1);
  expect(handle.mock.calls[0][0]).toMatchObject({ trust: 'verified', paid: true });
});

test('asks a gateway that is a mock', async () => {
  const records = { content: [{ transactionId, status: 'S' }], totalElements: '1', totalPages: '1' };
  const fetch = jest.fn(async () => Response.json({ respCode: '20000', respMsg: 'Success', data: records }));
  const transaction = await client({ fetch }).transactions.get({ transactionId });
  expect(transaction).toMatchObject({ transactionId, status: 'S', orderAmount: null });
  expect(fetch.mock.calls[0][0].url).toMatch(/^https:\/\/sandbox/);
});

test('rejects with the code', async () => {
  const fetch = async () => Response.json({ respCode: '40010', respMsg: 'no' });
  const asked = client({ fetch }).transactions.get({ transactionId });
  await expect(asked).rejects.toMatchObject({ code: 'gateway_rejected', respCode: '40010' });
});

test('waits by timers that the test turns', async () => {
  jest.useFakeTimers();
  const fetch = jest.fn().mockRejectedValue(new TypeError('fetch failed'));
  const asked = client({ fetch, retries: 1 }).transactions.get({ transactionId });
  const refused = expect(asked).rejects.toMatchObject({ code: 'network' });
  await jest.runAllTimersAsync();
  await refused;
  expect(fetch).toHaveBeenCalledTimes(2);
});
