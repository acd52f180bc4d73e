// The packed files where little is there, or where it is not as it usually is.

import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runInContext } from 'node:vm';

import { bundle } from '../runners/bundle.mjs';
import { same } from '../runners/checks.mjs';
import { consumerRequire } from '../runners/package.mjs';
import { MERCHANT_NO, SECRET, TRANSACTION_ID, callbackBody } from '../suite/values.mjs';
import { installed, realm, requiredIn } from './realm.mjs';

const BODY = callbackBody(consumerRequire()('onerway-edge'));
const OPTIONS = { secret: SECRET, merchantNo: MERCHANT_NO };

function verifies(api) {
  same(api.verifyCallback(BODY, OPTIONS).transactionId, TRANSACTION_ID, 'the transactionId of the event');
}

/** Copies files of the package and writes others into an empty folder, where Node runs the first of these. */
async function runAlone(copied, files) {
  const folder = await mkdtemp(join(tmpdir(), 'onerway-edge-alone-'));
  try {
    for (const name of copied) await copyFile(join(installed, name), join(folder, name));
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    return await promisify(execFile)(process.execPath, [join(folder, Object.keys(files)[0])], { cwd: folder });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The one line that it prints. */
const printedAlone = async (copied, files) => (await runAlone(copied, files)).stdout.trim();

/** What makes `.js` a module in that folder. */
const TYPE = { 'package.json': '{ "type": "module" }' };
const VERIFY = `console.log(api.verifyCallback(${JSON.stringify(BODY)}, ${JSON.stringify(OPTIONS)}).transactionId);`;

/** As a program that runs foreign code hardens itself. What is read lazily is read before. */
const FREEZE = `
for (const name of Object.getOwnPropertyNames(globalThis)) {
  const value = globalThis[name];
  if (!/^[A-Z]/.test(name) || value === null || value === undefined) continue;
  if (value.prototype) Object.freeze(value.prototype);
  Object.freeze(value);
}
Object.freeze(globalThis);
`;

const FROZEN = `
const { OnerwayError, sign } = api;
try {
  sign(1, 'x');
} catch (error) {
  if (!(error instanceof OnerwayError) || error.name !== 'OnerwayError' || error.code !== 'param_invalid') throw error;
}
stores.memoryStore();
${VERIFY}`;

export const tests = {
  'one file alone verifies, as a module and as CommonJS': async () => {
    const module = { 'main.mjs': `import * as api from './index.js';\n${VERIFY}`, ...TYPE };
    const commonjs = { 'main.cjs': `const api = require('./index.cjs');\n${VERIFY}` };
    same(await printedAlone(['index.js'], module), TRANSACTION_ID, 'index.js');
    same(await printedAlone(['index.cjs'], commonjs), TRANSACTION_ID, 'index.cjs');
  },
  'loading needs nothing but the language': async () => {
    const context = realm();
    for (const file of ['index.cjs', 'js.cjs', 'stores.cjs']) same(Object.keys(await requiredIn(context, file)).length > 5, true, file);
  },
  'an error that nobody catches is shown by Node, and not the whole file': async () => {
    for (const file of ['index.js', 'js.js']) {
      const module = { 'main.mjs': `import { Onerway } from './${file}';\nnew Onerway({});`, ...TYPE };
      const { stderr } = await runAlone([file], module).catch((failure) => failure);
      same(/^OnerwayError: merchantNo: is required/m.test(stderr ?? ''), true, `${file}: the message in ${stderr}`);
      // A pipe holds 65,536.
      same(stderr.length < 10_000, true, `${file}: less than 10,000 characters, not ${stderr.length}`);
    }
  },
  'where a web standard is missing, the error names it': async () => {
    for (const file of ['index.cjs', 'js.cjs']) {
      const { buildQueryRequest } = await requiredIn(realm({ TextDecoder, TextEncoder }), file);
      const settings = { ...OPTIONS, environment: 'sandbox' };
      let error;
      try {
        buildQueryRequest('transactions', { transactionIds: [TRANSACTION_ID] }, settings);
      } catch (thrown) {
        error = thrown;
      }
      same([error?.code, error?.message], ['internal', 'the runtime lacks a web standard: Headers is not defined'], file);
    }
  },
  'without TextEncoder and TextDecoder it verifies, and reads and writes the same texts': async () => {
    const [bare, api] = [await requiredIn(realm(), 'index.cjs'), consumerRequire()('onerway-edge')];
    verifies(bare);
    const told = (run) => {
      try {
        return run();
      } catch ({ code }) {
        return code;
      }
    };
    const units = [0x25, 0x41, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xfeff, 0xfffd, 0xffff];
    for (const first of units) {
      for (const second of units) {
        for (const third of units) {
          const fields = { a: String.fromCharCode(first, second, third) };
          const [is, was] = [bare, api].map(({ canonicalString, sign }) => told(() => [canonicalString(fields), sign(fields, SECRET)]));
          same(is, was, `${first} ${second} ${third}`);
        }
      }
    }
  },
  'bytes and objects of another realm are taken': async () => {
    const api = await requiredIn(realm({ TextDecoder, TextEncoder }), 'index.cjs');
    const bytes = new TextEncoder().encode(BODY);
    for (const body of [BODY, bytes, bytes.buffer, Buffer.from(bytes)]) {
      same(api.verifyCallback(body, OPTIONS).transactionId, TRANSACTION_ID, Object.prototype.toString.call(body));
    }
    const fields = { list: ['1'], object: { a: '1' } };
    same(api.signRequest(fields, SECRET), consumerRequire()('onerway-edge').signRequest(fields, SECRET), 'what is signed');
  },
  'without WebAssembly it loads, and a call says what is missing; onerway-edge/js verifies': async () => {
    const context = realm({ TextDecoder, TextEncoder });
    runInContext('delete globalThis.WebAssembly', context);
    verifies(await requiredIn(context, 'js.cjs'));
    const { error } = (await requiredIn(context, 'index.cjs')).checkCallback(BODY, OPTIONS);
    same([error.code, /^WebAssembly could not be started \(ReferenceError\);/.test(error.message)], ['internal', true], error.message);
  },
  'loading compiles nothing and makes no instance; two calls do it once': async () => {
    const context = realm({ TextDecoder, TextEncoder });
    runInContext(
      `globalThis.made = [];
       for (const name of ['Module', 'Instance']) {
         const Original = WebAssembly[name];
         WebAssembly[name] = function (...given) { made.push(name); return new Original(...given); };
       }`,
      context,
    );
    const api = await requiredIn(context, 'index.cjs');
    same(context.made, [], 'made by loading');
    verifies(api);
    verifies(api);
    same(context.made, ['Module', 'Instance'], 'made by two calls');
  },
  'loading and calling leave nothing in the global scope': async () => {
    const context = realm({ TextDecoder, TextEncoder });
    const names = () =>
      runInContext(
        `[['', globalThis], ...Object.getOwnPropertyNames(globalThis).map((name) => [name + '.', globalThis[name]?.prototype])]
           .flatMap(([owner, object]) => (object === undefined ? [] : Reflect.ownKeys(object).map((key) => owner + String(key))))`,
        context,
      );
    const before = names();
    const leftBy = (file) => {
      const after = names();
      const [added, removed] = [after.filter((name) => !before.includes(name)), before.filter((name) => !after.includes(name))];
      same([added, removed], [[], []], `${file}: what is new in the global scope and its prototypes, and what is gone`);
    };
    for (const file of ['index.cjs', 'js.cjs']) {
      verifies(await requiredIn(context, file));
      leftBy(file);
    }
    await requiredIn(context, 'stores.cjs');
    leftBy('stores.cjs');
  },
  'a frozen global scope': async () => {
    for (const name of ['index', 'js']) {
      const imports = `const [api, stores] = [await import('./${name}.js'), await import('./stores.js')];`;
      const requires = `const [api, stores] = [require('./${name}.cjs'), require('./stores.cjs')];`;
      const module = { 'main.mjs': FREEZE + imports + FROZEN, ...TYPE };
      const commonjs = { 'main.cjs': FREEZE + requires + FROZEN };
      same(await printedAlone([`${name}.js`, 'stores.js'], module), TRANSACTION_ID, `${name}.js`);
      same(await printedAlone([`${name}.cjs`, 'stores.cjs'], commonjs), TRANSACTION_ID, `${name}.cjs`);
    }
  },
  'a global scope behind a Proxy': async () => {
    for (const entry of ['onerway-edge', 'onerway-edge/js']) {
      const text = `import * as api from '${entry}'; import { memoryStore } from 'onerway-edge/stores'; memoryStore(); ${VERIFY}`;
      const code = await bundle({ text, format: 'iife', conditions: ['browser'] });
      const printed = [];
      const own = new Map([['console', { log: (line) => printed.push(line) }]]);
      const scope = new Proxy(Object.create(null), {
        has: () => true,
        get: (_, name) => (own.has(name) ? own.get(name) : name === Symbol.unscopables ? undefined : globalThis[name]),
        set: (_, name, value) => Boolean(own.set(name, value)),
      });
      // As pages do that load several applications: `with` is the one way to give a script another scope.
      new Function('scope', `with (scope) { ${code} }`)(scope);
      same([printed, [...own.keys()]], [[TRANSACTION_ID], ['console']], `${entry}: printed, and set`);
    }
  },
  'an error of one copy is one of all others': async () => {
    const imported = await import(join(installed, 'index.js'));
    const copies = [imported, await import(`${join(installed, 'index.js')}?again`), consumerRequire()('onerway-edge')];
    same(new Set(copies.map((api) => api.OnerwayError)).size, 3, 'classes');
    for (const thrower of copies) {
      const { error } = thrower.checkCallback('', OPTIONS);
      for (const { OnerwayError } of copies) same(error instanceof OnerwayError, true, 'instanceof');
    }
    same(new TypeError('no') instanceof imported.OnerwayError, false, 'instanceof of another error');
  },
};
