// What xtask/node/bundle.mjs puts in the place of these modules.

declare module 'virtual:wasm-core' {
  export type Core = typeof import('../../target/publish/current/bindgen/onerway_edge.js');
  export interface Instance {
    core: Core;
    memory: WebAssembly.Memory;
    bytes?: Uint8Array;
    words?: Uint32Array;
  }
  export function instantiate(module: WebAssembly.Module): Instance;
}

declare module 'virtual:js-core' {
  export function instantiate(): import('virtual:wasm-core').Instance;
}

declare module 'virtual:packed-wasm' {
  const packed: { text: string; frequent: number[]; length: number };
  export default packed;
}

declare module '*core.wasm' {
  const module: WebAssembly.Module;
  export default module;
}

declare module '*core.wasm?module' {
  const module: WebAssembly.Module;
  export default module;
}
