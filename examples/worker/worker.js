// A shop's worker: hears from Onerway how a payment ended, and asks Onerway itself.
//
//   POST /callback        Onerway's notifications: give this address as `notifyUrl`
//   GET  /transactions    the shop's own staff asks the gateway: ?ids=, or ?startTime=&endTime=[&txnTypes=]
//
// Settings: ONERWAY_MERCHANT_NO, ONERWAY_ENVIRONMENT (or ONERWAY_BASE_URL); secrets: ONERWAY_SECRET, ADMIN_TOKEN.

import { Onerway, OnerwayError, verifyRequest } from 'onerway-edge';

export default {
  async fetch(request, env) {
    const { pathname } = new URL(request.url);
    if (pathname === '/callback' && request.method === 'POST') return callback(request, env);
    if (pathname === '/transactions' && request.method === 'GET') return transactions(request, env);
    return text('not found', 404);
  },
};

// -------------------------------------------------------------------------------- callbacks

async function callback(request, env) {
  let event;
  try {
    // With doubts it is no error here: the gateway can be asked.
    event = await verifyRequest(request, {
      secret: env.ONERWAY_SECRET,
      merchantNo: env.ONERWAY_MERCHANT_NO,
      onDoubt: 'keep',
    });
  } catch (error) {
    return refuse(error);
  }

  // Acted on before it is acknowledged, so that a failure loses nothing: what is not acknowledged, Onerway sends again.
  const { transactionId } = event.trust === 'verified' ? event : event.claimed;
  try {
    if (event.trust === 'verified') await record(event);
    else await confirm(event, env);
  } catch (error) {
    console.log(`callback not confirmed: ${error.code ?? error.message}`);
    return text('try again later', 503);
  }
  // The acknowledgement is the bare id: no quotes, no JSON.
  return text(transactionId, 200);
}

/** The signature proves what it says. */
async function record({ operation, outcome, paid, merchantTxnId, order, disputed }) {
  const money = order ?? disputed;
  console.log(`verified: ${operation} ${outcome}${money ? ` ${money.amount} ${money.currency}` : ''}, order ${merchantTxnId}`);
  if (operation === 'payment' && paid) await markPaid(merchantTxnId, order.amount, order.currency);
}

/** The signature matches, but its values can have been moved: of them only the ids serve, to ask the gateway. */
async function confirm({ claimed, doubts }, env) {
  if (claimed.notifyType !== 'TXN') {
    // No transaction that ended, as a dispute: somebody has to look it up.
    console.log(`unconfirmed: ${doubts[0].code}, look up ${claimed.transactionId}`);
    return;
  }
  const transaction = await gateway(env).transactions.get({ transactionId: claimed.transactionId });
  if (transaction === null) throw new Error('unknown to the gateway');
  const { txnType, status, orderAmount, orderCurrency, merchantTxnId } = transaction;
  console.log(`gateway confirms: ${txnType} ${status} ${orderAmount} ${orderCurrency}, order ${merchantTxnId}`);
  if (txnType === 'SALE' && status === 'S') await markPaid(merchantTxnId, orderAmount, orderCurrency);
}

/** Callbacks come late, twice and in any order: act once for each transactionId and status. */
async function markPaid(merchantTxnId, amount, currency) {
  // Here: find your order by merchantTxnId, compare its amount and currency, mark it paid, ship.
}

const NOT_AUTHENTIC = ['signature_missing', 'signature_malformed', 'signature_mismatch', 'merchant_mismatch'];

/** The reason goes to the log, as a code; who sent a forgery learns nothing from it. */
function refuse(error) {
  const code = error instanceof OnerwayError ? error.code : 'internal';
  console.log(`callback refused: ${code}`);
  if (NOT_AUTHENTIC.includes(code)) return text('not authentic', 401);
  // Our own fault, as a missing secret: Onerway sends the callback again when it is mended.
  const ours = code.startsWith('config_') || code.startsWith('param_');
  if (ours || code === 'network' || code === 'internal') return text('try again later', 503);
  return text('not a callback', 400);
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
  });
}

function text(body, status) {
  return new Response(body, { status, headers: { 'Content-Type': 'text/plain' } });
}
