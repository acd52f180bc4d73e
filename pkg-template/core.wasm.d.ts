/** The compiled core, for runtimes and bundlers that import a `.wasm` as a module; nothing else needs it. */
declare const module: typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } } ? Module : object;
export default module;
