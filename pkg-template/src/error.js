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
    super(message);
    // Not by super, which drops it in older engines, such as React Native's.
    if (cause !== undefined) Object.defineProperty(this, 'cause', { value: cause, writable: true, configurable: true });
    this.code = code;
    Object.assign(this, rest);
    // Not enumerable, since records are personal data and errors are logged.
    if (records) Object.defineProperty(this, 'records', { value: records });
  }
}

// On the prototype, so that stack traces start with it; and the class has lost its own in the bundle.
OnerwayError.prototype.name = 'OnerwayError';
OnerwayError.prototype[BRAND] = true;
Object.defineProperty(OnerwayError, 'name', { value: 'OnerwayError' });
