// Programs for the edge that say `require`: the runtime's condition has to come before it, as no bytes are compiled there.

import { same } from '../runners/checks.mjs';
import { evaluated } from '../runners/edge-runtime.mjs';
import { consumerRequire } from '../runners/package.mjs';
import { withWorker } from '../runners/workerd.mjs';
import { MERCHANT_NO, SECRET, TRANSACTION_ID, callbackBody } from '../suite/values.mjs';

const BODY = JSON.stringify(callbackBody(consumerRequire()('onerway-edge')));
const OPTIONS = JSON.stringify({ secret: SECRET, merchantNo: MERCHANT_NO });

const REQUIRES = `
const { checkCallback } = require('onerway-edge');
const told = () => {
  const { ok, event, error } = checkCallback(${BODY}, ${OPTIONS});
  return ok ? event.transactionId : [error.code, error.message, String(error.cause)];
};
`;

export const tests = {
  'a worker that requires it verifies, in workerd': async () => {
    const text = `${REQUIRES} export default { fetch: () => Response.json(told()) };`;
    same(await withWorker({ text }, [], (ask) => ask()), TRANSACTION_ID, 'what the worker was told');
  },
  'a function that requires it verifies, in the edge-runtime': async () => {
    const { told } = await evaluated(`${REQUIRES} globalThis.told = told;`);
    same(told(), TRANSACTION_ID, 'what the function was told');
  },
};
