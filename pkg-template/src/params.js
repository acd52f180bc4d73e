// Parameters on their way to the core: JSON in which each string starts with a letter for the type
// that the value has here. What becomes of each type is the core's to say: src/wasm/convert.rs.

import { isWellFormed } from './text.js';

const MAX_DEPTH = 15;

/** @param {object} params */
export function encodeParams(params) {
  return JSON.stringify(isPlainObject(params) ? encodeObject(params, 0) : null);
}

function encode(value, depth) {
  switch (typeof value) {
    case 'string':
      return isWellFormed(value) ? `t${value}` : 'h';
    case 'number':
      return `n${value}`;
    case 'bigint':
      return `i${value}`;
    case 'boolean':
      return value;
    case 'object':
      if (value === null) return null;
      if (depth > MAX_DEPTH) return '!';
      if (Array.isArray(value)) return Array.from(value, (item) => encode(item, depth + 1));
      // By its method: a Date of another realm is no instance of this one's Date.
      if (typeof value.getTime === 'function') {
        const millis = value.getTime();
        return typeof millis === 'number' ? `d${millis}` : '?';
      }
      if (isPlainObject(value)) return encodeObject(value, depth);
    // Everything else has no text of its own.
    default:
      return '?';
  }
}

function encodeObject(object, depth) {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, encode(value, depth + 1)]));
}

/** An object literal, of any realm: its prototype is null or has no prototype itself. */
function isPlainObject(value) {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
