// The types that `require` gets are those of `import`.

import edge = require('onerway-edge/cjs');

const event: edge.VerifiedEvent = edge.verifyCallback('{}', { secret: 's', merchantNo: '800209' });
const kept: edge.CallbackEvent = edge.verifyCallback('{}', { secret: 's', merchantNo: '800209', onDoubt: 'keep' });
const made: edge.SignedCallback = edge.signCallback({ transactionId: event.transactionId }, 's');
const webhook: edge.VerifiedWebhook = edge.verifyHmacWebhook(made.body, { secret: 's', headers: made.headers });
const client: edge.Onerway = new edge.Onerway({ merchantNo: '800209', secret: 's', environment: 'production' });
const page: Promise<edge.Page<edge.TxnInfo>> = client.transactions.list({ transactionIds: event.transactionId });
// @ts-expect-error the secret is required
edge.verifyCallback('{}', { merchantNo: '800209' });
// @ts-expect-error an unconfirmed event has no status
kept.status;
// @ts-expect-error a promise
page.content;
// @ts-expect-error a number
webhook.timestamp.length;

// The entry without WebAssembly has all of them, and no others.

import js = require('onerway-edge/js/cjs');

const same: typeof edge = js;
const again: typeof js = edge;
const other: js.VerifiedEvent = event;
export { again, other, same };
