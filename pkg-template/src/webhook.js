/** @import * as Api from '../index.js' */

import { MAX_BYTES, checkLimit } from './callback.js';
import { call } from './core.js';
import { OnerwayError } from './error.js';
import { headerOf } from './headers.js';
import { joinSecrets, millisOf } from './settings.js';
import { bytesOf, encode, viewOf } from './text.js';

const TOLERANCE_SECONDS = 300;

/** @type {typeof Api.verifyHmacWebhook} */
export function verifyHmacWebhook(body, options) {
  const { secret, headers, now = Date.now(), toleranceSeconds = TOLERANCE_SECONDS, maxBytes = MAX_BYTES } = options ?? {};
  checkLimit(maxBytes);
  checkTolerance(toleranceSeconds);
  const seconds = Math.floor(millisOf(now) / 1000);
  const timestamp = headerOf(headers, 'x-timestamp') ?? '';
  const signature = headerOf(headers, 'x-signature') ?? '';
  const secrets = joinSecrets(secret);
  const bytes = beginning(body, maxBytes);
  const secretIndex = call((core) =>
    core.verifyWebhook(bytes, ...secrets, timestamp, signature, seconds, toleranceSeconds, maxBytes),
  );
  // Exact: the core has seen at most 15 digits.
  return { timestamp: Number(timestamp), secretIndex };
}

/** The body, or as much of it as shows that it is too long: the core says so. */
function beginning(body, maxBytes) {
  if (typeof body !== 'string') return viewOf(body, 'body').subarray(0, maxBytes + 1);
  return body.length > maxBytes ? encode(body.slice(0, maxBytes + 1)) : bytesOf(body, 'body', 'body_not_json');
}

function checkTolerance(seconds) {
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > 0xffffffff) {
    throw new OnerwayError('config_invalid', 'toleranceSeconds: is a whole number of seconds, 0 or more', {
      field: 'toleranceSeconds',
    });
  }
}
