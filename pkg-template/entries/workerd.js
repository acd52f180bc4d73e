// Cloudflare Workers compile no bytes: the Wasm is imported as a module.

import module from './core.wasm';
import { instantiate } from 'virtual:wasm-core';
import { provideWasm } from '../src/wasm.js';

provideWasm(() => instantiate(module));

export * from '../src/index.js';
