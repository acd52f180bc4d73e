import { call } from './core.js';
import { joinSecrets } from './settings.js';
import { bytesOf } from './text.js';

export function canonicalString(params, { rule = 'request' } = {}) {
  return call((core) => core.canonicalString(params, String(rule)));
}

export function sign(params, secret, { rule = 'request' } = {}) {
  return call((core) => core.sign(params, ...joinSecrets(secret), String(rule)));
}

export function signRequest(params, secret) {
  return call((core) => core.signRequest(params, ...joinSecrets(secret)));
}

export function verifyResponse(text, secret) {
  const bytes = bytesOf(text, 'text', 'response_invalid');
  return call((core) => core.verifyResponse(bytes, ...joinSecrets(secret)));
}
