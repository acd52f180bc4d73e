/** @import * as Api from '../index.js' */

import { confirmation, confirmed, lookUp } from './confirm.js';
import { OnerwayError } from './error.js';
import { handle, handlerSettings } from './handler.js';
import { checkStore } from './once.js';
import { buildCall, buildQuery, buildQueryRequest, parseData, parsePage, timesOf } from './query.js';
import { Sender } from './send.js';
import { checkNames, checkTime, invalid } from './settings.js';
import { TextDecoder } from './utf8.js';
import { download, voucherSettings } from './voucher.js';
import { wait, waitSettings } from './wait.js';
import { walk, walkSettings } from './walk.js';

const TIMEOUT_MS = 10_000;
const RETRIES = 2;
const MAX_RETRIES = 10;
const RETRY_DELAY_MS = 250;

const SETTINGS = [
  'merchantNo',
  'secret',
  'environment',
  'baseUrl',
  'timeZone',
  'fetch',
  'timeoutMs',
  'retries',
  'retryDelayMs',
  'store',
  'now',
  'log',
  'voucher',
];

function checkRetries(retries) {
  if (!(Number.isInteger(retries) && retries >= 0 && retries <= MAX_RETRIES)) {
    invalid('retries', `is a whole number from 0 to ${MAX_RETRIES}`);
  }
}

export class Onerway {
  #options;
  #sender;
  #store;
  #now;
  #log;

