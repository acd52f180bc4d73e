/**
 * @import { OnerwayErrorCode } from '../index.js'
 * @import * as Api from '../stores.js'
 */

// What every store refuses before it asks its server, so that all refuse the same.

import { OnerwayError } from '../src/error.js';
import { MAX_RETAIN_MS } from '../src/time.js';

const MOST_KEYS = 3;
const TEXT = /^[\x20-\x7e]{1,512}$/;

/**
 * @param {readonly string[]} keys
 * @param {Api.ClaimOptions} options
 */
export function checkClaim(keys, options) {
  const { token, ttlMs, unless } = options ?? {};
  checkText(token, 'token');
  checkSpan(ttlMs, 'ttlMs');
  if (unless !== undefined) checkText(unless, 'unless');
  return { keys: checkKeys(keys, 'keys', 1), token, ttlMs, unless };
}

/**
 * @param {readonly string[]} keys
 * @param {Api.CompleteOptions} options
 */
export function checkComplete(keys, options) {
  const { token, retainMs, also = [] } = options ?? {};
  checkText(token, 'token');
  checkSpan(retainMs, 'retainMs');
  const own = checkKeys(keys, 'keys', 1);
  const others = checkKeys(also, 'also', 0).filter((key) => !own.includes(key));
  return { keys: own, token, retainMs, also: others };
}

/**
 * @param {readonly string[]} keys
 * @param {Api.ReleaseOptions} options
 */
export function checkRelease(keys, options) {
  const { token } = options ?? {};
  checkText(token, 'token');
  return { keys: checkKeys(keys, 'keys', 1), token };
}

export function checkRemember(keys, retainMs) {
  checkSpan(retainMs, 'retainMs');
  return { keys: checkKeys(keys, 'keys', 1), retainMs };
}

/** Each key once. */
function checkKeys(keys, field, least) {
  if (!Array.isArray(keys) || keys.length < least || keys.length > MOST_KEYS) {
    throw invalid('param_invalid', field, `is an array of ${least} to ${MOST_KEYS} keys`);
  }
  for (const key of keys) checkText(key, field);
  return [...new Set(keys)];
}

function checkText(text, field) {
  if (typeof text !== 'string' || !TEXT.test(text)) {
    throw invalid('param_invalid', field, 'is made of 1 to 512 printable ASCII characters');
  }
}

function checkSpan(span, field) {
  if (!Number.isInteger(span) || span < 1 || span > MAX_RETAIN_MS) {
    throw invalid('param_invalid', field, 'is a whole number of milliseconds, 1 or more');
  }
}

/** A prefix or a name that stands before keys. */
export function checkName(name, field) {
  if (typeof name !== 'string' || !/^[A-Za-z0-9_.:/-]{1,100}$/.test(name)) {
    throw invalid('config_invalid', field, 'is made of 1 to 100 letters, digits and the characters _ . : / -');
  }
  return name;
}

export function checkNow(now) {
  if (typeof now !== 'function') throw invalid('config_invalid', 'now', 'is a function that returns Unix milliseconds');
  return now;
}

export function checkMethod(object, method, field) {
  if (typeof object?.[method] !== 'function') throw invalid('config_invalid', field, `has a method ${method}`);
}

/** @param {OnerwayErrorCode} code */
export function invalid(code, field, rule) {
  return new OnerwayError(code, `${field}: ${rule}`, { field });
}

export function failed(message, cause) {
  return new OnerwayError('store_failed', message, { cause });
}
