// The one instance of the core: made at the first call, made anew after a trap.

/**
 * @import * as Api from '../index.js'
 * @import { Core, Instance } from 'virtual:wasm-core'
 */

import { codes, faults } from 'virtual:texts';
import { OnerwayError } from './error.js';

/** @type {() => Instance} */
let instantiate;
/** @type {Instance | undefined} */
let current;

/**
 * Each entry says how its runtime comes by an instance: its functions, and their memory.
 *
 * @param {() => Instance} make
 */
export function provideCore(make) {
  instantiate = make;
}

/**
 * The memory of an instance as bytes; made anew after it has grown.
 *
 * @param {Instance} instance
 */
export function bytesIn(instance) {
  if (instance.bytes?.buffer !== instance.memory.buffer) instance.bytes = new Uint8Array(instance.memory.buffer);
  return instance.bytes;
}

/**
 * The same as 32-bit words.
 *
 * @param {Instance} instance
 */
export function wordsIn(instance) {
  if (instance.words?.buffer !== instance.memory.buffer) instance.words = new Uint32Array(instance.memory.buffer);
  return instance.words;
}

/**
 * Runs an operation of the core on it and its memory; whatever fails becomes an OnerwayError. Nothing
 * of the caller's runs meanwhile, so what they throw comes through as it is and leaves the core alone.
 *
 * @template T
 * @param {(core: Core, instance: Instance) => T} operation
 */
export function call(operation) {
  try {
    current ??= instantiate();
    return operation(current.core, current);
  } catch (thrown) {
    if (thrown instanceof OnerwayError) throw thrown;
    if (Array.isArray(thrown)) throw errorOf(thrown);
    // A trap leaves memory in an unknown state: the next call starts afresh.
    current = undefined;
    // Only a name of the platform can be unknown: `Headers is not defined`.
    const isLacking = thrown?.name === 'ReferenceError';
    const message = isLacking ? `the runtime lacks a web standard: ${thrown.message}` : 'the core failed; please report this';
    throw new OnerwayError('internal', message, { cause: thrown });
  }
}

/**
 * What speaks against a callback, from codes and fields in turn.
 *
 * @returns {[Api.Doubt, ...Api.Doubt[]]}
 */
export function doubtsOf(list) {
  const doubts = /** @type {any} */ ([]);
  for (let at = 0; at < list.length; at += 2) doubts.push({ code: codes[list[at]], field: list[at + 1] });
  return doubts;
}

// The core throws numbers and texts: src/wasm/convert.rs.
function errorOf(/** @type {any} */ [code, fault, field, at, respCode, respMsg, availableAt, doubts]) {
  let message = `${faults[fault]}`;
  if (field !== undefined) message = `${field}: ${message}`;
  if (at !== undefined) message += ` (at byte ${at})`;
  if (respCode !== undefined) message += respMsg === undefined ? ` (${respCode})` : ` (${respCode}: ${respMsg})`;
  if (availableAt !== undefined) message += ` (from ${availableAt})`;
  /** @type {{ -readonly [N in keyof Api.OnerwayError]?: Api.OnerwayError[N] }} */
  const details = {};
  if (field !== undefined) details.field = field;
  if (respCode !== undefined) details.respCode = respCode;
  if (respMsg !== undefined) details.respMsg = respMsg;
  if (doubts.length > 0) details.doubts = doubtsOf(doubts);
  if (availableAt !== undefined) details.availableAt = availableAt;
  return new OnerwayError(codes[code], message, details);
}
