/** What every function of this package throws. */
export class OnerwayError extends Error {
  constructor(code, message, details = {}) {
    const { cause, records, ...rest } = details;
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    Object.assign(this, rest);
    // Not enumerable, since records are personal data and errors are logged.
    if (records) Object.defineProperty(this, 'records', { value: records });
  }
}

// On the prototype, so that stack traces start with it; and the class has lost its own in the bundle.
OnerwayError.prototype.name = 'OnerwayError';
Object.defineProperty(OnerwayError, 'name', { value: 'OnerwayError' });
