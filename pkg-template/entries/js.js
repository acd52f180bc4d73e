// onerway-edge/js: where there is no WebAssembly, or a page's Content-Security-Policy forbids it.

import { instantiate } from 'virtual:js-core';
import { provideCore } from '../src/core.js';

provideCore(instantiate);

export * from '../src/index.js';
