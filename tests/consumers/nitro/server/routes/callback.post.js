// A callback is verified on the edge, where Nitro's event gives a Request.

import { OnerwayError, verifyRequest } from 'onerway-edge';

import sample from '../../sample/sample.mjs';

export default defineEventHandler(async (event) => {
  const { merchantNo, secret } = sample;
  try {
    const { trust, transactionId } = await verifyRequest(toWebRequest(event), { merchantNo, secret });
    return { trust, transactionId };
  } catch (error) {
    if (!(error instanceof OnerwayError)) throw error;
    setResponseStatus(event, 401);
    return { code: error.code };
  }
});
