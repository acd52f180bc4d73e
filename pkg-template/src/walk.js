// All records of a range, however long: window by window, page by page, each record once.

import { OnerwayError } from './error.js';
import { aborted, checkSignal } from './send.js';
import { invalid } from './settings.js';

/** The most records on a page that the gateway documents; it is asked without a size where it refuses that. */
const SIZE = 100;
const CONCURRENCY = 2;
const MAX_CONCURRENCY = 16;
/** How often a window is read whose records do not come to the number that the gateway tells. */
const READINGS = 5;

export function walkSettings(options) {
  const { concurrency = CONCURRENCY, onProgress, signal } = options ?? {};
  if (!(Number.isInteger(concurrency) && concurrency >= 1 && concurrency <= MAX_CONCURRENCY)) {
    invalid('concurrency', `is a whole number from 1 to ${MAX_CONCURRENCY}`);
  }
  if (onProgress !== undefined && typeof onProgress !== 'function') invalid('onProgress', 'is a function');
  checkSignal(signal);
  return { concurrency, onProgress, signal };
}

/**
 * Yields every record. `windows` are the times to ask for one by one, `idName` is the name of a record's id;
 * `list(params, signal)` gives a page.
 */
export async function* walk(params, { idName, windows }, { concurrency, onProgress, signal }, list) {
  const abort = new AbortController();
  const onAbort = () => abort.abort(signal.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) onAbort();

  const told = new Told(idName, windows.length);
  const pageOf = pager(params, (page) => list(page, abort.signal));
  const progress = { windows: windows.length, windowsDone: 0, pages: 0, records: 0 };
  /** What each open window gives next. */
  const coming = new Map();
  const advance = (index, pages) => {
    const next = pages.next().then(({ done, value }) => ({ index, pages, done, records: value }));
    // Where another window fails first, nobody is left to hear of this one.
    next.catch(() => {});
    coming.set(index, next);
  };
  let opened = 0;
  const open = () => {
    while (coming.size < concurrency && opened < windows.length) {
      const times = windows[opened];
      advance(opened, newRecords(told.open(opened), (current) => pageOf({ ...times, current })));
      opened += 1;
    }
  };
  try {
    open();
    while (coming.size > 0) {
      const { index, pages, done, records = [] } = await Promise.race(coming.values());
      coming.delete(index);
      if (done) {
        told.close(index);
        progress.windowsDone += 1;
        open();
      } else {
        // The next page is on its way while this one is used.
        advance(index, pages);
        progress.pages += 1;
        progress.records += records.length;
      }
      onProgress?.({ ...progress });
      for (const record of records) {
        yield record;
        if (abort.signal.aborted) throw aborted(abort.signal);
      }
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    abort.abort();
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
      if (error.code !== 'gateway_rejected' || isTaken) throw error;
      const answer = await ask(undefined);
      size = undefined;
      isTaken = true;
      return answer;
    }
  };
}

/**
 * The records of each page of a window that were not told before. The pages shift while they are read, so that a record
 * can come twice, or on no page: then there are fewer than the gateway counts, and the window is read again.
 */
async function* newRecords(ids, pageOf) {
  let total;
  for (let reading = 1; reading <= READINGS; reading += 1) {
    for (let current = 1; ; current += 1) {
      const page = await pageOf(current);
      const fresh = page.content.filter((record) => ids.add(record));
      yield fresh;
      total = page.totalElements ?? 0;
      const isWhole = reading > 1 && ids.count >= total;
      if (isWhole || isLast(page, current, fresh)) break;
    }
    if (ids.count >= total) return;
  }
  throw new OnerwayError(
    'response_invalid',
    `totalElements: the gateway counts ${total} records, but only ${ids.count} came when they were read ${READINGS} times`,
    { field: 'totalElements' },
  );
}

function isLast({ content, size, totalPages }, current, fresh) {
  if (totalPages !== null) return current >= totalPages;
  return fresh.length === 0 || (size !== null && content.length < size);
}

/**
 * The ids that came, of each window and for as long as they can come again: a record at the border of two windows is in
 * both. So those of a window are kept until its neighbours are closed too.
 */
class Told {
  #idName;
  #count;
  #ids = new Map();
  #closed = new Set();

  /** `count` windows. */
  constructor(idName, count) {
    this.#idName = idName;
    this.#count = count;
  }

  open(index) {
    const ids = new Set();
    this.#ids.set(index, ids);
    const isBeside = (id) => [index - 1, index + 1].some((other) => this.#ids.get(other)?.has(id));
    return {
      get count() {
        return ids.size;
      },
      /** Whether the record is new. */
      add: (record) => {
        const id = record[this.#idName] ?? JSON.stringify(record);
        const isNew = !ids.has(id) && !isBeside(id);
        ids.add(id);
        return isNew;
      },
    };
  }

  close(index) {
    this.#closed.add(index);
    const isDone = (at) => at < 0 || at >= this.#count || this.#closed.has(at);
    for (const at of [index - 1, index, index + 1]) {
      if ([at - 1, at, at + 1].every(isDone)) this.#ids.delete(at);
    }
  }
}
