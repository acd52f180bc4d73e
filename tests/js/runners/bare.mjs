// Makes Node a runtime that has neither WebAssembly nor an encoder, like React Native's.

import { createServer } from 'node:http';

// Node's own fetch is written in Wasm, and has to have started once.
const server = createServer((_, response) => response.end('ready'));
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
await (await fetch(`http://127.0.0.1:${server.address().port}`)).text();
server.closeAllConnections();
await new Promise((resolve) => server.close(resolve));

globalThis.encoders = { TextDecoder, TextEncoder };
for (const name of ['WebAssembly', 'TextDecoder', 'TextEncoder']) {
  delete globalThis[name];
  if (name in globalThis) throw new Error(`${name} is still there`);
}
