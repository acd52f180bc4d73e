/** @import * as Api from '../index.js' */

// Text and bytes, in both directions, without a copy more than needed.

import { OnerwayError } from './error.js';
import { TextDecoder, TextEncoder } from './utf8.js';

// Made at the first use: an import alone does nothing.
let encoder;
let decoder;

/**
 * UTF-8 of a body: a string, or bytes as they are.
 *
 * @param {string | Uint8Array | ArrayBuffer} body
 * @param {string} field
 * @param {Api.OnerwayErrorCode} code
 */
export function bytesOf(body, field, code) {
  if (typeof body !== 'string') return viewOf(body, field);
  checkWellFormed(body, code);
  return encode(body);
}

/**
 * Bytes of what is given as bytes: a view of our own, so that nobody else says how long it is.
 *
 * @param {any} body
 */
export function viewOf(body, field) {
  let problem = 'is the raw text or a Uint8Array, as received; do not parse it first';
  const isView = ArrayBuffer.isView(body) && /** @type {Uint8Array} */ (body).BYTES_PER_ELEMENT === 1;
  if (isView || Object.prototype.toString.call(body) === '[object ArrayBuffer]') {
    const { buffer = body, byteOffset, byteLength } = body;
    try {
      return new Uint8Array(buffer, byteOffset, byteLength);
    } catch {
      problem = 'its bytes are gone: its buffer was transferred; pass a copy';
    }
  }
  throw new OnerwayError('param_invalid', `${field}: ${problem}`, { field });
}

export function isWellFormed(text) {
  // Not \p{Surrogate}, which Hermes, React Native's engine, does not compile by itself.
  return text.isWellFormed ? text.isWellFormed() : !/[\ud800-\udfff]/u.test(text);
}

/**
 * Throws for half of a surrogate pair, which the encoder would replace without a word.
 *
 * @param {string} text
 * @param {Api.OnerwayErrorCode} code
 */
export function checkWellFormed(text, code) {
  if (!isWellFormed(text)) throw new OnerwayError(code, 'the text holds half of a surrogate pair');
}

/** UTF-8 of a text. */
export function encode(text) {
  encoder ??= new TextEncoder();
  return encoder.encode(text);
}

/** Writes UTF-8 into memory; the number of bytes. */
export function encodeInto(text, space) {
  encoder ??= new TextEncoder();
  return encoder.encodeInto(text, space).written;
}

/** Text of UTF-8 that the core has accepted. */
export function textOf(bytes) {
  // A U+FEFF inside is a character like others; the decoder would drop a leading one.
  decoder ??= new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
  return decoder.decode(bytes);
}
