/** @import * as Api from '../index.js' */

// All records of a range, however long: window by window, page by page, each record once.

import { OnerwayError } from './error.js';
import { mayPass } from './send.js';
import { invalid } from './settings.js';
import { aborted, checkSignal } from './time.js';
import { windowsOf } from './windows.js';

/** The most records on a page that the gateway documents; it is asked without a size where it refuses that. */
const SIZE = 100;
const CONCURRENCY = 2;
const MAX_CONCURRENCY = 16;
/** How often a window is read whose records do not come to the number that the gateway tells. */
const READINGS = 5;
/** A window of more pages is cut into parts: the pages shift less while few are read, and few are read again. */
const MAX_PAGES = 20;
const PAGES = 10;
const MAX_PARTS = 64;

/** @param {Api.AllOptions | undefined} options */
export function walkSettings(options) {
  const { concurrency = CONCURRENCY, thorough = false, onProgress, signal } = options ?? {};
  if (!(Number.isInteger(concurrency) && concurrency >= 1 && concurrency <= MAX_CONCURRENCY)) {
    invalid('concurrency', `is a whole number from 1 to ${MAX_CONCURRENCY}`);
  }
  if (typeof thorough !== 'boolean') invalid('thorough', 'is true or false');
  if (onProgress !== undefined && typeof onProgress !== 'function') invalid('onProgress', 'is a function');
  checkSignal(signal);
  return { concurrency, thorough, onProgress, signal };
}

/**
 * Yields every record. `windows` are the times to ask for one by one. `tools`: `list(params, signal)` gives a page,
 * `split(times, parts)` shorter windows of one, and `idName` is the name of a record's id.
 */
export async function* walk(params, windows, { concurrency, thorough, onProgress, signal }, { idName, list, split }) {
  const calls = new Calls();
  const onAbort = () => calls.stop(signal.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) onAbort();

  const pageOf = pager(params, (page) => calls.make((signal) => list(page, signal)));
  const progress = { windows: windows.length, windowsDone: 0, pages: 0, records: 0 };
  let waiting = windowsOf(windows, idName);
  /** What each part that is open gives next. */
  const coming = new Map();
  const advance = (part, readings) => {
    const next = readings.next().then(({ done, value }) => ({ part, readings, done, ...value }));
    // Where another one fails first, nobody is left to hear of this one.
    next.catch(() => {});
    coming.set(part, next);
  };
  const open = () => {
    for (const part of waiting.splice(0, concurrency - coming.size)) {
      advance(part, read(part, (current) => pageOf({ ...part.times, current }), split, thorough));
    }
  };
  try {
    open();
    while (coming.size > 0) {
      // A list, since Hermes's Promise takes no other iterable.
      const { part, readings, done, times, pages, records = [] } = await Promise.race([...coming.values()]);
      coming.delete(part);
      if (done) {
        part.close();
        progress.windowsDone += 1;
      } else if (times) {
        progress.pages += 1;
        progress.windows += times.length - 1;
        waiting = [...part.cut(times, pages), ...waiting];
      } else {
        // The next page is on its way while this one is used.
        advance(part, readings);
        progress.pages += 1;
        progress.records += records.length;
      }
      open();
      onProgress?.({ ...progress });
      for (const record of records) {
        yield record;
        if (signal?.aborted) throw aborted(signal);
      }
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    calls.stop();
  }
}

/** The calls under way, each with a signal of its own: many listeners at one would look like a leak. */
class Calls {
  #under = new Set();
  #stopped;

  async make(call) {
    const abort = new AbortController();
    if (this.#stopped) abort.abort(this.#stopped.reason);
    this.#under.add(abort);
    try {
      return await call(abort.signal);
    } finally {
      this.#under.delete(abort);
    }
  }

  stop(reason) {
    this.#stopped ??= { reason };
    for (const abort of this.#under) abort.abort(reason);
  }
}

/** Asks for a page, with the size that the gateway takes. */
function pager({ size: given, ...params }, list) {
  const isGiven = given !== undefined && given !== null && given !== '';
  let size = isGiven ? given : SIZE;
  let isTaken = isGiven;
  return async (page) => {
    const ask = (size) => list({ ...params, ...page, ...(size === undefined ? {} : { size }) });
    try {
      const answer = await ask(size);
      isTaken = true;
      return answer;
    } catch (error) {
      if (error.code !== 'gateway_rejected' || isTaken || mayPass(error)) throw error;
      const answer = await ask(undefined);
      size = undefined;
      isTaken = true;
      return answer;
    }
  };
}

/**
 * The `records` of each page that were not told before; or the `times` of parts that are to be read instead. The pages shift
 * while they are read, so that a record can come twice, or on no page: then there are fewer than the gateway counts, and they
 * are read again. `thorough`: also until a reading brings nothing new.
 */
async function* read(part, pageOf, split, thorough) {
  let total = 0;
  // What went away is counted among what came, so that what was missed would not be.
  let hasShrunk = false;
  for (let reading = 1; reading <= READINGS; reading += 1) {
    const came = new Set();
    const before = part.count;
    let isSteady = true;
    for (let current = 1; ; current += 1) {
      const page = await pageOf(current);
      if (reading === 1 && current === 1 && page.totalPages > MAX_PAGES && part.canBeCut(page.totalPages)) {
        const times = split(part.times, Math.min(Math.ceil(page.totalPages / PAGES), MAX_PARTS));
        if (times.length > 1) {
          yield { times, pages: page.totalPages };
          return;
        }
      }
      const cameBefore = came.size;
      for (const record of page.content) came.add(part.idOf(record));
      const records = page.content.filter((record) => part.add(record));
      yield { records };
      if ((page.totalElements ?? 0) < total) {
        isSteady = false;
        hasShrunk = true;
      }
      total = page.totalElements ?? 0;
      const isWhole = reading > 1 && !hasShrunk && !thorough && part.count >= total;
      // What repeats itself has no end.
      if (isWhole || came.size === cameBefore || isLast(page, current)) break;
    }
    const isWhole = hasShrunk ? isSteady && came.size >= total : part.count >= total;
    if (isWhole && (!thorough || part.count === before)) return;
  }
  if (part.count >= total) return;
  throw new OnerwayError(
    'response_invalid',
    `totalElements: the gateway counts ${total} records, but only ${part.count} came when they were read ${READINGS} times`,
    { field: 'totalElements' },
  );
}

function isLast({ content, size, totalPages }, current) {
  if (totalPages !== null) return current >= totalPages;
  return size !== null && content.length < size;
}
