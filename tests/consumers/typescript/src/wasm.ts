// The core as a module, typed also where no library of TypeScript's knows WebAssembly. Node 20 cannot run it.

import module from 'onerway-edge/core.wasm';

export const compiled: object = module;
