// A callback is verified on the edge, where a Request comes as it is.

import { OnerwayError, verifyRequest } from 'onerway-edge';

export const runtime = 'edge';

export async function POST(request) {
  const { ONERWAY_MERCHANT_NO: merchantNo, ONERWAY_SECRET: secret } = process.env;
  try {
    const { trust, transactionId } = await verifyRequest(request, { merchantNo, secret });
    return Response.json({ runtime: globalThis.EdgeRuntime, trust, transactionId });
  } catch (error) {
    if (!(error instanceof OnerwayError)) throw error;
    return Response.json({ runtime: globalThis.EdgeRuntime, code: error.code }, { status: 401 });
  }
}
