// What React Native supplies natively, as far as the suite needs it: timers, console, Blob and FileReader. Hermes by itself has
// a queue of tasks and nothing else.

globalThis.global = globalThis;
globalThis.self = globalThis;

const runLater = globalThis.setImmediate;
/** Those that are set, by id, and their order: the earliest first. */
const timers = new Map();
const order = [];
let lastId = 0;
let isTurning = false;

/** A task of its own for each timer; until the next one is due, a turn only passes time. */
function turn() {
  while (order.length > 0 && !timers.has(order[0].id)) order.shift();
  isTurning = order.length > 0;
  if (!isTurning) return;
  runLater(turn);
  if (order[0].due > Date.now()) return;
  const { id, run } = order.shift();
  timers.delete(id);
  run();
}

function placeOf(due) {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (order[middle].due <= due) low = middle + 1;
    else high = middle;
  }
  return low;
}

globalThis.setTimeout = (run, millis = 0) => {
  lastId += 1;
  const timer = { id: lastId, due: Date.now() + Math.max(0, Number(millis) || 0), run };
  timers.set(timer.id, timer);
  order.splice(placeOf(timer.due), 0, timer);
  if (!isTurning) runLater(turn);
  isTurning = true;
  return timer.id;
};
globalThis.clearTimeout = (id) => {
  timers.delete(id);
};

const tell = (...values) => print(values.map(String).join(' '));
const assert = (holds, ...values) => {
  if (!holds) tell(...values);
};
globalThis.console = { log: tell, warn: tell, error: tell, assert };

/** As React Native's, it is made of texts and of other blobs only. */
globalThis.Blob = class Blob {
  constructor(parts = [], { type = '' } = {}) {
    const isTaken = (part) => typeof part === 'string' || part instanceof Blob;
    if (!parts.every(isTaken)) throw new Error('React Native makes no Blob of bytes');
    this.type = type;
    this.text = parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');
  }
};

globalThis.FileReader = class FileReader {
  readAsArrayBuffer({ text }) {
    // The native side encodes; escapes do the same here.
    const escaped = encodeURIComponent(text);
    const bytes = [];
    for (let at = 0; at < escaped.length; at += 1) {
      const isEscape = escaped[at] === '%';
      bytes.push(isEscape ? parseInt(escaped.slice(at + 1, at + 3), 16) : escaped.charCodeAt(at));
      if (isEscape) at += 2;
    }
    this.end(Uint8Array.from(bytes).buffer);
  }

  readAsText({ text }) {
    this.end(text);
  }

  end(result) {
    setTimeout(() => {
      this.result = result;
      this.onload();
    });
  }
};
