// Node, Deno, Bun, browsers and bundlers: the Wasm stands in the file, so nothing has to be loaded.

import base64 from 'virtual:wasm-base64';
import { decodeBase64 } from '../src/base64.js';
import { provideModule } from '../src/core.js';

provideModule(() => new WebAssembly.Module(decodeBase64(base64)));

export * from '../src/index.js';
