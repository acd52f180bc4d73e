// Headers as servers have them: a Headers object, a Map, or a record of texts and lists.

import { OnerwayError } from './error.js';

/** The header of that name, written in lower case, or undefined. */
export function headerOf(headers, wanted) {
  if (headers === undefined || headers === null) return undefined;
  if (typeof headers !== 'object' || Array.isArray(headers)) throw invalid('is a Headers object or a record of headers');
  if (typeof headers.get === 'function' && !(headers instanceof Map)) return headerText(headers.get(wanted), wanted);
  for (const [name, value] of headers instanceof Map ? headers : Object.entries(headers)) {
    if (typeof name !== 'string' || name.toLowerCase() !== wanted) continue;
    const text = headerText(value, wanted);
    if (text !== undefined) return text;
  }
  return undefined;
}

function headerText(value, name) {
  if (value === undefined || value === null) return undefined;
  const values = Array.isArray(value) ? value : [value];
  if (values.every((each) => typeof each === 'string' || typeof each === 'number')) return values.join();
  throw invalid(`${name} is a string or a list of strings`);
}

function invalid(problem) {
  return new OnerwayError('config_invalid', `headers: ${problem}`, { field: 'headers' });
}
