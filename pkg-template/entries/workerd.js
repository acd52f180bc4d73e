// Cloudflare Workers compile no bytes: the Wasm is imported as a module.

import module from './core.wasm';
import { provideModule } from '../src/core.js';

provideModule(() => module);

export * from '../src/index.js';
