import { readBody } from './body.js';
import { confirmation, confirmed } from './confirm.js';
import { OnerwayError } from './error.js';
import { checkStore, handle, handlerSettings } from './handler.js';
import { buildQuery, buildQueryRequest, parseQueryResponse } from './query.js';

const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
const TIMEOUT_MS = 10_000;

export class Onerway {
  #options;
  #fetch;
  #timeoutMs;
  #store;
  #now;
  #log;

  constructor(options) {
    const { fetch, timeoutMs = TIMEOUT_MS, store, now = Date.now, log, ...settings } = options ?? {};
    // Settings that break a rule are told now, by a query that is not sent.
    buildQuery('transactions', { transactionIds: '0' }, settings);
    if (typeof timeoutMs !== 'number' || !(timeoutMs > 0 && timeoutMs <= 2 ** 31 - 1)) {
      throw new OnerwayError('config_invalid', 'timeoutMs: is a number of milliseconds above 0', { field: 'timeoutMs' });
    }
    for (const [field, given] of Object.entries({ fetch, now, log })) {
      if (given !== undefined && typeof given !== 'function') {
        throw new OnerwayError('config_invalid', `${field}: is a function`, { field });
      }
    }
    if (store !== undefined) checkStore(store);
    this.#options = settings;
    // Taken at each call: platforms and tests replace the global one, and it must not lose its receiver.
    this.#fetch = fetch ?? ((request, init) => globalThis.fetch(request, init));
    this.#timeoutMs = timeoutMs;
    this.#store = store;
    this.#now = now;
    this.#log = log;
    this.transactions = this.#queries('transactions', { transactionId: 'transactionIds', merchantTxnId: 'merchantTxnIds' });
    this.payments = this.#queries('payments', { paymentId: 'paymentId', merchantTxnId: 'merchantTxnIds' });
    this.chargebacks = { list: this.#queries('chargebacks', {}).list };
  }

  #queries(kind, ids) {
    const list = async (params, options) => this.#list(kind, params, options?.signal);
    const get = async (by, options) => {
      const [field, ...others] = Object.keys(by ?? {}).filter((name) => by[name] !== undefined);
      if (!Object.hasOwn(ids, field ?? '') || others.length > 0) {
        throw new OnerwayError('param_invalid', `get takes one of ${Object.keys(ids).join(' and ')}`);
      }
      // To the query it would be a filter that is not used.
      if (by[field] === '' || by[field] === null) throw new OnerwayError('param_missing', `${field}: is empty`, { field });
      const page = await list({ [ids[field]]: field === 'paymentId' ? by[field] : [by[field]] }, options);
      return one(page, field, by[field]);
    };
    return { list, get };
  }

