// Text and bytes, in both directions, without a copy more than needed.

import { OnerwayError } from './error.js';

// Made at the first use: some test environments have no TextDecoder while modules load.
let encoder;
let decoder;
let scratch;

const SCRATCH_BYTES = 64 * 1024;

/** UTF-8 of a body: a string, or bytes as they are. The result is valid until the next call. */
export function bytesOf(body, field, code) {
  if (typeof body === 'string') return encode(body, code);
  if (ArrayBuffer.isView(body) && body.BYTES_PER_ELEMENT === 1) return body;
  if (Object.prototype.toString.call(body) === '[object ArrayBuffer]') return new Uint8Array(body);
  throw new OnerwayError(
    'param_invalid',
    `${field}: is the raw text or a Uint8Array, as received; do not parse it first`,
    { field },
  );
}

function encode(text, code) {
  encoder ??= new TextEncoder();
  // A UTF-16 code unit takes at most three bytes.
  if (text.length * 3 > SCRATCH_BYTES) return encodeLong(text, code);
  scratch ??= new Uint8Array(SCRATCH_BYTES);
  const { written } = encoder.encodeInto(text, scratch);
  if (written !== text.length) checkWellFormed(text, code);
  return scratch.subarray(0, written);
}

function encodeLong(text, code) {
  checkWellFormed(text, code);
  return encoder.encode(text);
}

// The encoder would replace half of a surrogate pair without a word.
export function isWellFormed(text) {
  return text.isWellFormed ? text.isWellFormed() : !/\p{Surrogate}/u.test(text);
}

function checkWellFormed(text, code) {
  if (!isWellFormed(text)) throw new OnerwayError(code, 'the text holds half of a surrogate pair');
}

/** Text of UTF-8 that the core has accepted. */
export function textOf(bytes) {
  decoder ??= new TextDecoder();
  return decoder.decode(bytes);
}
