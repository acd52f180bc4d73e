// Cloudflare Workers compile no bytes: the Wasm is imported as a module.

import module from './core.wasm';
import { instantiate } from 'virtual:wasm-core';
import { provideCore } from '../src/core.js';

provideCore(() => instantiate(module));

export * from '../src/index.js';
