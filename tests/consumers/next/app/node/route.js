// A callback is handled in Node; each result once, as long as this process lives.

import { Onerway } from 'onerway-edge';
import { memoryStore } from 'onerway-edge/stores';

const store = memoryStore();
const paid = [];

export async function POST(request) {
  const { ONERWAY_MERCHANT_NO: merchantNo, ONERWAY_SECRET: secret } = process.env;
  const onerway = new Onerway({ merchantNo, secret, environment: 'sandbox', store });
  return onerway.handleCallback(request, (event) => {
    if (event.operation === 'payment' && event.paid) paid.push(event.merchantTxnId);
  });
}

export function GET() {
  return Response.json({ runtime: process.env.NEXT_RUNTIME, node: process.versions.node, paid });
}
