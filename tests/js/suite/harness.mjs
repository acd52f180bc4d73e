// A test is an id and a function; an area is a group of tests. Nothing here belongs to one runtime.

import { seeError } from './seen.mjs';

class Unequal extends Error {
  constructor(what, expected, actual) {
    super(what);
    this.expected = show(expected);
    this.actual = show(actual);
  }
}

/** Runs areas one after the other and collects what failed. */
export class Report {
  areas = [];
  #without;

  /** `without` are the areas, and the tests as `AREA / TEST`, that a runtime cannot run: its runner says why. */
  constructor(without = []) {
    this.#without = new Set(without);
  }

  async area(name, define) {
    const area = { name, passed: 0, failures: [], left: [], ms: 0 };
    this.areas.push(area);
    if (this.#without.has(name)) {
      area.left.push(name);
      return;
    }
    const tests = [];
    define((id, run) => {
      const whole = `${name} / ${id}`;
      if (this.#without.has(whole)) area.left.push(whole);
      else tests.push({ id, run });
    });
    const started = Date.now();
    for (const { id, run } of tests) {
      try {
        await run();
        area.passed += 1;
      } catch (failure) {
        area.failures.push(describe(id, failure));
      }
    }
    area.ms = Date.now() - started;
    if (tests.length === 0) area.failures.push({ id: name, what: 'the area has no test' });
  }
}

function describe(id, failure) {
  if (failure instanceof Unequal) {
    return { id, what: failure.message, expected: failure.expected, actual: failure.actual };
  }
  return { id, what: String(failure?.stack ?? failure) };
}

export function equal(actual, expected, what = 'the value') {
  if (show(actual) !== show(expected)) throw new Unequal(what, expected, actual);
}

export function ok(value, what) {
  if (!value) throw new Unequal(what, true, value);
}

/** The parts of an error that callers rely on. */
export function outline(error) {
  const parts = {};
  for (const name of ['code', 'field', 'status', 'respCode', 'respMsg', 'availableAt']) {
    if (error[name] !== undefined) parts[name] = error[name];
  }
  return parts;
}

/** What a function throws, or what a promise is rejected with: an OnerwayError of just these parts. */
export async function fails(api, expected, run) {
  let result;
  try {
    result = await run();
  } catch (error) {
    isOnerwayError(api, error);
    equal(outline(error), expected, 'the error');
    return error;
  }
  throw new Unequal('the error', expected, result);
}

export function isOnerwayError(api, error) {
  if (!(error instanceof api.OnerwayError)) throw new Unequal('an OnerwayError', 'an OnerwayError', String(error?.stack ?? error));
  seeError(error);
  ok(error instanceof Error, 'an OnerwayError is an Error');
  equal(error.name, 'OnerwayError', 'its name');
  ok(typeof error.message === 'string' && error.message.length > 5, 'its message says something');
  ok(!/undefined|\[object/.test(error.message), `its message is a sentence: ${error.message}`);
}

/** A value as text, the same for equal values: own properties by name, whatever their names are. */
export function show(value) {
  if (value === undefined) return 'undefined';
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'function') return `function ${value.name}`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`;
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}: ${show(Object.getOwnPropertyDescriptor(value, name).value)}`);
  return `{${members.join(', ')}}`;
}
