// The windows of a walk through all records, the parts that they are cut into, and the ids that came in each.

/** The windows of a range, one after the other, each read as one part unless it is cut. */
export function windowsOf(all, idName) {
  const windows = all.map(() => new Window(idName));
  windows.forEach((window, at) => {
    window.before = windows[at - 1];
    window.after = windows[at + 1];
  });
  return windows.map((window, at) => new Part(all[at], window));
}

/**
 * The ids that came in a window. A record at the border of two is in both, so they are kept until both neighbours are
 * closed too, and no longer.
 */
class Window {
  before;
  after;
  open = 0;
  #idName;
  #ids = new Set();

  constructor(idName) {
    this.#idName = idName;
  }

  idOf(record) {
    return record[this.#idName] ?? JSON.stringify(record);
  }

  /** Whether it is new. */
  add(id) {
    const isNew = ![this, this.before, this.after].some((window) => window?.has(id));
    this.#ids.add(id);
    return isNew;
  }

  has(id) {
    return this.#ids.has(id);
  }

  forget() {
    for (const window of [this.before, this, this.after]) {
      const around = [window?.before, window, window?.after];
      if (window && around.every((one) => !(one?.open > 0))) window.#ids.clear();
    }
  }
}

/** A window, or a part of it: what is read and counted as one. */
class Part {
  #window;
  #pages;
  #ids = new Set();

  /** `pages`: how many the whole had that it was cut from. */
  constructor(times, window, pages = Infinity) {
    this.times = times;
    this.#window = window;
    this.#pages = pages;
    window.open += 1;
  }

  /** Where it has no fewer pages than the whole, cutting is no use. */
  canBeCut(pages) {
    return pages < this.#pages;
  }

  get count() {
    return this.#ids.size;
  }

  idOf(record) {
    return this.#window.idOf(record);
  }

  /** Whether the record is new. */
  add(record) {
    const id = this.idOf(record);
    this.#ids.add(id);
    return this.#window.add(id);
  }

  close() {
    this.#window.open -= 1;
    this.#window.forget();
  }

  /** Parts of these times stand in its place. */
  cut(all, pages) {
    const parts = all.map((times) => new Part(times, this.#window, pages));
    this.#window.open -= 1;
    return parts;
  }
}
