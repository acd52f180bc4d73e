// The package's JSON files, as TypeScript loads them where a bundler decides.

import integrity from 'onerway-edge/integrity.json' with { type: 'json' };
import vectors from 'onerway-edge/vectors.json' with { type: 'json' };
import manifest from 'onerway-edge/package.json' with { type: 'json' };

const sha256: string = integrity.sha256['core.wasm'];
const published: string | undefined = vectors.suites.callback.cases[0]?.id;
console.log(JSON.stringify({ sha256, published, same: vectors.version === manifest.version }));
