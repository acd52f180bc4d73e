import { call } from './core.js';
import { encodeParams } from './params.js';
import { joinSecrets } from './settings.js';
import { bytesOf } from './text.js';

export function canonicalString(params, options) {
  const rule = options?.rule ?? 'request';
  const fields = encodeParams(params);
  return call((core) => core.sign(fields, '', 0, String(rule)));
}

export function sign(params, secret, options) {
  const rule = options?.rule ?? 'request';
  const fields = encodeParams(params);
  const secrets = joinSecrets(secret);
  return call((core) => core.sign(fields, ...secrets, String(rule)));
}

export function signRequest(params, secret) {
  const fields = encodeParams(params);
  const secrets = joinSecrets(secret);
  return JSON.parse(call((core) => core.signRequest(fields, ...secrets)));
}

export function verifyResponse(text, secret) {
  const bytes = bytesOf(text, 'text', 'response_invalid');
  const secrets = joinSecrets(secret);
  return call((core) => core.verifyResponse(bytes, ...secrets));
}
