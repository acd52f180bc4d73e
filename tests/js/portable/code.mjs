// Workers and policies forbid code from text: that the build refuses it, and that nothing of the package makes any.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runInContext } from 'node:vm';

import { checkPortable } from '../../../xtask/node/check-portable.mjs';
import { same } from '../runners/checks.mjs';
import { consumerRequire } from '../runners/package.mjs';
import { MERCHANT_NO, SECRET, callbackBody } from '../suite/values.mjs';
import { files, installed, realm, requiredIn } from './realm.mjs';

const REFUSED = {
  eval: ['eval("0")', '(0, eval)("0")', 'globalThis.eval("0")', 'run = { eval }', 'const { run = eval } = {}'],
  Function: ['new Function("0")', 'Function("return this")()', 'self["Function"]("0")', 'is = run instanceof Function'],
  'import()': ['import(name)', 'import("./core.wasm")'],
  'import.meta': ['import.meta.url'],
  'new URL': ['new URL("core.wasm", base)', 'new globalThis.URL("core.wasm", base)'],
};

const TAKEN = [
  'client.eval(script)',
  'client?.eval("0")',
  'run = { eval: 1, Function: 2 }',
  'const { eval: run } = client',
  'class Client { eval() {} }',
  '"eval(0), import(name), new URL(text)"',
  'import wasm from "./core.wasm"',
  'URL.canParse(text)',
];

/** What the build says of a file; undefined where it takes it. */
function refusalOf(text) {
  try {
    return checkPortable('file.js', text);
  } catch ({ message }) {
    return message;
  }
}

/** Makes a realm tell what code is made in it from text; whoever catches the error is told of too. */
const RECORD = `{
  globalThis.made = [];
  const recording = (original) => {
    const refuse = (_, ...given) => {
      made.push([original.name, String(given.find(Array.isArray)?.[0])]);
      throw new EvalError('code from text');
    };
    return new Proxy(original, { apply: refuse, construct: refuse });
  };
  globalThis.eval = recording(eval);
  for (const one of [function () {}, async function () {}, function* () {}, async function* () {}]) {
    const kind = Object.getPrototypeOf(one);
    Object.defineProperty(kind, 'constructor', { value: recording(kind.constructor) });
  }
  globalThis.Function = Function.prototype.constructor;
}`;

const WAYS = [
  ['eval', '(0, eval)("0")'],
  ['eval', 'eval("0")'],
  ['Function', 'new Function("0")'],
  ['Function', '[].map.constructor("0")'],
  ['AsyncFunction', '(async () => {}).constructor("0")'],
];

/** Each function is called and each class made; that they refuse what they get is no matter. */
async function callAll(api, given) {
  for (const value of Object.values(api)) {
    for (const call of [() => value(...given), () => Reflect.construct(value, given.slice(-1))]) {
      try {
        await call();
      } catch {}
    }
  }
}

export const tests = {
  'the build refuses code from text, and a file named by its address': () => {
    for (const [name, texts] of Object.entries(REFUSED)) {
      for (const text of texts) same(refusalOf(text), `file.js contains ${name}`, text);
    }
    for (const text of TAKEN) same(refusalOf(text), undefined, text);
  },
  'no file makes code from text, neither loaded nor called': async () => {
    const module = new WebAssembly.Module(await readFile(join(installed, 'core.wasm')));
    const wasm = { __esModule: true, default: module };
    const given = [callbackBody(consumerRequire()('onerway-edge')), { secret: SECRET, merchantNo: MERCHANT_NO, environment: 'sandbox' }];
    for (const file of files) {
      const context = realm({ TextDecoder, TextEncoder });
      runInContext(RECORD, context);
      for (const [, way] of WAYS) runInContext(`try { ${way} } catch {}`, context);
      same(context.made.splice(0), WAYS.map(([name]) => [name, '0']), 'what is told of code from text');
      const api = await requiredIn(context, file, { './core.wasm': wasm, './core.wasm?module': wasm });
      await callAll(api, given);
      same(context.made, [], `${file}: code from text`);
    }
  },
};
