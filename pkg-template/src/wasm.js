// The core as WebAssembly, for the entries that have it.

/** @import { Instance } from 'virtual:wasm-core' */

import { provideCore } from './core.js';
import { OnerwayError } from './error.js';

/** @param {() => Instance} make */
export function provideWasm(make) {
  provideCore(() => {
    try {
      return make();
    } catch (cause) {
      throw new OnerwayError(
        'internal',
        `WebAssembly could not be started (${cause.name}); ` +
          "under a Content-Security-Policy it needs 'wasm-unsafe-eval'; onerway-edge/js needs no WebAssembly",
        { cause },
      );
    }
  });
}
