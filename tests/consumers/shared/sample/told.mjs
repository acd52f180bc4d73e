// What every project tells: the published callback is verified, and a changed one is refused. `sample.mjs` is written
// beside this file from tests/vectors/callback.json; its key is the one that Onerway publishes.

import sample from './sample.mjs';

/** `verified 1810553728219353088`, else `failed` and why. */
export function told(checkCallback) {
  const { merchantNo, secret, body, changedBody } = sample;
  const genuine = checkCallback(body, { merchantNo, secret });
  const changed = checkCallback(changedBody, { merchantNo, secret });
  if (!genuine.ok) return `failed: the published callback was refused, ${genuine.error.code}`;
  if (genuine.event.trust !== 'verified') return `failed: the published callback is ${genuine.event.trust}`;
  if (changed.ok) return 'failed: a changed callback was taken';
  if (changed.error.code !== 'signature_mismatch') return `failed: a changed callback was refused with ${changed.error.code}`;
  return `verified ${genuine.event.transactionId}`;
}
