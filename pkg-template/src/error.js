/** What every function of this package throws. */
export class OnerwayError extends Error {
  constructor(code, message, details = {}) {
    const { cause, ...rest } = details;
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'OnerwayError';
    this.code = code;
    Object.assign(this, rest);
  }
}
