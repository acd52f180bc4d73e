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
        "WebAssembly could not be started; a page's Content-Security-Policy needs 'wasm-unsafe-eval', or use onerway-edge/js",
        { cause },
      );
    }
  });
}
