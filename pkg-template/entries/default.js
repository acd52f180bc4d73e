// Node, Deno, Bun, browsers and bundlers: the Wasm stands in the file, so nothing has to be loaded.

import packed from 'virtual:packed-wasm';
import { provideModule } from '../src/core.js';
import { unpack } from '../src/packed.js';

provideModule(() => new WebAssembly.Module(unpack(packed)));

export * from '../src/index.js';
