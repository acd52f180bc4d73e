// Vercel's edge runtime: the Wasm is imported as a module.

import module from './core.wasm?module';
import { instantiate } from 'virtual:wasm-core';
import { provideCore } from '../src/core.js';

provideCore(() => instantiate(module));

export * from '../src/index.js';
