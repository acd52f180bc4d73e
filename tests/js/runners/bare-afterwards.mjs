// The tests themselves need encoders; the package, loaded before, goes on without.

Object.assign(globalThis, globalThis.encoders);
if (typeof TextDecoder === 'undefined' || typeof WebAssembly !== 'undefined') throw new Error('not what bare.mjs took away');
