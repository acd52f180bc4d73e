// The package's JSON files and its Wasm, as TypeScript loads them where a bundler decides.

import module from 'onerway-edge/core.wasm';
import integrity from 'onerway-edge/integrity.json' with { type: 'json' };
import vectors from 'onerway-edge/vectors.json' with { type: 'json' };
import manifest from 'onerway-edge/package.json' with { type: 'json' };

const sha256: string = integrity['core.wasm'];
const published: string | undefined = vectors.suites.callback.cases[0]?.id;
export const names: string[] = WebAssembly.Module.exports(module).map(({ name }) => name);
console.log(JSON.stringify({ sha256, published, same: vectors.version === manifest.version }));
