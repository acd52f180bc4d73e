// A server that answers queries and remembers what it received, byte for byte.

import { createServer } from 'node:http';

const ANSWER = JSON.stringify({
  respCode: '20000',
  respMsg: 'Success',
  data: { content: [{ transactionId: '1826814232868814848', status: 'S' }], current: '1', size: 10, totalPages: 1, totalElements: 1 },
});

/** Runs `use` with the server's address. */
export async function withGateway(use) {
  const received = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const json = (text) => response.setHeader('Content-Type', 'application/json').end(text);
    if (request.url === '/received') return json(JSON.stringify(received));
    const headers = request.rawHeaders.flatMap((name, at, all) => (at % 2 ? [] : [[name, all[at + 1]]]));
    received.push({ method: request.method, url: request.url, headers, body: Buffer.concat(chunks).toString() });
    const [, kind, status] = request.url.split('/');
    if (kind === 'redirect') return response.writeHead(Number(status), { Location: `/target/${status}` }).end(ANSWER);
    if (kind === 'slow') return setTimeout(() => json(ANSWER), 2000).unref();
    if (kind === 'broken') return response.socket.destroy();
    return json(ANSWER);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
