// Webhooks of the issuing and tax products. Nothing here is run.

import { verifyHmacWebhook } from 'onerway-edge';
import type { RequestHeaders, VerifiedWebhook, WebhookOptions } from 'onerway-edge';

import { same, secret, use } from './helpers.js';

const requestHeaders: RequestHeaders = new Headers();
const webhookOptions: WebhookOptions = { secret: [secret], headers: requestHeaders, now: new Date(), toleranceSeconds: 60, maxBytes: 1024 };
const webhook: VerifiedWebhook = verifyHmacWebhook('{}', webhookOptions);
verifyHmacWebhook(new Uint8Array(), { secret, headers: { 'x-timestamp': '1', 'x-signature': undefined }, now: Date.now() });
verifyHmacWebhook(new ArrayBuffer(1), { secret, headers: new Headers() });
same<VerifiedWebhook, { timestamp: number; secretIndex: number }>(true);
// @ts-expect-error the headers are required
verifyHmacWebhook('{}', { secret });
// @ts-expect-error the secret is required
verifyHmacWebhook('{}', { headers: requestHeaders });
// @ts-expect-error a time is a Date or milliseconds
verifyHmacWebhook('{}', { secret, headers: requestHeaders, now: '2026-11-22' });
// @ts-expect-error the raw body, not a parsed one
verifyHmacWebhook({ event: 'x' }, webhookOptions);

use(webhook);
