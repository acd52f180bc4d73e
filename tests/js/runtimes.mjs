// Where the suite runs: a name for `cargo xtask test --runtime NAME`, what people call it, how the package is loaded, and the
// number of tests below which some must have been lost.

const both = 5566;
const one = 2775;
const withoutGateway = 2764;
/** Less what runners/hermes-without.mjs names. */
const inHermes = 2716;

export const RUNTIMES = {
  node: { title: 'Node', entry: 'import, require', minimum: both, run: async () => (await import('./runners/node.mjs')).node() },
  node22: { title: 'Node', entry: 'import, require', minimum: both, run: async () => (await import('./runners/node.mjs')).node22() },
  node24: { title: 'Node', entry: 'import, require', minimum: both, run: async () => (await import('./runners/node.mjs')).node24() },
  'node-bare': { title: 'Node without Wasm', entry: 'js: import, require', minimum: both, run: async () => (await import('./runners/node.mjs')).nodeBare() },
  deno: { title: 'Deno, no permission', entry: 'import', minimum: withoutGateway, run: async () => (await import('./runners/deno.mjs')).deno() },
  bun: { title: 'Bun', entry: 'import', minimum: one, run: async () => (await import('./runners/bun.mjs')).bun() },
  workerd: { title: 'workerd', entry: 'workerd', minimum: one, run: async () => (await import('./runners/workerd.mjs')).workerd() },
  'workerd-nodejs': { title: 'workerd, nodejs_compat', entry: 'workerd', minimum: one, run: async () => (await import('./runners/workerd.mjs')).workerdNodejs() },
  'edge-runtime': { title: 'Vercel edge-runtime', entry: 'edge-light', minimum: withoutGateway, run: async () => (await import('./runners/edge-runtime.mjs')).edgeRuntime() },
  'chromium-page': { title: 'Chromium, page', entry: 'bundled', minimum: withoutGateway, run: async () => (await import('./runners/browsers.mjs')).chromiumPage() },
  'chromium-worker': { title: 'Chromium, worker', entry: 'bundled', minimum: withoutGateway, run: async () => (await import('./runners/browsers.mjs')).chromiumWorker() },
  'chromium-bare': { title: 'Chromium, strict policy', entry: 'js, bundled', minimum: withoutGateway, run: async () => (await import('./runners/browsers.mjs')).chromiumBare() },
  'firefox-page': { title: 'Firefox, page', entry: 'bundled', minimum: withoutGateway, run: async () => (await import('./runners/browsers.mjs')).firefoxPage() },
  'firefox-bare': { title: 'Firefox, strict policy', entry: 'js, bundled', minimum: withoutGateway, run: async () => (await import('./runners/browsers.mjs')).firefoxBare() },
  hermes: { title: 'Hermes, React Native', entry: 'js: bundled', minimum: inHermes, run: async () => (await import('./runners/hermes.mjs')).hermes() },
};
