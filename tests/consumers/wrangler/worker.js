// The worker of the README's "Handle callbacks", and a `markPaid` that can be counted.

import { Onerway } from 'onerway-edge';
import { IdempotencyObject, durableObjectStore } from 'onerway-edge/stores';
export { IdempotencyObject };

export default {
  async fetch(request, env, ctx) {
    const { ONERWAY_MERCHANT_NO: merchantNo, ONERWAY_SECRET: secret } = env;
    const store = durableObjectStore(env.IDEMPOTENCY);
    const onerway = new Onerway({ merchantNo, secret, environment: 'sandbox', store, log: console.log });
    return onerway.handleCallback(request, handle, { waitUntil: (work) => ctx.waitUntil(work) });
  },
};

/** @param {import('onerway-edge').PaymentEvent} event */
async function handle({ operation, paid, merchantTxnId, order, transactionId }) {
  if (operation !== 'payment' || !paid) return;
  // Only a record of the gateway's can lack them. What is thrown makes Onerway deliver again.
  if (!merchantTxnId || !order) throw new Error(`no order number or amount: ${transactionId}`);
  await markPaid(merchantTxnId, order);
}

async function markPaid(merchantTxnId, { amount, currency }) {
  console.log(`paid: ${merchantTxnId}, ${amount} ${currency}`);
}
