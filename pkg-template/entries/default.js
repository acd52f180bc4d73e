// Node, Deno, Bun, browsers and bundlers: the Wasm stands in the file, so nothing has to be loaded.

import packed from 'virtual:packed-wasm';
import { instantiate } from 'virtual:wasm-core';
import { unpack } from '../src/packed.js';
import { provideWasm } from '../src/wasm.js';

let module;

provideWasm(() => instantiate((module ??= new WebAssembly.Module(unpack(packed)))));

export * from '../src/index.js';
