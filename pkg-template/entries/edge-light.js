// Vercel's edge runtime: the Wasm is imported as a module.

import module from './core.wasm?module';
import { provideModule } from '../src/core.js';

provideModule(() => module);

export * from '../src/index.js';
