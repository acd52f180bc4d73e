// Node, of the version that runs this or of another one: the package by `import`, then by `require`.

import { fileURLToPath } from 'node:url';

import { withGateway } from './gateway.mjs';
import { packedVectors } from './package.mjs';
import { runProgram, versionOf } from './program.mjs';

const beside = (name) => new URL(name, import.meta.url).href;

/** A version from the packages beside this file. */
const packed = (name) => fileURLToPath(new URL(`node_modules/${name}/bin/node`, import.meta.url));

function nodeOf([command, ...options], settings = {}) {
  return async () => {
    // The vectors that the package exports are those of the repository.
    await packedVectors();
    const areas = [];
    for (const format of ['import', 'require']) {
      const results = await withGateway((gateway) => runProgram([command, ...options], { ...settings, format, gateway }));
      areas.push(...results.map((area) => ({ ...area, name: `${format}: ${area.name}` })));
    }
    return { version: await versionOf(command), areas };
  };
}

export const node = nodeOf([process.execPath]);
export const node22 = nodeOf([packed('node22')]);
export const node24 = nodeOf([packed('node24')]);

/** As a runtime without WebAssembly; the package, as it is loaded, finds no encoder either. */
export const nodeBare = nodeOf([process.execPath, '--import', beside('bare.mjs')], {
  entry: 'onerway-edge/js',
  core: 'js',
  afterwards: beside('bare-afterwards.mjs'),
});
