// The package's JSON files, as TypeScript loads them where Node decides: an ES module and CommonJS alike.

import integrity = require('onerway-edge/integrity.json');
import vectors = require('onerway-edge/vectors.json');
import manifest = require('onerway-edge/package.json');

const sha256: string = integrity.sha256['core.wasm'];
const published: string | undefined = vectors.suites.callback.cases[0]?.id;
console.log(JSON.stringify({ sha256, published, same: vectors.version === manifest.version }));
