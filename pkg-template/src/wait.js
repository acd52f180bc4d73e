/** @import * as Api from '../index.js' */

// A result that nobody told yet: the gateway is asked until there is one.

import { OnerwayError } from './error.js';
import { tell, told } from './log.js';
import { CLAIM_OPTIONS, claimSettings, deliverOnce } from './once.js';
import { mayPass, retryAfterOf } from './send.js';
import { checkNames, checkTime, invalid } from './settings.js';
import { checkSignal, pause, within } from './time.js';

const TIMEOUT_MS = 5 * 60 * 1000;
/** The first pause; each is half as long again as the one before. */
const POLL_MS = 1_000;
const GROWTH = 1.5;
const MAX_PAUSE_MS = 15_000;

const OPTIONS = ['timeoutMs', 'pollMs', 'signal', 'handler', ...CLAIM_OPTIONS];

/** @param {Api.WaitOptions | undefined} options */
export function waitSettings(options, clientStore) {
  const { timeoutMs = TIMEOUT_MS, pollMs = POLL_MS, signal, handler } = options ?? {};
  checkNames(options, OPTIONS);
  checkTime('timeoutMs', timeoutMs);
  checkTime('pollMs', pollMs);
  checkSignal(signal);
  if (handler === undefined) return { timeoutMs, pollMs, signal };
  if (typeof handler !== 'function') invalid('handler', 'is a function');
  return { timeoutMs, pollMs, signal, handler, claims: claimSettings(options, clientStore) };
}

/** `ask(signal)` gives the event as far as the gateway knows it; `now()` and `log` are those of the client. */
export async function wait(/** @type {ReturnType<typeof waitSettings>} */ { timeoutMs, pollMs, signal, handler, claims }, { ask, now, log }) {
  const started = now();
  const last = /** @type {{ said?: string, cause?: any }} */ ({});
  // Where time is up, a handler that goes on may end or fail: its claim is completed or released all the same.
  const { event, code } = await within((stopped) => settle({ ask, handler, claims, pollMs }, stopped, last), {
    timeoutMs,
    timeUp: () => timeUp(timeoutMs, last),
    signal,
  });
  if (code) tell(log, { name: 'onerway.result', code, ...told(event), ms: Math.max(0, now() - started) });
  return event;
}

/**
 * The event, and what became of it where there is a handler.
 *
 * @returns {Promise<{ event: any, code?: Api.ResultRecord['code'] }>}
 */
async function settle({ ask, handler, claims, pollMs }, signal, last) {
  for (let millis = pollMs; ; millis = Math.min(millis * GROWTH, MAX_PAUSE_MS)) {
    const event = await lookFor(ask, signal, last);
    if (event) {
      if (!handler) return { event };
      const { code, thrown } = await deliverOnce(event, event.idempotencyKeys, handler, claims, signal);
      // A claim that was lost is another delivery's by now, but the handler has ended.
      if (code === 'handled' || code === 'duplicate' || code === 'claim_lost') return { event, code };
      if (code === 'handler_failed') throw thrown;
      if (code === 'store_failed') throw new OnerwayError('store_failed', 'the store gave no answer that there is');
      last.said = 'another delivery of it is being handled';
    }
    await pause(Math.max(millis * (0.75 + Math.random() / 2), retryAfterOf(last.cause)), signal);
  }
}

/** The event, once it has an end. */
async function lookFor(ask, signal, last) {
  try {
    const event = await ask(signal);
    last.cause = undefined;
    last.said = `the last status was ${event.status ?? 'empty'}`;
    return event.final ? event : undefined;
  } catch (error) {
    // A record can be late.
    if (error.code !== 'confirm_mismatch' && !mayPass(error)) throw error;
    last.cause = error;
    last.said = error.message;
    return undefined;
  }
}

function timeUp(timeoutMs, /** @type {{ said?: string, cause?: any }} */ { said = 'the gateway has not answered', cause }) {
  return new OnerwayError('timeout', `no result within ${timeoutMs} ms: ${said}`, { cause });
}
