import { call } from './core.js';
import { encodeParams } from './params.js';
import { joinSecrets } from './settings.js';
import { bytesOf } from './text.js';

export function canonicalString(params, { rule = 'request' } = {}) {
  return call((core) => core.canonicalString(encodeParams(params), String(rule)));
}

export function sign(params, secret, { rule = 'request' } = {}) {
  return call((core) => core.sign(encodeParams(params), ...joinSecrets(secret), String(rule)));
}

export function signRequest(params, secret) {
  return call((core) => core.signRequest(encodeParams(params), ...joinSecrets(secret)));
}

export function verifyResponse(text, secret) {
  const bytes = bytesOf(text, 'text', 'response_invalid');
  return call((core) => core.verifyResponse(bytes, ...joinSecrets(secret)));
}
