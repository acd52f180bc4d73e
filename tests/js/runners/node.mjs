// Node: the package by `import`, then by `require`.

import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { runSuite } from '../suite/index.mjs';
import { withGateway } from './gateway.mjs';
import { consumerFolder, consumerRequire, packedVectors } from './package.mjs';

export const minimum = 3850;

export async function run() {
  const vectors = await packedVectors();
  const areas = [];
  for (const [name, load] of Object.entries({ import: imported, require: required })) {
    const api = await load();
    const results = await withGateway((gateway) => runSuite(api, vectors, { gateway }));
    areas.push(...results.map((area) => ({ ...area, name: `${name}: ${area.name}` })));
  }
  return areas;
}

/** Only a module of the consumer's own is resolved as an import there. */
async function imported() {
  const file = join(consumerFolder(), `suite-${process.pid}.mjs`);
  await writeFile(file, "export * from 'onerway-edge';\n");
  try {
    return await import(pathToFileURL(file));
  } finally {
    await rm(file);
  }
}

function required() {
  return consumerRequire()('onerway-edge');
}
