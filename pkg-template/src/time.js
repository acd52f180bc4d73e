/** @import * as Api from '../index.js' */

// Waiting, for so long and no longer than the caller wants.

import { OnerwayError } from './error.js';

/** A hundred years, the longest that anything is remembered: added to a time, still a safe integer. */
export const MAX_RETAIN_MS = 100 * 366 * 24 * 60 * 60 * 1000;

/** Ends after so many milliseconds, or with the signal. */
export function pause(millis, signal) {
  return new Promise((resolve, reject) => {
    const done = (end, value) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      end(value);
    };
    const onAbort = () => done(reject, aborted(signal));
    const timer = setTimeout(() => done(resolve), millis);
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted) onAbort();
  });
}

export function aborted(signal) {
  return new OnerwayError('aborted', 'the call was aborted', { cause: signal.reason });
}

export function checkSignal(signal) {
  if (signal !== undefined && signal !== null && typeof signal.addEventListener !== 'function') {
    throw new OnerwayError('param_invalid', 'signal: is an AbortSignal', { field: 'signal' });
  }
}

/**
 * What `work(signal)` comes to, unless time is up before or the caller's signal is aborted: then its own signal is, and what
 * the work still comes to is not looked at.
 *
 * @template T
 * @param {(signal: AbortSignal) => Promise<T>} work
 * @param {{ timeoutMs: number, timeUp: () => Error, signal?: AbortSignal | null }} limits
 * @returns {Promise<T>}
 */
export async function within(work, { timeoutMs, timeUp, signal }) {
  const abort = new AbortController();
  let stop;
  const stopped = new Promise((_, reject) => {
    stop = (error) => {
      reject(error);
      abort.abort(error);
    };
  });
  const onAbort = () => stop(aborted(signal));
  const timer = setTimeout(() => stop(timeUp()), timeoutMs);
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) onAbort();
  try {
    return await Promise.race([stopped, work(abort.signal)]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}
