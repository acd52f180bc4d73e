// What React Native supplies in JavaScript: the libraries that it ships. Promise is Hermes's own, as there.

import './hermes-native.mjs';
import 'whatwg-fetch';
import { AbortController, AbortSignal } from 'abort-controller/dist/abort-controller.js';

Object.assign(globalThis, { AbortController, AbortSignal });
for (const name of ['WebAssembly', 'TextDecoder', 'TextEncoder', 'URL', 'crypto', 'ReadableStream']) {
  if (name in globalThis) throw new Error(`${name} is there, which React Native has not`);
}
