// onerway-edge/stores: the same file for every runtime, and without the Wasm.

export * from '../stores/index.js';