  async #list(kind, params, signal) {
    const request = buildQueryRequest(kind, params, this.#options);
    return parseQueryResponse(kind, await this.#send(request, signal));
  }

  async confirm(event, options) {
    return this.#confirm(event, {}, options?.signal);
  }

  async #confirm(event, merchant, signal) {
    const settings = { ...this.#options, ...merchant };
    const { kind, params, claims } = confirmation(event);
    const ask = (kind, params) => this.#send(buildQueryRequest(kind, params, settings), signal);
    const answer = await ask(kind, params);
    const { event: result, openPayment } = confirmed(kind, settings.merchantNo, answer, claims);
    if (openPayment === '') return result;
    // The keys are those of the callback only with the state of the payment.
    const payment = await ask('payments', { paymentId: openPayment });
    return confirmed(kind, settings.merchantNo, answer, claims, payment).event;
  }

  async handleCallback(request, handler, options) {
    if (typeof request?.headers?.get !== 'function') {
      throw new OnerwayError('param_invalid', 'request: is a Web Request', { field: 'request' });
    }
    if (request.bodyUsed) {
      throw new OnerwayError('param_invalid', 'request: its body has been read already; pass it unread, or a clone', {
        field: 'request',
      });
    }
    if (typeof handler !== 'function') {
      throw new OnerwayError('param_invalid', 'handler: is a function', { field: 'handler' });
    }
    const settings = handlerSettings(options, this.#store);
    return handle(request, handler, settings, {
      merchantOf: (body) => this.#merchantOf(body, settings.merchant),
      ask: (event, merchant, signal) => this.#confirm(event, merchant, signal),
      now: this.#now,
      log: this.#log,
    });
  }

  /** The merchant's own number and secret; at an address that several share, those of the number in the body. */
  async #merchantOf(body, merchant) {
    const { merchantNo, secret } = this.#options;
    const claimed = merchant && claimedMerchantNo(body);
    // What names nobody is refused with any keys.
    if (!claimed) return { merchantNo, secret };
    const found = await merchant(claimed);
    if (!found) throw new OnerwayError('merchant_mismatch', 'merchantNo: is none that is known here', { field: 'merchantNo' });
    return { merchantNo: found.merchantNo, secret: found.secret };
  }

  /** The bytes of the answer. */
  async #send(request, signal) {
    if (signal !== undefined && signal !== null && typeof signal.addEventListener !== 'function') {
      throw new OnerwayError('param_invalid', 'signal: is an AbortSignal', { field: 'signal' });
    }
    const abort = new AbortController();
    let stop;
    // The limit holds even where the given fetch does not listen to its signal.
    const stopped = new Promise((_, reject) => {
      stop = (error) => {
        reject(error);
        abort.abort();
      };
    });
    const onAbort = () => stop(new OnerwayError('aborted', 'the call was aborted', { cause: signal.reason }));
    const timer = setTimeout(() => {
      stop(new OnerwayError('timeout', `the gateway did not answer within ${this.#timeoutMs} ms`));
    }, this.#timeoutMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted) onAbort();
    try {
      return await Promise.race([stopped, this.#receive(request, abort.signal)]);
    } catch (cause) {
      if (cause instanceof OnerwayError) throw cause;
      throw new OnerwayError('network', 'the gateway could not be reached', { cause });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    }
  }

  async #receive(request, signal) {
    signal.throwIfAborted();
    // Without a receiver: a platform's own fetch takes none but the global object.
    const fetch = this.#fetch;
    const response = await fetch(request, { signal });
    if (!response.ok) {
      await response.body?.cancel();
      throw httpStatus(response);
    }
    const bytes = await readBody(response, MAX_ANSWER_BYTES);
    if (bytes === null) throw new OnerwayError('response_invalid', 'the answer is longer than 4 MiB');
    return bytes;
  }
}

/** Read before anything is verified: it only chooses the secret that the callback is verified with. */
function claimedMerchantNo(body) {
  try {
    const claimed = JSON.parse(new TextDecoder().decode(body))?.merchantNo;
    return typeof claimed === 'string' || typeof claimed === 'number' ? String(claimed) : '';
  } catch {
    return '';
  }
}

function httpStatus(response) {
  // A browser hides the status of a redirect that it was told not to follow.
  const redirected = response.type === 'opaqueredirect';
  const what = redirected || (response.status >= 300 && response.status < 400) ? 'a redirect, which is not followed' : 'an error';
  return new OnerwayError('http_status', `the gateway answered with HTTP status ${response.status}: ${what}`, {
    status: response.status,
  });
}

/** The record that was asked for, or null; several under one order number are for the caller to tell apart. */
function one(page, field, id) {
  const found = page.content.filter((record) => record[field] === String(id));
  if (found.length > 1) {
    throw new OnerwayError('ambiguous', `${field}: has ${found.length} records; choose one of error.records`, {
      field,
      records: found,
    });
  }
  if (found.length === 0 && page.content.length > 0) {
    throw new OnerwayError('response_invalid', `${field}: the gateway answered with other records`, { field });
  }
  return found[0] ?? null;
}
