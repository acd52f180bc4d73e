// Node, Deno, Bun, browsers and bundlers: the Wasm stands in the file, so nothing has to be loaded.

import packed from 'virtual:packed-wasm';
import { instantiate } from 'virtual:wasm-core';
import { provideCore } from '../src/core.js';
import { unpack } from '../src/packed.js';

let module;

provideCore(() => instantiate((module ??= new WebAssembly.Module(unpack(packed)))));

export * from '../src/index.js';
