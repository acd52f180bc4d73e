// `wrangler dev`, which starts the real workerd.

import { noWarning } from './bundle.mjs';

/** Neither whether there is a newer wrangler nor where this machine is shall be asked. */
export const ALONE = { WRANGLER_HIDE_BANNER: 'true', CLOUDFLARE_CF_FETCH_ENABLED: 'false' };

/** Serves with these further words, and runs `use` with the address and the server. A warning is a failure. */
export async function withWranglerDev({ bin, start, port }, further, use) {
  const [free, inspector] = [await port(), await port()];
  const words = ['dev', ...further, '--local', '--ip', '127.0.0.1', '--port', String(free), '--inspector-port', String(inspector)];
  const server = await start(bin('wrangler'), words, { env: ALONE, ready: /Ready on/ });
  try {
    await use(`http://127.0.0.1:${free}`, server);
    noWarning(server.output());
  } finally {
    await server.stop();
  }
}
