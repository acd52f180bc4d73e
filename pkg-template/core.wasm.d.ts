/** The compiled core, for runtimes and bundlers that import a `.wasm` as a module; nothing else needs it. */
declare const module: WebAssembly.Module;
export default module;
