// Headers as servers have them: a Headers object, a Map, or a record of texts and lists.

import { OnerwayError } from './error.js';

/** The header of that name, written in lower case, or undefined. */
export function headerOf(headers, wanted) {
  if (headers === undefined || headers === null) return undefined;
  if (typeof headers !== 'object' || Array.isArray(headers)) {
    throw new OnerwayError('config_invalid', 'headers: is a Headers object or a record of headers', { field: 'headers' });
  }
  if (typeof headers.get === 'function' && !(headers instanceof Map)) {
    const value = headers.get(wanted);
    return value === null || value === undefined ? undefined : String(value);
  }
  for (const [name, value] of headers instanceof Map ? headers : Object.entries(headers)) {
    if (String(name).toLowerCase() !== wanted) continue;
    if (value !== undefined && value !== null) return String(value);
  }
  return undefined;
}
