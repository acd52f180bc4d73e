// What the tests themselves need, and what an app adds for a part of the package; the package, loaded before, has none of it.

import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { fromByteArray } from 'base64-js';
import 'fast-text-encoding';
import { URL } from 'whatwg-url-without-unicode';

globalThis.URL = URL;

const bufferOf = (bytes) => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
globalThis.crypto = {
  randomUUID: () => 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => Math.floor(Math.random() * 16).toString(16)),
  subtle: {
    digest: async (_, bytes) => bufferOf(sha256(bytes)),
    importKey: async (_, key) => key,
    sign: async (_, key, bytes) => bufferOf(hmac(sha256, key, bytes)),
  },
};

// The suite asks what is a stream. It gets none: these tests are on the list of hermes.mjs.
globalThis.ReadableStream = class ReadableStream {
  constructor() {
    throw new Error('no ReadableStream');
  }
};

// What LENT of hermes.mjs names: the tests use it, the package must not.
Object.assign(globalThis, { btoa: (text) => fromByteArray(Uint8Array.from(text, (character) => character.charCodeAt(0))) });
Array.prototype.at = function at(index) {
  return this[index < 0 ? this.length + index : index];
};
Response.json = (value) => new Response(JSON.stringify(value), { headers: { 'content-type': 'application/json' } });
AbortSignal.abort = () => {
  const abort = new AbortController();
  abort.abort();
  return abort.signal;
};
AbortSignal.prototype.throwIfAborted = function throwIfAborted() {
  if (this.aborted) throw new Error('aborted');
};
