/** @import * as Api from '../index.js' */

// Settings in the form that crosses the border: texts.

import { OnerwayError } from './error.js';
import { isWellFormed } from './text.js';

/** @returns {never} */
export function invalid(field, rule) {
  throw new OnerwayError('config_invalid', `${field}: ${rule}`, { field });
}

/** A name that is no option is a misspelt one: what it was to change would stay as it is, and nobody would know. */
export function checkNames(options, /** @type {readonly string[]} */ names) {
  for (const [name, value] of Object.entries(options ?? {})) {
    if (value !== undefined && !names.includes(name)) invalid(name, `is no option; there are ${names.join(', ')}`);
  }
}

/** Milliseconds that a timer can wait. */
export function checkTime(field, millis) {
  if (!(Number.isFinite(millis) && millis > 0 && millis < 2 ** 31)) {
    invalid(field, 'is a number of milliseconds above 0');
  }
}

/**
 * A text, or undefined; the core says what is missing.
 *
 * @param {Api.OnerwayErrorCode} [code]
 */
export function textSetting(value, field, code = 'config_invalid') {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new OnerwayError(code, `${field}: is a string`, { field });
  // The encoder would write U+FFFD for it, so that many secrets were one.
  if (!isWellFormed(value)) {
    throw new OnerwayError(code, `${field}: holds half of a surrogate pair, which has no UTF-8`, { field });
  }
  return value;
}

/** One of the core's own words; what is no text is none of them, and the core says so. */
export function wordOf(value) {
  return typeof value === 'string' ? value : '';
}

/**
 * A text or a list of texts: joined, with a NUL between them, and their number.
 *
 * @param {Api.Settings['secret']} secret
 * @returns {[string, number]}
 */
export function joinSecrets(secret) {
  const list = Array.isArray(secret) ? secret : [secret];
  const texts = list.map((entry) => plainSetting(entry, 'secret'));
  // An empty list is one secret that is missing.
  return [texts.join('\0'), texts.length || 1];
}

/**
 * Names and forms of fields, a NUL after each.
 *
 * @param {Api.VerifyOptions<string>['knownFields']} knownFields
 */
export function joinForms(knownFields) {
  if (knownFields === null || typeof knownFields !== 'object' || Array.isArray(knownFields) || knownFields instanceof Map) {
    throw new OnerwayError('config_invalid', 'knownFields: is an object of names and forms', { field: 'knownFields' });
  }
  const words = Object.entries(knownFields).flat();
  return words.map((word) => `${plainSetting(word, 'knownFields')}\0`).join('');
}

/**
 * A text, empty where it is not set, that can stand between NULs.
 *
 * @param {Api.OnerwayErrorCode} [code]
 */
function plainSetting(value, field, code) {
  const text = textSetting(value, field, code) ?? '';
  if (text.includes('\0')) throw new OnerwayError('config_invalid', `${field}: holds a NUL; remove it`, { field });
  return text;
}

/**
 * What the core needs to build a signed call: src/wasm/query.rs.
 *
 * @param {Api.QueryOptions} options
 * @returns {[string, number]}
 */
export function callSettings(options) {
  const [secrets, count] = joinSecrets(options?.secret);
  const settings = /** @type {const} */ (['merchantNo', 'environment', 'baseUrl', 'timeZone']).map((field) =>
    plainSetting(options?.[field], field, field === 'merchantNo' ? 'param_invalid' : undefined),
  );
  return [[...settings, secrets].join('\0'), count];
}

/**
 * What only the request for a voucher needs besides: path and field of the id.
 *
 * @param {Api.VoucherAddress | undefined} voucher
 */
export function voucherAddress(voucher) {
  return /** @type {const} */ (['path', 'idField']).map((name) => plainSetting(voucher?.[name], `voucher.${name}`)).join('\0');
}

/**
 * Unix milliseconds of a Date, of any realm, or of such a number.
 *
 * @param {any} now
 * @returns {number}
 */
export function millisOf(now) {
  const millis = typeof now?.getTime === 'function' ? now.getTime() : now;
  if (Number.isFinite(millis)) return millis;
  throw new OnerwayError('config_invalid', 'now: is a valid Date, or Unix milliseconds', { field: 'now' });
}
