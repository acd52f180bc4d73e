// What some runtime or bundler refuses, or takes as a request for another file.

const unwanted = [
  ['new URL(', /\bnew\s+URL\s*\(/],
  ['import.meta', /\bimport\.meta\b/],
  // Not the method of a Redis client.
  ['eval(', /(?<!\.)\beval\s*\(/],
  ['new Function', /\bnew\s+Function\b/],
];

/** Throws when the built file contains any of it. */
export function checkPortable(file, text) {
  const found = unwanted.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);
  if (found.length > 0) throw new Error(`${file} contains ${found.join(', ')}`);
}
