// The results of the whole suite, held against kinds.mjs: each kind that it names was seen, and no other.

import { KINDS, UNSEEN } from './kinds.mjs';

/** `"Page.size: number"` */
let seen = new Set();

/** Before the first area: a process can run the suite twice. */
export function seeNothing() {
  seen = new Set();
}

/** Notes what a result has. It throws nothing, since a logger's errors are ignored. */
export function see(type, result) {
  for (const name of new Set([...Object.keys(KINDS[type]), ...Object.keys(result)])) {
    if (Object.hasOwn(result, name)) seeOne(type, name, result[name]);
    else note(type, name, 'absent');
  }
  return result;
}

/** The same of one name alone. */
export function seeOne(type, name, value) {
  const kinds = kindsOf(KINDS[type][name] ?? '');
  if (!Array.isArray(value) || kinds.some(isWhole)) note(type, name, kindOf(value, kinds));
  else if (kinds[0]?.startsWith('[')) note(type, name, `[${value.map((one) => kindOf(one, [])).join(', ')}]`);
  else {
    // An empty one says nothing.
    const ofEach = kinds.filter((kind) => kind.endsWith('[]')).map((kind) => kind.slice(0, -2));
    for (const one of value) note(type, name, `${kindOf(one, ofEach)}[]`);
  }
  return value;
}

const EVENTS = {
  callback: { TXN: 'TxnEvent', CANCEL: 'CancelEvent', REFUND_AUDIT: 'RefundAuditEvent', CHARGEBACK: 'DisputeEvent', PRE_DISPUTE: 'DisputeEvent' },
  query: { TXN: 'ConfirmedTxnEvent', CHARGEBACK: 'ConfirmedChargebackEvent' },
};

/** Without the fields that the caller knows. */
export function seeEvent(event, knownFields = {}) {
  const without = (fields) => Object.fromEntries(Object.entries(fields).filter(([name]) => !Object.hasOwn(knownFields, name)));
  const type = event.trust === 'unconfirmed' ? 'UnconfirmedEvent' : EVENTS[event.source][event.notifyType];
  see(type, event.trust === 'verified' ? { ...event, signed: without(event.signed), unsigned: without(event.unsigned) } : event);
  return event;
}

/** What engines add to an error is not its own: stack, line, fileName. */
export function seeError(error) {
  const { name, message } = error;
  const hidden = ['cause', 'records'].filter((name) => Object.hasOwn(error, name)).map((name) => [name, error[name]]);
  see('OnerwayError', { ...error, ...Object.fromEntries(hidden), name, message });
}

const note = (type, name, kind) => seen.add(`${type}.${name}: ${kind}`);
const kindsOf = (text) => text.replaceAll('readonly ', '').split(' | ');

/** Of the kinds that may be; else what it is. */
function kindOf(value, kinds) {
  if (kinds.includes('unknown')) return 'unknown';
  if (typeof value === 'string') return [`'${value}'`, 'string'].find((kind) => kinds.includes(kind)) ?? kinds.find(isNamed) ?? 'string';
  if (typeof value === 'number' && !kinds.includes(String(value))) return 'number';
  if (typeof value !== 'object' || value === null) return String(value);
  const kind = kinds.find(isNamed) ?? 'object';
  if (KINDS[kind]) see(kind, value);
  else if (typeof globalThis[kind] === 'function' && !(value instanceof globalThis[kind])) return `no ${kind}`;
  return kind;
}

/** A type: its words are for tests/types to compare, its properties stand in KINDS, or it is a class. */
const isNamed = (kind) => /^[A-Z]\w*$/.test(kind);
const isWhole = (kind) => kind === 'unknown' || isNamed(kind);

/** Where both differ, by now. What UNSEEN has is not to be seen, else it would stand there for nothing. */
export function differences() {
  const named = new Set();
  for (const [type, names] of Object.entries(KINDS)) {
    for (const [name, kinds] of Object.entries(names)) for (const kind of kindsOf(kinds)) named.add(`${type}.${name}: ${kind}`);
  }
  for (const one of UNSEEN) named.delete(one);
  return { unnamed: [...seen].filter((one) => !named.has(one)), unseen: [...named].filter((one) => !seen.has(one)) };
}
