/**
 * The compiled core, a `WebAssembly.Module`, as wrangler, Vercel and `import source` give it for a `.wasm`; nothing else needs
 * it. Its own imports are minified: it is no use without the JavaScript of this package.
 */
declare const module: typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } } ? Module : object;
export default module;