  /** @param {Api.OnerwayOptions} options */
  constructor(options) {
    const {
      fetch,
      timeoutMs = TIMEOUT_MS,
      retries = RETRIES,
      retryDelayMs = RETRY_DELAY_MS,
      store,
      now = Date.now,
      log,
      ...settings
    } = options ?? {};
    checkNames(options, SETTINGS);
    // Settings that break a rule are told now, by a query that is not sent.
    buildQuery('transactions', { transactionIds: '0' }, settings);
    checkTime('timeoutMs', timeoutMs);
    checkTime('retryDelayMs', retryDelayMs);
    checkRetries(retries);
    for (const [field, given] of Object.entries({ fetch, now, log })) {
      if (given !== undefined && typeof given !== 'function') invalid(field, 'is a function');
    }
    if (store !== undefined) checkStore(store);
    this.#options = settings;
    this.#sender = new Sender({ fetch, timeoutMs, retries, retryDelayMs, now });
    this.#store = store;
    this.#now = now;
    this.#log = log;
    this.transactions = this.#queries('transactions', { transactionId: 'transactionIds', merchantTxnId: 'merchantTxnIds' });
    this.payments = this.#queries('payments', { paymentId: 'paymentId', merchantTxnId: 'merchantTxnIds' });
    const { list, all } = this.#queries('chargebacks', {});
    this.chargebacks = { list, all };
    const vouchers = voucherSettings(settings);
    this.vouchers = {
      download: async (by, callOptions) => {
        const { signal } = callOptions ?? {};
        const ask = (build, read, options) => this.#sender.ask(build, read, { signal, ...options });
        const get = (transactionId) => this.transactions.get({ transactionId }, { signal });
        return download(by, { get, ask, now: this.#now }, vouchers);
      },
    };
  }

  /** @param {Api.QueryKind} kind */
  #queries(kind, ids) {
    const list = async (params, /** @type {Api.CallOptions | undefined} */ options) => this.#list(kind, params, options?.signal);
    const get = async (by, options) => {
      const [field, ...others] = Object.keys(by ?? {}).filter((name) => by[name] !== undefined);
      if (!Object.hasOwn(ids, field ?? '') || others.length > 0) {
        throw new OnerwayError('param_invalid', `get takes one of ${Object.keys(ids).join(' and ')}`);
      }
      // To the query it would be a filter that is not used.
      if (by[field] === '' || by[field] === null) throw new OnerwayError('param_missing', `${field}: is empty`, { field });
      const params = { [ids[field]]: field === 'paymentId' ? by[field] : [by[field]] };
      const { content, totalPages, totalElements } = await list(params, options);
      if (!(totalPages > 1 || totalElements > content.length)) return one(content, field, by[field]);
      const records = [];
      for await (const record of all(params, options)) records.push(record);
      return one(records, field, by[field]);
    };
    const all = (params, options) => {
      const settings = walkSettings(options);
      const { idName, windows } = timesOf(kind, params, this.#options);
      const split = (times, parts) => timesOf(kind, { ...params, ...times }, this.#options, parts).windows;
      const list = (page, signal) => this.#list(kind, page, signal);
      return walk(params, windows, settings, { idName, split, list });
    };
    return { list, get, all };
  }

  #list(kind, params, signal) {
    // What is no number of a page, the core refuses before anything is sent.
    const asked = Number(params?.current || 1);
    const build = () => buildQueryRequest(kind, params, this.#options);
    return this.#sender.ask(build, ({ bytes }) => parsePage(kind, bytes, asked), { signal });
  }

  /** @type {Api.Onerway['post']} */
  async post(path, params, options) {
    const { signal, retries = 0 } = options ?? {};
    checkRetries(retries);
    const build = () => buildCall(path, params, this.#options);
    return this.#sender.ask(build, ({ bytes }) => parseData(bytes, this.#options.secret), { signal, retries });
  }

  /** @type {Api.Onerway['confirm']} */
  async confirm(event, options) {
    return this.#confirm(confirmation(event), {}, options?.signal);
  }

  /** The result that a query tells; of one without an end only what the first answer says, where that is enough. */
  async #confirm({ kind, params, claims }, merchant, signal, { unendedToo = true } = {}) {
    const settings = { ...this.#options, ...merchant };
    const { merchantNo } = settings;
    const ask = (kind, params, read) =>
      this.#sender.ask(() => buildQueryRequest(kind, params, settings), ({ bytes }) => read(bytes), { signal });
    let answer;
    const { event, openPayment } = await ask(kind, params, (bytes) => {
      answer = bytes;
      return confirmed(kind, merchantNo, bytes, claims);
    });
    if (openPayment === '' || !(event.final || unendedToo)) return event;
    // The keys are those of the callback only with the state of the payment.
    const withPayment = (payment) => confirmed(kind, merchantNo, answer, claims, payment).event;
    return ask('payments', { paymentId: openPayment }, withPayment);
  }

  /**
   * @param {Request} request
   * @param {(event: any, context: Api.HandlerContext) => unknown} handler
   * @param {Api.HandlerOptions<string> | Api.DeliverUnconfirmedOptions<string>} [options]
   */
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
      ask: (event, merchant, signal) => this.#confirm(confirmation(event), merchant, signal),
      now: this.#now,
      log: this.#log,
    });
  }

  /** @type {Api.Onerway['waitForResult']} */
  async waitForResult(by, options) {
    const { transactionId } = by ?? {};
    if (typeof transactionId !== 'string' || transactionId === '') {
      throw new OnerwayError('param_missing', 'transactionId: is required, as a string', { field: 'transactionId' });
    }
    const settings = waitSettings(options, this.#store);
    const query = lookUp(transactionId);
    return wait(settings, {
      ask: (signal) => this.#confirm(query, {}, signal, { unendedToo: false }),
      now: this.#now,
      log: this.#log,
    });
  }

  /**
   * The merchant's own number and secret; at an address that several share, those of the number in the body.
   *
   * @param {Uint8Array} body
   * @param {Api.HandlerOptions['merchant']} merchant
   */
  async #merchantOf(body, merchant) {
    const { merchantNo, secret } = this.#options;
    const claimed = merchant && claimedMerchantNo(body);
    // What names nobody is refused with any keys.
    if (!merchant || !claimed) return { merchantNo, secret };
    const found = await merchant(claimed);
    return found ? { merchantNo: found.merchantNo, secret: found.secret } : null;
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

/** The record that was asked for, or null; several under one order number are for the caller to tell apart. */
function one(records, field, id) {
  const found = records.filter((record) => record[field] === String(id));
  if (found.length > 1) {
    throw new OnerwayError('ambiguous', `${field}: has ${found.length} records; choose one of error.records`, {
      field,
      records: found,
    });
  }
  if (found.length === 0 && records.length > 0) {
    throw new OnerwayError('response_invalid', `${field}: the gateway answered with other records`, { field });
  }
  return found[0] ?? null;
}
