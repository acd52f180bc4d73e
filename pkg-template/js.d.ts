/** `onerway-edge/js`: the same as `onerway-edge`, its core translated to JavaScript, for where there is no WebAssembly. */
export * from './index.js';
