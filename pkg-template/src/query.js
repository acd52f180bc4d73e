import { call } from './core.js';
import { encodeParams } from './params.js';
import { callSettings } from './settings.js';
import { bytesOf } from './text.js';

export function buildQuery(kind, params, options) {
  const { url, body } = call((core) => core.buildQuery(String(kind), encodeParams(params), ...callSettings(options), false));
  return { url, method: 'POST', headers: { 'Content-Type': 'application/json' }, body };
}

export function buildQueryRequest(kind, params, options) {
  return call((core) => core.buildQuery(String(kind), encodeParams(params), ...callSettings(options), true));
}

export function parseQueryResponse(kind, text) {
  const bytes = bytesOf(text, 'text', 'response_invalid');
  return call((core) => core.parseQueryResponse(String(kind), bytes));
}
