// Text and bytes, in both directions, without a copy more than needed.

import { OnerwayError } from './error.js';

// Made at the first use: some test environments have no TextDecoder while modules load.
let encoder;
let decoder;
let scratch;

const SCRATCH_BYTES = 80 * 1024;

/** UTF-8 of a body: a string, or bytes as they are. */
export function bytesOf(body, field, code) {
  if (typeof body !== 'string') return viewOf(body, field);
  checkWellFormed(body, code);
  encoder ??= new TextEncoder();
  return encoder.encode(body);
}

/**
 * UTF-8 of a body with `tail`, bytes, behind it, in one piece of memory that the next call writes
 * over; and the length of the body in it.
 */
export function joinBytes(body, field, code, tail) {
  encoder ??= new TextEncoder();
  scratch ??= new Uint8Array(SCRATCH_BYTES);
  const isText = typeof body === 'string';
  const view = isText ? undefined : viewOf(body, field);
  // A UTF-16 code unit takes at most three bytes.
  const most = (isText ? body.length * 3 : view.length) + tail.length;
  const space = most > SCRATCH_BYTES ? new Uint8Array(most) : scratch;
  let length;
  if (isText) {
    length = encoder.encodeInto(body, space).written;
    if (length !== body.length) checkWellFormed(body, code);
  } else {
    length = view.length;
    space.set(view);
  }
  space.set(tail, length);
  return [space.subarray(0, length + tail.length), length];
}

function viewOf(body, field) {
  if (ArrayBuffer.isView(body) && body.BYTES_PER_ELEMENT === 1) return body;
  if (Object.prototype.toString.call(body) === '[object ArrayBuffer]') return new Uint8Array(body);
  throw new OnerwayError(
    'param_invalid',
    `${field}: is the raw text or a Uint8Array, as received; do not parse it first`,
    { field },
  );
}

// The encoder would replace half of a surrogate pair without a word.
export function isWellFormed(text) {
  return text.isWellFormed ? text.isWellFormed() : !/\p{Surrogate}/u.test(text);
}

function checkWellFormed(text, code) {
  if (!isWellFormed(text)) throw new OnerwayError(code, 'the text holds half of a surrogate pair');
}

/** UTF-8 of a setting. */
export function encode(text) {
  encoder ??= new TextEncoder();
  return encoder.encode(text);
}

/** Text of UTF-8 that the core has accepted. */
export function textOf(bytes) {
  decoder ??= new TextDecoder();
  return decoder.decode(bytes);
}
