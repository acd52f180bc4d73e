// What a handler does in these tests: a request to a server here, which writes the effect with its key.

import { createServer } from 'node:http';

const TAKES_MS = 50;

/**
 * `use(url, { runs, effects })`: the keys of all requests, and what was written. It looks, takes its time and writes,
 * so that two handlers of a key at a time would write two effects.
 *
 * Under `url` there are two dead ends, which never answer: `before` the effect is written, and `after`.
 */
export async function withEffect(use) {
  const [runs, effects] = [[], []];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const key = Buffer.concat(chunks).toString();
    const isNew = !effects.includes(key);
    runs.push(key);
    if (request.url === '/before') return;
    setTimeout(() => {
      if (isNew) effects.push(key);
      if (request.url !== '/after') response.end('done');
    }, TAKES_MS);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://127.0.0.1:${server.address().port}/`, { runs, effects });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
