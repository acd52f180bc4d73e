// Bundles pkg-template/entries into the JavaScript files of the package.
//
//   node bundle.mjs GLUE NAMES WASM TRANSLATED_GLUE TRANSLATED_WASM TEXTS OUT
//
// The translated files are those of the core in JavaScript.

import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build, formatMessages } from 'esbuild';

import { checkPortable } from './check-portable.mjs';
import { pack } from './pack.mjs';
import { shifting, watchingGrowth } from './translated.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const entries = join(root, 'pkg-template/entries');

const [glueFile, namesFile, wasmFile, translatedGlue, translatedWasm, textsFile, outFolder] = process.argv.slice(2);

const outputs = [
  { entry: 'default.js', file: 'index.js', format: 'esm' },
  { entry: 'default.js', file: 'index.cjs', format: 'cjs' },
  { entry: 'workerd.js', file: 'workerd.js', format: 'esm' },
  { entry: 'edge-light.js', file: 'edge-light.js', format: 'esm' },
  { entry: 'js.js', file: 'js.js', format: 'esm' },
  { entry: 'js.js', file: 'js.cjs', format: 'cjs' },
  { entry: 'stores.js', file: 'stores.js', format: 'esm' },
  { entry: 'stores.js', file: 'stores.cjs', format: 'cjs' },
];

const shared = {
  bundle: true,
  write: false,
  target: 'es2022',
  platform: 'neutral',
  minify: true,
  // Node shows the line of what nobody caught: were the file one line, the error's own text would be lost behind it.
  lineLimit: 1000,
  legalComments: 'none',
  supported: { 'top-level-await': false },
  logLevel: 'silent',
};

/** Builds one file in memory; a warning is an error. */
async function buildText(options) {
  const result = await build({ ...shared, ...options }).catch((failure) => {
    if (!failure.errors) throw failure;
    return failure;
  });
  const messages = [...result.errors, ...result.warnings];
  if (messages.length > 0) {
    const texts = await formatMessages(messages, { kind: 'error', terminalWidth: 100 });
    throw new Error(`esbuild:\n${texts.join('\n')}`);
  }
  return result.outputFiles[0].text;
}

/** The generated glue with the short names that imports and exports have in the Wasm. */
async function renamedGlue() {
  const { imports, exports } = JSON.parse(await readFile(namesFile, 'utf8'));
  let glue = await readFile(glueFile, 'utf8');
  const rename = (what, pattern, replacement) => {
    const renamed = glue.replace(pattern, replacement);
    if (renamed === glue && !/^__(instance_terminated|abort_handler)$/.test(what)) {
      throw new Error(`the glue does not name ${what}`);
    }
    glue = renamed;
  };
  for (const [, long, short] of imports) rename(long, new RegExp(`\\b${long}\\b`, 'g'), `import_${short}`);
  const short = (name) => exports.find(([long]) => long === name)[1];
  const started = short('__wbindgen_start');
  const memory = short('memory');
  for (const [long, name] of exports) {
    if (long !== '__wbindgen_start') rename(long, new RegExp(`\\bwasm\\.${long}\\b`, 'g'), `wasm.${name}`);
  }
  return { glue, started, memory, imports: imports.map(([, , short]) => short) };
}

/** For the glue, where a runtime has none. */
const OWN_UTF8 = "import { TextDecoder, TextEncoder } from './utf8.js';";

/**
 * The generated glue keeps its instance in module variables. As a function it can be had anew,
 * which a new instance after a trap needs.
 */
async function glueFactory() {
  const { glue, started, memory, imports } = await renamedGlue();
  const script = await buildText({
    stdin: { contents: glue, sourcefile: 'glue.js' },
    format: 'iife',
    globalName: 'glue',
  });
  const given = imports.map((short) => `${JSON.stringify(short)}: glue.import_${short}`);
  return `${OWN_UTF8}
  export function instantiate(module) {
    ${script}
    const { exports } = new WebAssembly.Instance(module, { a: { ${given.join()} } });
    glue.__wbg_set_wasm(exports);
    exports.${started}();
    return { core: glue, memory: exports.${memory} };
  }`;
}

/** The same with the core in JavaScript, whose globals are as much its state as the glue's. */
async function translatedFactory() {
  const glue = watchingGrowth(await readFile(translatedGlue, 'utf8'));
  const core = shifting(await readFile(translatedWasm, 'utf8'));
  const script = await buildText({
    stdin: {
      contents: `
        import * as core from ${JSON.stringify(resolve(translatedGlue))};
        import * as exports from ${JSON.stringify(resolve(translatedWasm))};
        core.__wbg_set_wasm(exports);
        export { core };
        export const memory = exports.memory;
      `,
      resolveDir: root,
    },
    plugins: [
      {
        name: 'translated',
        setup({ onLoad }) {
          onLoad({ filter: /_bg\.js$/ }, () => ({ contents: glue }));
          onLoad({ filter: /core\.js$/ }, () => ({ contents: core }));
        },
      },
    ],
    format: 'iife',
    globalName: 'instance',
  });
  return `${OWN_UTF8}
  export function instantiate() {
    ${script}
    return { core: instance.core, memory: instance.memory };
  }`;
}

const packedWasm = async () => `export default ${JSON.stringify(pack(await readFile(wasmFile)))};`;

/** The generated modules an entry can import. */
const virtualModules = {
  name: 'virtual-modules',
  setup({ onResolve, onLoad }) {
    const sources = {
      'virtual:wasm-core': glueFactory,
      'virtual:js-core': translatedFactory,
      'virtual:texts': () => readFile(textsFile, 'utf8'),
      'virtual:packed-wasm': packedWasm,
    };
    onResolve({ filter: /^virtual:/ }, ({ path }) => ({ path, namespace: 'virtual' }));
    onLoad({ filter: /.*/, namespace: 'virtual' }, async ({ path }) => ({
      contents: await sources[path](),
      resolveDir: join(root, 'pkg-template/src'),
    }));
  },
};

/** The runtime that has such an import compiles the file when it deploys the code. */
const externalWasm = {
  name: 'external-wasm',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/core\.wasm(\?module)?$/ }, ({ path }) => ({ path, external: true }));
  },
};

try {
  for (const { entry, file, ...options } of outputs) {
    const text = await buildText({
      entryPoints: [join(entries, entry)],
      ...options,
      plugins: [virtualModules, externalWasm],
    });
    checkPortable(file, text);
    await writeFile(join(outFolder, file), text);
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
