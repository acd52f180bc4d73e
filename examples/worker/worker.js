// A shop's worker: hears from Onerway how a payment ended, and asks Onerway itself.
//
//   POST /callback        Onerway's notifications: give this address as `notifyUrl`
//   GET  /transactions    the shop's own staff asks the gateway: ?ids=, or ?startTime=&endTime=[&txnTypes=]
//
// Settings: ONERWAY_MERCHANT_NO, ONERWAY_ENVIRONMENT (or ONERWAY_BASE_URL); secrets: ONERWAY_SECRET, ADMIN_TOKEN.
// Bindings: IDEMPOTENCY, a Durable Object that remembers what was handled; RESULTS, a Queue for what it means.

import { Onerway, OnerwayError } from 'onerway-edge';
import { IdempotencyObject, durableObjectStore } from 'onerway-edge/stores';

export { IdempotencyObject };

export default {
  async fetch(request, env, context) {
    const { pathname } = new URL(request.url);
    if (pathname === '/callback') return callback(request, env, context);
    if (pathname === '/transactions' && request.method === 'GET') return transactions(request, env);
    return text('not found', 404);
  },

  /** What a result means for the shop is done here, away from the five seconds that Onerway waits. */
  async queue(batch, env) {
    for (const message of batch.messages) {
      await settle(message.body, env);
      message.ack();
    }
  },
};

// -------------------------------------------------------------------------------- callbacks

function callback(request, env, context) {
  return gateway(env).handleCallback(request, (event, { keys }) => env.RESULTS.send(resultOf(event, keys)), {
    store: durableObjectStore(env.IDEMPOTENCY),
    waitUntil: (work) => context.waitUntil(work),
  });
}

function resultOf({ operation, outcome, paid, merchantTxnId, transactionId, order, disputed }, keys) {
  // The keys go with it: a queue, too, can deliver twice.
  return { keys, operation, outcome, paid, merchantTxnId, transactionId, money: order ?? disputed };
}

async function settle({ operation, outcome, paid, merchantTxnId, money }) {
  console.log(`result: ${operation} ${outcome}${money ? ` ${money.amount} ${money.currency}` : ''}, order ${merchantTxnId}`);
  if (operation === 'payment' && paid) {
    // Here: find your order by merchantTxnId, compare its amount and currency, mark it paid under the keys, ship.
  }
}

// ---------------------------------------------------------------------------------- queries

async function transactions(request, env) {
  // The answer names customers. In real life your own login stands here.
  if (!(await authorised(request, env.ADMIN_TOKEN))) return text('unauthorised', 401);

  const { searchParams: query } = new URL(request.url);
  try {
    const page = await gateway(env).transactions.list({
      transactionIds: query.get('ids') ?? '',
      startTime: query.get('startTime') ?? '',
      endTime: query.get('endTime') ?? '',
      txnTypes: query.get('txnTypes') ?? '',
      current: query.get('current') ?? '1',
    });
    return Response.json(page);
  } catch (error) {
    if (!(error instanceof OnerwayError)) throw error;
    const { code, field, respCode, message } = error;
    const status = code.startsWith('param_') || code === 'range_too_long' ? 400 : 502;
    return Response.json({ code, field, respCode, message }, { status });
  }
}

async function authorised(request, token) {
  if (!token) return false;
  const digest = (value) => crypto.subtle.digest('SHA-256', new TextEncoder().encode(value));
  const given = request.headers.get('Authorization') ?? '';
  // Digests have one length, which timingSafeEqual asks for.
  return crypto.subtle.timingSafeEqual(await digest(given), await digest(`Bearer ${token}`));
}

// ----------------------------------------------------------------------------------- shared

function gateway(env) {
  return new Onerway({
    merchantNo: env.ONERWAY_MERCHANT_NO,
    secret: env.ONERWAY_SECRET,
    ...(env.ONERWAY_BASE_URL ? { baseUrl: env.ONERWAY_BASE_URL } : { environment: env.ONERWAY_ENVIRONMENT }),
    // Onerway waits 5 seconds for an acknowledgement.
    timeoutMs: 3500,
    log: (record) => console.log(JSON.stringify(record)),
  });
}

function text(body, status) {
  return new Response(body, { status, headers: { 'Content-Type': 'text/plain' } });
}
