// Webhooks of the issuing and tax products.

import type { RequestHeaders } from './callbacks.js';

export interface WebhookOptions {
  /** The webhook's secret, which is not the merchant's; several while one is replaced: all are tried. */
  secret: string | readonly string[];
  /** The request's headers, `x-timestamp` and `x-signature` among them. */
  headers: RequestHeaders;
  /** The time now: a Date or Unix milliseconds. The platform's clock unless set. */
  now?: Date | number;
  /** How far `x-timestamp` may lie from `now`, before or after it, in whole seconds: 300 unless set. */
  toleranceSeconds?: number;
  /** The longest body, in bytes: 65536 unless set. */
  maxBytes?: number;
}

/** A webhook whose signature and time are right. */
export interface VerifiedWebhook {
  /** When it was sent, in Unix seconds. */
  timestamp: number;
  /** Which of the secrets signed it, from 0. */
  secretIndex: number;
}

/**
 * Verifies a webhook of Onerway's issuing or tax product over its body as received: `x-signature` is
 * the HMAC-SHA256 of `x-timestamp`, a dot and the body, 64 lower-case hex digits. Payments sign
 * otherwise: {@link verifyCallback}.
 *
 * The body is not read; parse it afterwards. Within the tolerance the same webhook can come twice:
 * act once for each.
 *
 * @throws {@link OnerwayError} `body_too_large`; `body_not_json` for a string with half of a surrogate
 * pair; `signature_missing` where one of the headers is absent or empty; `field_invalid` for a
 * timestamp that is not 1 to 15 decimal digits; `signature_malformed`, `signature_mismatch`;
 * `timestamp_out_of_tolerance`, only where the signature is right; `config_*` for the options.
 *
 * @example
 * const body = await request.text();
 * verifyHmacWebhook(body, { secret: webhookSecret, headers: request.headers });
 * const event = JSON.parse(body);
 */
export declare function verifyHmacWebhook(body: string | Uint8Array | ArrayBuffer, options: WebhookOptions): VerifiedWebhook;
