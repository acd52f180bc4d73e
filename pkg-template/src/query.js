import { call } from './core.js';
import { OnerwayError } from './error.js';
import { encodeParams } from './params.js';
import { callSettings, voucherAddress, wordOf } from './settings.js';
import { bytesOf } from './text.js';

export function buildQuery(kind, params, options) {
  const signed = build(kind, params, options, false);
  const end = signed.indexOf('\n');
  const url = signed.slice(0, end);
  const body = signed.slice(end + 1);
  return { url, method: 'POST', headers: { 'Content-Type': 'application/json' }, body };
}

export function buildQueryRequest(kind, params, options) {
  return build(kind, params, options, true);
}

function build(kind, params, options, asRequest) {
  checkAddress(options?.baseUrl);
  const fields = encodeParams(params);
  const settings = callSettings(options);
  const voucher = kind === 'voucher' ? voucherAddress(options?.voucher) : '';
  return call((core) => core.buildQuery(wordOf(kind), fields, ...settings, voucher, asRequest));
}

export function parseQueryResponse(kind, text) {
  const bytes = bytesOf(text, 'text', 'response_invalid');
  const page = call((core) => core.parseQueryResponse(wordOf(kind), bytes));
  const [content, current, size, totalPages, totalElements] = page;
  return { content, current, size, totalPages, totalElements };
}

// The core knows what is allowed; whether it is an address at all, the platform knows best.
function checkAddress(baseUrl) {
  if (typeof baseUrl === 'string' && baseUrl !== '' && URL.canParse?.(baseUrl) === false) {
    throw new OnerwayError('config_invalid', 'baseUrl: is no address', { field: 'baseUrl' });
  }
}
