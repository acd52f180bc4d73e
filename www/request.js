// From what is in the form to what the page shows. The package decides; nothing is computed here.

import { buildQuery, canonicalString, sign } from './onerway-edge/index.js';

/** @throws {OnerwayError} as the package does */
export function makeRequest(kind, params, settings) {
  const request = buildQuery(kind, params, settings);
  const fields = JSON.parse(request.body);
  const canonical = canonicalString(fields);
  // The body stands in the order in which it was signed.
  const segments = Object.entries(fields)
    .filter(([name, value]) => name !== 'sign' && value !== '')
    .map(([name, value]) => ({ name, value }));

  if (segments.map(({ value }) => value).join('') !== canonical) {
    throw new Error('The fields of the body do not make up the canonical string: this page does not fit the package.');
  }
  if (sign(fields, settings.secret) !== fields.sign) {
    throw new Error('The body does not carry its signature: this page does not fit the package.');
  }
  return {
    segments,
    canonical,
    signature: fields.sign,
    method: request.method,
    url: request.url,
    header: Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`).join('\n'),
    body: request.body,
    curl: curlCommand(request),
  };
}

/** For any POSIX shell. */
function curlCommand({ method, url, headers, body }) {
  const headerOptions = Object.entries(headers).map(([name, value]) => `--header ${quote(`${name}: ${value}`)}`);
  return [
    `curl --request ${method} ${quote(url)}`,
    ...headerOptions,
    // Not --data: there a leading @ would name a file.
    `--data-raw ${quote(body)}`,
  ].join(' \\\n  ');
}

const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;
