// Where the suite runs: a name for `cargo xtask test --runtime NAME`, what people call it, how the package is loaded, and how
// many tests there are, neither more nor fewer.

/**
 * Each test of the suite is in one of these numbers: most run everywhere, others need what not every runtime has. Once one has
 * changed, counts.mjs brings it to docs/runtimes.md.
 */
const TESTS = {
  everywhere: 2754,
  /** Those that runners/hermes-without.mjs names, and the storm's. */
  notInHermes: 45,
  growingBuffers: 3,
  sharedMemory: 2,
  Buffer: 8,
  /** A server to fetch from. */
  gateway: 10,
};

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const allBut = (...lacking) => sum(Object.keys(TESTS).filter((need) => !lacking.includes(need)).map((need) => TESTS[need]));

const all = allBut();
const byImportAndRequire = 2 * all;
const inPage = allBut('gateway', 'Buffer', 'sharedMemory');

export const RUNTIMES = {
  node: { title: 'Node', entry: 'import, require', tests: byImportAndRequire, run: async () => (await import('./runners/node.mjs')).node() },
  node22: { title: 'Node', entry: 'import, require', tests: byImportAndRequire, run: async () => (await import('./runners/node.mjs')).node22() },
  node24: { title: 'Node', entry: 'import, require', tests: byImportAndRequire, run: async () => (await import('./runners/node.mjs')).node24() },
  'node-bare': { title: 'Node without Wasm', entry: 'js: import, require', tests: byImportAndRequire, run: async () => (await import('./runners/node.mjs')).nodeBare() },
  deno: { title: 'Deno, no permission', entry: 'import', tests: allBut('gateway'), run: async () => (await import('./runners/deno.mjs')).deno() },
  bun: { title: 'Bun', entry: 'import', tests: all, run: async () => (await import('./runners/bun.mjs')).bun() },
  workerd: { title: 'workerd', entry: 'workerd', tests: allBut('Buffer'), run: async () => (await import('./runners/workerd.mjs')).workerd() },
  'workerd-nodejs': { title: 'workerd, nodejs_compat', entry: 'workerd', tests: all, run: async () => (await import('./runners/workerd.mjs')).workerdNodejs() },
  'edge-runtime': { title: 'Vercel edge-runtime', entry: 'edge-light', tests: allBut('gateway', 'Buffer'), run: async () => (await import('./runners/edge-runtime.mjs')).edgeRuntime() },
  'chromium-page': { title: 'Chromium, page', entry: 'bundled', tests: inPage, run: async () => (await import('./runners/browsers.mjs')).chromiumPage() },
  'chromium-worker': { title: 'Chromium, worker', entry: 'bundled', tests: inPage, run: async () => (await import('./runners/browsers.mjs')).chromiumWorker() },
  'chromium-bare': { title: 'Chromium, strict policy', entry: 'js, bundled', tests: inPage, run: async () => (await import('./runners/browsers.mjs')).chromiumBare() },
  'firefox-page': { title: 'Firefox, page', entry: 'bundled', tests: inPage, run: async () => (await import('./runners/browsers.mjs')).firefoxPage() },
  'firefox-bare': { title: 'Firefox, strict policy', entry: 'js, bundled', tests: inPage, run: async () => (await import('./runners/browsers.mjs')).firefoxBare() },
  hermes: { title: 'Hermes, React Native', entry: 'js: bundled', tests: TESTS.everywhere, run: async () => (await import('./runners/hermes.mjs')).hermes() },
};
