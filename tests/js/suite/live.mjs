// A real fetch to a real server, which tells what it received: runners/gateway.mjs.

import { equal, fails } from './harness.mjs';
import { MERCHANT_NO, SECRET, TRANSACTION_ID } from './values.mjs';

const IDS = { transactionIds: [TRANSACTION_ID], merchantTxnIds: ['订单-é-😀'] };

export async function liveArea(report, api, gateway) {
  await report.area('fetch', (test) => {
    const settings = { merchantNo: MERCHANT_NO, secret: SECRET, retries: 0 };
    const received = async (path) => {
      const requests = await (await fetch(`${gateway}/received`)).json();
      return requests.filter((request) => request.url.startsWith(path));
    };
    const sentAsBuilt = async (path, send) => {
      const baseUrl = `${gateway}${path}`;
      const answer = await send(baseUrl);
      const [request, ...others] = await received(path);
      equal(others.length, 0, 'further requests');
      equal([request.method, request.url], ['POST', `${path}/v1/txn/list`]);
      const types = request.headers.filter(([name]) => name.toLowerCase() === 'content-type');
      equal(types.map(([, value]) => value), ['application/json'], 'the values of Content-Type');
      equal(request.body, api.buildQuery('transactions', IDS, { ...settings, baseUrl }).body, 'the body');
      return answer;
    };
    test('the client', async () => {
      const page = await sentAsBuilt('/client', (baseUrl) => new api.Onerway({ ...settings, baseUrl }).transactions.list(IDS));
      equal(page.content.map((record) => record.transactionId), [TRANSACTION_ID]);
    });
    test('buildQueryRequest', () =>
      sentAsBuilt('/request', async (baseUrl) => {
        const response = await fetch(api.buildQueryRequest('transactions', IDS, { ...settings, baseUrl }));
        return api.parseQueryResponse('transactions', await response.text());
      }));
    test('buildQuery', () =>
      sentAsBuilt('/parts', async (baseUrl) => {
        const { url, ...init } = api.buildQuery('transactions', IDS, { ...settings, baseUrl });
        return api.parseQueryResponse('transactions', await (await fetch(url, init)).text());
      }));
    for (const status of [301, 302, 307, 308]) {
      test(`a redirect ${status} is not followed`, async () => {
        const onerway = new api.Onerway({ ...settings, baseUrl: `${gateway}/redirect/${status}` });
        await fails(api, { code: 'http_status', status }, () => onerway.transactions.list(IDS));
        equal((await received(`/redirect/${status}`)).length, 1, 'requests to the gateway');
        equal((await received(`/target/${status}`)).length, 0, 'requests to the target');
      });
    }
    test('a redirect that a given fetch follows', async () => {
      const follows = (request, init) => fetch(new Request(request, { redirect: 'follow' }), init);
      const onerway = new api.Onerway({ ...settings, baseUrl: `${gateway}/redirect/303`, fetch: follows });
      await fails(api, { code: 'http_status' }, () => onerway.transactions.list(IDS));
      equal((await received('/target/303')).length, 1, 'requests to the target');
    });
    test('a server that is slow', async () => {
      const onerway = new api.Onerway({ ...settings, baseUrl: `${gateway}/slow`, timeoutMs: 50 });
      await fails(api, { code: 'timeout' }, () => onerway.transactions.list(IDS));
    });
    test('a server that breaks off', async () => {
      const onerway = new api.Onerway({ ...settings, baseUrl: `${gateway}/broken` });
      await fails(api, { code: 'network' }, () => onerway.transactions.list(IDS));
    });
  });
}
