// Callbacks: what is verified, what a doubt leaves, fields that the caller knows, and callbacks that tests make.
// Nothing here is run.

import { OnerwayError, checkCallback, signCallback, verifyCallback, verifyRequest } from 'onerway-edge';
import type {
  CallbackEvent,
  Checked,
  Doubt,
  FieldForm,
  KeepOptions,
  SignedCallback,
  UnconfirmedEvent,
  VerifiedEvent,
  VerifyOptions,
} from 'onerway-edge';

import { merchantNo, same, secret, use } from './helpers.js';

const options: VerifyOptions = { secret: [secret], merchantNo, headers: new Headers(), requireHeader: true, maxBytes: 1024 };
const event: VerifiedEvent = verifyCallback('{}', options);
verifyCallback(new Uint8Array(), { secret, merchantNo });
verifyCallback(new ArrayBuffer(1), { secret, merchantNo, headers: { 'x-rh-signature': 'v1=', other: ['a', 'b'] } });
const id: string = event.transactionId;
const index: number = event.secretIndex;
const checked = checkCallback('{}', options);
if (checked.ok) same<typeof checked.event, VerifiedEvent>(true);
else same<typeof checked.error, OnerwayError>(true);
same<typeof checked, Checked<VerifiedEvent>>(true);
const fromRequest: Promise<VerifiedEvent> = verifyRequest(new Request('https://shop.example'), { secret, merchantNo });
// @ts-expect-error the raw body, not a parsed one
verifyCallback({ sign: 'x' }, options);
// @ts-expect-error the merchantNo is required
verifyCallback('{}', { secret });
// @ts-expect-error the secret is required
verifyCallback('{}', { merchantNo });
// @ts-expect-error a merchantNo is text
verifyCallback('{}', { secret, merchantNo: 800209 });
// @ts-expect-error the event is there only where ok is true
checked.event;
// @ts-expect-error the request brings its headers along
verifyRequest(new Request('https://shop.example'), { secret, merchantNo, headers: {} });
// @ts-expect-error verifyRequest gives a promise
fromRequest.transactionId;

// ---- doubts
const keep: KeepOptions = { ...options, onDoubt: 'keep' };
const kept = verifyCallback('{}', keep);
same<typeof kept, CallbackEvent>(true);
same<CallbackEvent, VerifiedEvent | UnconfirmedEvent>(true);
if (kept.trust === 'verified') {
  same<typeof kept, VerifiedEvent>(true);
} else {
  same<typeof kept, UnconfirmedEvent>(true);
  const [first]: Doubt[] = kept.doubts;
  same<Doubt['code'], 'unknown_field' | 'field_missing' | 'field_invalid' | 'ambiguous'>(true);
  const asked: string = kept.claimed.transactionId;
  const order: string | undefined = kept.claimed.merchantTxnId;
  use(first, asked, order);
  // @ts-expect-error what may be forged is not there
  kept.status;
  // @ts-expect-error nor is how it ended
  kept.outcome;
  // @ts-expect-error nor whether it is paid
  kept.paid;
  // @ts-expect-error nor an amount
  kept.order;
  // @ts-expect-error nor the fields
  kept.signed;
  // @ts-expect-error an id that is only claimed is not the event's
  kept.transactionId;
  // @ts-expect-error of what is claimed there are ids and types
  kept.claimed.status;
}
// @ts-expect-error whoever forgets to look at trust sees no status
kept.status;
// @ts-expect-error nor whether it is paid
if (kept.paid) use();
same<ReturnType<typeof keeping>, CallbackEvent>(true);
const keeping = (onDoubt: 'reject' | 'keep') => verifyCallback('{}', { secret, merchantNo, onDoubt });
const rejecting: VerifiedEvent = verifyCallback('{}', { secret, merchantNo, onDoubt: 'reject' });
const keptAsValue: Checked<CallbackEvent> = checkCallback('{}', keep);
const keptFromRequest: Promise<CallbackEvent> = verifyRequest(new Request('https://shop.example'), { secret, merchantNo, onDoubt: 'keep' });
// @ts-expect-error there is no such answer to a doubt
verifyCallback('{}', { secret, merchantNo, onDoubt: 'ignore' });
// @ts-expect-error nor here
verifyRequest(new Request('https://shop.example'), { secret, merchantNo, onDoubt: true });
// @ts-expect-error what is kept is not all verified
const notVerified: VerifiedEvent = verifyCallback('{}', keep);

// ---- fields that the caller knows
const known = verifyCallback('{}', { secret, merchantNo, knownFields: { deviceScore: 'decimal', note: 'text' } });
const score: string | undefined = known.signed.deviceScore;
const note: string | undefined = known.unsigned.note;
const knownOptions: VerifyOptions<'deviceScore'> = { secret, merchantNo, knownFields: { deviceScore: 'decimal' } };
same<typeof asTyped, VerifiedEvent<'deviceScore'>>(true);
const asTyped = verifyCallback('{}', knownOptions);
const keptKnown = verifyCallback('{}', { secret, merchantNo, onDoubt: 'keep', knownFields: { deviceScore: 'decimal' } });
same<typeof keptKnown, CallbackEvent<'deviceScore'>>(true);
const requestKnown = verifyRequest(new Request('https://shop.example'), { secret, merchantNo, knownFields: { deviceScore: 'decimal' } });
same<typeof requestKnown, Promise<VerifiedEvent<'deviceScore'>>>(true);
const form: FieldForm = 'country';
verifyCallback('{}', { secret, merchantNo, knownFields: { deviceCountry: form } });
// @ts-expect-error a field that nobody named
known.signed.other;
// @ts-expect-error there is no such form
verifyCallback('{}', { secret, merchantNo, knownFields: { deviceScore: 'number' } });
// @ts-expect-error names and forms, not names alone
verifyCallback('{}', { secret, merchantNo, knownFields: ['deviceScore'] });

// ---- made for tests
const made: SignedCallback = signCallback({ live: true, merchantNo }, [secret]);
verifyRequest(new Request('https://shop.example', { method: 'POST', ...made }), { secret, merchantNo });
verifyCallback(made.body, { secret, merchantNo, headers: made.headers });
same<SignedCallback['headers'], { 'Content-Type': 'application/json'; 'X-Rh-Signature': string }>(true);
// @ts-expect-error the secret is required
signCallback({});
// @ts-expect-error fields, not their JSON
signCallback('{}', secret);

use(id, index, rejecting, keptAsValue, keptFromRequest, notVerified, score, note);
