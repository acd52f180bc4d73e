// The package has several files with a copy of this class each; a program may load two of them.
const BRAND = Symbol.for('onerway-edge.error');

/** What every function of this package throws. */
export class OnerwayError extends Error {
  /** An error of any copy is an instance; of a class that extends this one, only its own are. */
  static [Symbol.hasInstance](value) {
    return this === OnerwayError ? value?.[BRAND] === true : super[Symbol.hasInstance](value);
  }

  constructor(code, message, details = {}) {
    const { cause, records, ...rest } = details;
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    Object.assign(this, rest);
    // Not enumerable, since records are personal data and errors are logged.
    if (records) Object.defineProperty(this, 'records', { value: records });
  }
}

// On the prototype, so that stack traces start with it; and the class has lost its own in the bundle. Defined, since nothing
// can be assigned that a frozen Error.prototype has.
const name = { value: 'OnerwayError', writable: true, configurable: true };
Object.defineProperty(OnerwayError.prototype, 'name', name);
Object.defineProperty(OnerwayError, 'name', name);
OnerwayError.prototype[BRAND] = true;
