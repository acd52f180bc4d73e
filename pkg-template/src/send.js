/** @typedef {{ signal?: AbortSignal, retries?: number, maxBytes?: number, who?: string, isPrivate?: boolean }} AskOptions */

// The way to the gateway and back: one attempt within a limit of time and size, and what is tried again.

import { later } from 'virtual:texts';
import { readBody } from './body.js';
import { call } from './core.js';
import { OnerwayError } from './error.js';
import { checkSignal, pause, within } from './time.js';

const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
/** The longest pause before another attempt; who asks for a longer one is not asked again. */
const MAX_PAUSE_MS = 60_000;
/** The longest that we choose ourselves. */
const MAX_BACKOFF_MS = 10_000;

/** How long the gateway asked to wait, for errors that have it. */
const asked = new WeakMap();
/** Milliseconds that the gateway asked to wait, a minute at most. */
export const retryAfterOf = (error) => Math.min(asked.get(error) ?? 0, MAX_PAUSE_MS);

/** What would come out the same. */
const lasting = new WeakSet();

/** An error that no other attempt mends, whatever its code says. */
export function forGood(error) {
  lasting.add(error);
  return error;
}

/** Milliseconds by Retry-After, which is a number of seconds or a date; undefined where it is neither. */
function retryAfter(response, now) {
  const text = response.headers.get('Retry-After')?.trim() ?? '';
  const millis = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now();
  return Number.isNaN(millis) ? undefined : Math.max(0, millis);
}

function httpStatus(response, who, now) {
  // A browser hides the status of a redirect that it was told not to follow.
  const redirected = response.type === 'opaqueredirect';
  const what = redirected || (response.status >= 300 && response.status < 400) ? 'a redirect, which is not followed' : 'an error';
  const error = new OnerwayError('http_status', `${who} answered with HTTP status ${response.status}: ${what}`, {
    status: response.status,
  });
  asked.set(error, retryAfter(response, now));
  return error;
}

/** Scheme and host of an address; its port may be written or left out. */
const hostOf = (url) => /^https?:\/\/[^/:?#]*/i.exec(url)?.[0].toLowerCase();

/** Whether a redirect was followed, whatever the request said. React Native's fetch does, and only the address tells it. */
function isFollowed(request, response, isOwn) {
  // A fetch of the caller's may ask by way of a proxy.
  return response.redirected === true || (isOwn && !!response.url && hostOf(response.url) !== hostOf(request.url));
}

function failureOf(request, response, { who, now, isOwn }) {
  if (isFollowed(request, response, isOwn)) {
    return new OnerwayError('http_status', `${who} answered with a redirect, which fetch has followed; what came is not used`);
  }
  return response.ok ? undefined : httpStatus(response, who, now);
}

/** Whether the same question can get another answer: what is refused, stays refused. */
export function mayPass(error) {
  const { code, status, respCode } = error;
  if (lasting.has(error)) return false;
  switch (code) {
    case 'network':
    case 'timeout':
    case 'response_invalid':
      return true;
    case 'http_status':
      return status === 408 || status === 429 || status >= 500;
    case 'gateway_rejected':
      return later.includes(respCode);
    default:
      return false;
  }
}

/** Between half and all of a time that doubles: many who failed together do not come back together. */
function backoff(failed, delayMs) {
  return Math.min(delayMs * 2 ** failed, MAX_BACKOFF_MS) * (0.5 + Math.random() / 2);
}

/** What came instead of an answer, cut short and masked; of what is private, only its kind and length. */
function tellReceived(error, { bytes, contentType }, isPrivate) {
  const type = /^[a-z]{1,20}\/[a-z.+-]{1,60}(?=\s*(;|$))/i.exec(contentType ?? '')?.[0] ?? 'no content type';
  const start = isPrivate ? '' : `: ${call((core) => core.excerpt(bytes)) || 'nothing'}`;
  error.message += ` (received ${type}, ${bytes.byteLength} bytes${start})`;
}

/**
 * `fetch`, undefined for the global one; `timeoutMs` for each attempt, `retries` after the first, `retryDelayMs` before the second,
 * `now()`.
 */
export class Sender {
  #settings;

  constructor(settings) {
    this.#settings = settings;
  }

  /**
   * Asks until `read(answer)` gives a value; `build()` makes the request anew for each attempt. An answer has `bytes`,
   * `contentType` and `contentDisposition`; `bytes` is null where there are more than a `maxBytes` of the caller's.
   *
   * `who` is asked, for people; of what is `isPrivate` no error shows anything.
   */
  async ask(build, read, /** @type {AskOptions} */ options = {}) {
    const { signal, retries = this.#settings.retries, isPrivate = false } = options;
    checkSignal(signal);
    for (let failed = 0; ; failed += 1) {
      let error;
      try {
        const answer = await this.#once(build(), options);
        if (answer.bytes === null && options.maxBytes === undefined) {
          throw forGood(new OnerwayError('response_invalid', `the answer is longer than ${MAX_ANSWER_BYTES} bytes`));
        }
        try {
          return read(answer);
        } catch (thrown) {
          if (thrown.code === 'response_invalid' && answer.bytes) tellReceived(thrown, answer, isPrivate);
          throw thrown;
        }
      } catch (thrown) {
        error = thrown;
      }
      const wait = Math.max(backoff(failed, this.#settings.retryDelayMs), asked.get(error) ?? 0);
      if (failed >= retries || wait > MAX_PAUSE_MS || !mayPass(error)) throw error;
      await pause(wait, signal);
    }
  }

  /** One attempt. */
  async #once(request, /** @type {AskOptions} */ { signal, ...options }) {
    const { timeoutMs } = this.#settings;
    // The limit holds even where the given fetch does not listen to its signal.
    return within((stopped) => this.#receive(request, stopped, options), {
      timeoutMs,
      timeUp: () => new OnerwayError('timeout', `no answer came within ${timeoutMs} ms`),
      signal,
    });
  }

  async #receive(request, signal, /** @type {AskOptions} */ { maxBytes = MAX_ANSWER_BYTES, who = 'the gateway', isPrivate = false }) {
    const reach = async (use) => {
      try {
        // Not throwIfAborted, which React Native has not.
        if (signal.aborted) throw signal.reason;
        return await use();
      } catch (cause) {
        // The runtime's own error can show the whole address.
        throw new OnerwayError('network', `${who} could not be reached`, isPrivate ? {} : { cause });
      }
    };
    // Without a receiver: a platform's own fetch takes none but the global object.
    const { fetch, now } = this.#settings;
    const response = await reach(async () => {
      // The global one is taken at each call: platforms and tests replace it.
      const given = await (fetch ?? globalThis.fetch)(request, { signal });
      if (typeof given?.headers?.get !== 'function') throw new TypeError('fetch gave no Response');
      return given;
    });
    const failure = failureOf(request, response, { who, now, isOwn: fetch === undefined });
    if (failure) {
      response.body?.cancel().catch(() => {});
      throw failure;
    }
    const bytes = await reach(() => readBody(response, maxBytes, signal));
    const header = (name) => response.headers.get(name);
    return { bytes, contentType: header('Content-Type'), contentDisposition: header('Content-Disposition') };
  }
}
