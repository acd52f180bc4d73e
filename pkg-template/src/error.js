/** @import * as Api from '../index.js' */

// The package has several files with a copy of this class each; a program may load two of them.
const BRAND = Symbol.for('onerway-edge.error');

class Failure extends Error {
  /** An error of any copy is an instance; of a class that extends this one, only its own are. */
  static [Symbol.hasInstance](value) {
    return this === OnerwayError ? value?.[BRAND] === true : super[Symbol.hasInstance](value);
  }

  /**
   * @param {Api.OnerwayErrorCode} code
   * @param {string} message
   * @param {ConstructorParameters<typeof Api.OnerwayError>[2]} details
   */
  constructor(code, message, details = {}) {
    const { cause, records, ...rest } = details;
    super(message);
    // Not by super, which drops it in older engines, such as React Native's.
    if (cause !== undefined) Object.defineProperty(this, 'cause', { value: cause, writable: true, configurable: true });
    this.code = code;
    Object.assign(this, rest);
    // Not enumerable, since records are personal data and errors are logged.
    if (records) Object.defineProperty(this, 'records', { value: records });
  }
}

/** What every function of this package throws; its other properties are those of `details`. */
export const OnerwayError = /** @type {typeof Api.OnerwayError} */ (Failure);

// On the prototype, so that stack traces start with it; and the class has lost its own in the bundle. Defined, since nothing
// can be assigned that a frozen Error.prototype has.
const name = { value: 'OnerwayError', writable: true, configurable: true };
Object.defineProperty(Failure.prototype, 'name', name);
Object.defineProperty(Failure, 'name', name);
Failure.prototype[BRAND] = true;
