// Failures in the middle of the core, planted from outside: no build for tests, the package as it is published.

/**
 * Counts the uses of whatever the core is made of, and lets the one that is armed fail.
 *
 * `instances`: how often a core was made. `isCause`: whether that is what such a failure looks like.
 */
class Failure {
  uses = 0;
  instances = 0;
  #left = 0;

  /** The use after so many others fails. */
  arm(others) {
    this.#left = others + 1;
  }

  get isArmed() {
    return this.#left > 0;
  }

  /** How many of so many uses a call is sure to come to again. */
  sureOf(uses) {
    return uses;
  }

  used(fail) {
    this.uses += 1;
    if (this.#left > 0) {
      this.#left -= 1;
      if (this.#left === 0) fail();
    }
  }
}

/** An instance of Wasm: one of its own functions runs into a trap, once the call has done its work and its memory is used. */
class Trap extends Failure {
  #Instance = WebAssembly.Instance;

  constructor() {
    super();
    const failure = this;
    const Instance = this.#Instance;
    WebAssembly.Instance = function (module, imports) {
      failure.instances += 1;
      const { exports } = new Instance(module, imports);
      const watched = Object.entries(exports).map(([name, value]) => {
        if (typeof value !== 'function') return [name, value];
        const call = (...values) => {
          const result = value(...values);
          failure.used(() => trapIn(exports));
          return result;
        };
        return [name, call];
      });
      return { exports: Object.fromEntries(watched) };
    };
    if (WebAssembly.Instance === Instance) throw new Error('this runtime keeps its WebAssembly.Instance');
  }

  isCause(thrown) {
    return thrown instanceof WebAssembly.RuntimeError;
  }

  restore() {
    WebAssembly.Instance = this.#Instance;
  }
}

/** Some export reads where no memory is. No module of one function `unreachable`: some runtimes compile no bytes. */
function trapIn(exports) {
  for (const value of Object.values(exports)) {
    try {
      if (typeof value === 'function') value(...Array(value.length).fill(0xfffffff0));
    } catch (thrown) {
      if (thrown instanceof WebAssembly.RuntimeError) throw thrown;
    }
  }
  throw new Error('no export has met a trap');
}

/** A core in JavaScript takes these from Math when it is made, and nothing else in the package does: one of them throws. */
class BrokenMath extends Failure {
  static #NAMES = ['clz32', 'imul'];
  #originals = Object.getOwnPropertyDescriptors(Math);
  #thrown = new RangeError('planted');

  constructor() {
    super();
    for (const name of BrokenMath.#NAMES) {
      const { value: original } = this.#originals[name];
      const watched = (...values) => {
        this.used(() => {
          throw this.#thrown;
        });
        return original(...values);
      };
      const get = () => {
        if (name === 'imul') this.instances += 1;
        return watched;
      };
      Object.defineProperty(Math, name, { get, configurable: true });
    }
  }

  /** The tables of an instance grow now and then: no two calls use Math equally often. */
  sureOf(uses) {
    return Math.ceil(uses * 0.9);
  }

  isCause(thrown) {
    return thrown === this.#thrown;
  }

  restore() {
    for (const name of BrokenMath.#NAMES) Object.defineProperty(Math, name, this.#originals[name]);
  }
}

/** By what the core is: `wasm` or `js`. */
export const FAILURES = { wasm: Trap, js: BrokenMath };
