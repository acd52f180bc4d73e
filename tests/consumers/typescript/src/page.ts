// For a page: TypeScript's own dom, and nothing of Node.

import { Onerway, checkCallback, type VerifiedEvent } from 'onerway-edge';
import module from 'onerway-edge/core.wasm';
import { memoryStore } from 'onerway-edge/stores';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
export const isModule: Same<typeof module, WebAssembly.Module> = true;

export async function handled(request: Request, secret: string): Promise<Response> {
  const onerway = new Onerway({ merchantNo: '800209', secret, environment: 'sandbox', store: memoryStore() });
  return onerway.handleCallback(request, (event, { signal }) => {
    signal.throwIfAborted();
    return event.transactionId;
  });
}

export async function amount(request: Request, secret: string): Promise<string> {
  const result = checkCallback(await request.arrayBuffer(), { merchantNo: '800209', secret, headers: request.headers });
  if (!result.ok) return result.error.code;
  const event: VerifiedEvent = result.event;
  return event.notifyType === 'TXN' ? `${event.order?.amount ?? '-'} ${event.outcome}` : event.transactionId;
}
