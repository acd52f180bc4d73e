// A file server for one folder, on this machine only.

import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';

const contentTypes = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/** Serves `folder` on 127.0.0.1; port 0 takes any free one. `headers` go out with each answer. */
export async function serveFolder(folder, { port = 0, headers = {} } = {}) {
  const root = await realpath(folder);
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    answer(root, request, response).catch(() => {
      if (!response.headersSent) sendText(response, 500, 'Internal error');
      else response.destroy();
    });
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

async function answer(root, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    return sendText(response, 405, 'Method not allowed');
  }
  const file = await findFile(root, request.url);
  if (!file) return sendText(response, 404, 'Not found');

  response.writeHead(200, {
    ...headersOf(contentTypes[extname(file.path)] ?? 'application/octet-stream'),
    'content-length': file.size,
  });
  if (request.method === 'HEAD') return response.end();
  createReadStream(file.path)
    .on('error', () => response.destroy())
    .pipe(response);
}

/** The file a request names, or null. What a symbolic link points to has to be inside, too. */
async function findFile(root, url) {
  try {
    const pathname = decodeURIComponent(url.split('?', 1)[0]);
    const named = join(root, pathname, pathname.endsWith('/') ? 'index.html' : '');
    const path = await realpath(named);
    if (!path.startsWith(root + sep)) return null;
    const stats = await stat(path);
    return stats.isFile() ? { path, size: stats.size } : null;
  } catch {
    return null;
  }
}

function sendText(response, status, text) {
  response.writeHead(status, headersOf('text/plain; charset=utf-8'));
  response.end(`${text}\n`);
}

function headersOf(contentType) {
  return {
    'content-type': contentType,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
}
