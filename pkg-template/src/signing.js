/** @import * as Api from '../index.js' */

import { call } from './core.js';
import { encodeParams } from './params.js';
import { joinSecrets, wordOf } from './settings.js';
import { bytesOf } from './text.js';

/** @type {typeof Api.canonicalString} */
export function canonicalString(params, options) {
  return signed(params, ['', 0], options?.rule);
}

/** @type {typeof Api.sign} */
export function sign(params, secret, options) {
  return JSON.parse(signed(params, joinSecrets(secret), options?.rule)).sign;
}

/** @type {typeof Api.signRequest} */
export function signRequest(params, secret) {
  return JSON.parse(signed(params, joinSecrets(secret)));
}

/** @type {typeof Api.signCallback} */
export function signCallback(fields, secret) {
  const body = signed(fields, joinSecrets(secret), 'callback');
  const { sign } = JSON.parse(body);
  return { body, headers: { 'Content-Type': 'application/json', 'X-Rh-Signature': `v1=${sign}` } };
}

/**
 * The fields as they are sent, `sign` among them: JSON. Without a secret, what is signed.
 *
 * @param {Api.Params} params
 * @param {[string, number]} secrets
 * @param {Api.SignatureRule} [rule]
 */
function signed(params, secrets, rule) {
  const fields = encodeParams(params);
  return call((core) => core.sign(fields, ...secrets, wordOf(rule ?? 'request')));
}

/** @type {typeof Api.verifyResponse} */
export function verifyResponse(text, secret) {
  const bytes = bytesOf(text, 'text', 'response_invalid');
  const secrets = joinSecrets(secret);
  return call((core) => core.verifyResponse(bytes, ...secrets));
}
