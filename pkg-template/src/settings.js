// Settings in the form that crosses the border: texts.

import { OnerwayError } from './error.js';

/** A text, or undefined; the core says what is missing. */
export function textSetting(value, field, code = 'config_invalid') {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  throw new OnerwayError(code, `${field}: is a string`, { field });
}

/** `secret` is a text or a list of texts: joined, with a NUL between them, and their number. */
export function joinSecrets(secret) {
  if (typeof secret === 'string') return [secret, 1];
  if (!Array.isArray(secret)) return [textSetting(secret, 'secret') ?? '', 1];
  return [secret.map((entry) => textSetting(entry, 'secret') ?? '').join('\0'), secret.length];
}

/** What the core needs to build a signed call: src/wasm/query.rs. */
export function callSettings(options) {
  const [secrets, count] = joinSecrets(options?.secret);
  const settings = ['merchantNo', 'environment', 'baseUrl', 'timeZone'].map((field) => {
    const text = textSetting(options?.[field], field, field === 'merchantNo' ? 'param_invalid' : undefined) ?? '';
    if (text.includes('\0')) throw new OnerwayError('config_invalid', `${field}: holds a NUL; remove it`, { field });
    return text;
  });
  return [[...settings, secrets].join('\0'), count];
}
