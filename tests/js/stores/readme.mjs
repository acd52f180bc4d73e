// README.md's server for Node, as it stands there; and that the documents show the same code in both languages.

import * as http from 'node:http';
import * as stream from 'node:stream';

import { equal } from '../suite/harness.mjs';
import { MERCHANT_NO, SECRET, keyOf, post } from './callbacks.mjs';
import { exportsOf } from './code.mjs';
import { blockOf, blocksOf, withoutComments } from './documents.mjs';

export async function readmeArea(report, api) {
  await report.area('documents', (test) => {
    for (const [english, chinese] of [['README.md', 'README.zh-CN.md'], ['docs/stores.md', 'docs/stores.zh-CN.md']]) {
      test(`${chinese} has the code of ${english}`, () => {
        equal(blocksOf(chinese).map(withoutComments), blocksOf(english).map(withoutComments));
      });
    }
    test('the server for Node', async () => {
      const [handled, logged] = [[], []];
      const given = {
        handle: async (event) => void handled.push(event.idempotencyKeys[0]),
        console: { log: ({ code }) => logged.push(code), error: (error) => logged.push(error.name) },
        process: { env: { ONERWAY_MERCHANT_NO: MERCHANT_NO, ONERWAY_SECRET: SECRET, PORT: 0 } },
      };
      const code = blockOf('README.md', 'createServer(').replace('const server', 'export const server');
      const modules = { 'node:http': http, 'node:stream': stream, 'onerway-edge': api, 'onerway-edge/stores': api };
      const { server } = await exportsOf(code, modules, given);
      try {
        if (!server.listening) await new Promise((resolve) => server.once('listening', resolve));
        const url = `http://127.0.0.1:${server.address().port}/callback`;
        const send = async (request) => fetch(url, { method: 'POST', headers: request.headers, body: await request.text() });
        for (const code of ['handled', 'duplicate']) {
          equal([(await post(api, 1, send)).isAcknowledged, logged.pop()], [true, code]);
        }
        equal(handled, [keyOf(1)]);
        equal([(await fetch(url)).status, logged.pop()], [405, 'method_not_allowed']);
        equal([(await fetch(url, { method: 'POST', body: '{}' })).status, logged.pop()], [401, 'signature_missing']);
        equal([(await fetch(url, { method: 'POST', body: ' '.repeat(70_000) })).status, logged.pop()], [413, 'body_too_large']);
        // What makes no Request does not end the process. fetch would not send it.
        const status = await new Promise((resolve) => http.request(url, { method: 'TRACE' }, (answer) => resolve(answer.statusCode)).end());
        equal([status, logged.pop()], [503, 'TypeError']);
      } finally {
        server.closeAllConnections();
        server.close();
      }
    });
  });
}
