// The handler of callbacks, and events that a query confirms. Nothing here is run.

import { Onerway, verifyCallback } from 'onerway-edge';
import type {
  CallbackCode,
  CallbackEvent,
  CallbackRecord,
  ChargebackInfo,
  ConfirmedChargebackEvent,
  ConfirmedEvent,
  ConfirmedTxnEvent,
  DeliverUnconfirmedOptions,
  DisputeEvent,
  HandlerContext,
  HandlerOptions,
  IdempotencyStore,
  MerchantKeys,
  PaymentEvent,
  QueryOptions,
  TxnInfo,
  UnconfirmedEvent,
  VerifiedEvent,
} from 'onerway-edge';

import { merchantNo, same, secret, use } from './helpers.js';

const settings: QueryOptions = { merchantNo, secret, environment: 'sandbox', timeZone: '+08:00' };
declare const store: IdempotencyStore;
const handling = new Onerway({ ...settings, store, now: Date.now, log: (record) => use(record.code, record.ms) });
const handlerOptions: HandlerOptions<'deviceScore'> = {
  store,
  confirm: 'always',
  addresses: { header: 'CF-Connecting-IP', allow: ['20.68.8.122'] },
  merchant: async (merchantNo) => (merchantNo === '800209' ? { merchantNo, secret: [secret] } : null),
  maxBytes: 1024,
  deadlineMs: 1000,
  claimMs: 1000,
  retainMs: 10_000,
  waitUntil: (work) => use(work),
  knownFields: { deviceScore: 'decimal' },
  requireHeader: true,
};
async function handle(request: Request): Promise<Response> {
  await handling.handleCallback(request, (event, { signal }) => {
    same<typeof event, PaymentEvent>(true);
    same<typeof signal, HandlerContext['signal']>(true);
    if (event.operation === 'payment' && event.paid) use(event.merchantTxnId, event.order?.minorUnits, event.final);
    if (event.trust === 'confirmed') same<typeof event, ConfirmedEvent>(true);
    else same<typeof event, VerifiedEvent>(true);
  });
  await handling.handleCallback(
    request,
    async (event) => {
      if (event.trust === 'unconfirmed') return use(event.claimed.transactionId);
      same<typeof event, PaymentEvent>(true);
    },
    { deliverUnconfirmed: true },
  );
  await handling.handleCallback(
    request,
    (event) => {
      // @ts-expect-error with deliverUnconfirmed an event can be one that says nothing
      use(event.outcome);
    },
    { deliverUnconfirmed: true },
  );
  // @ts-expect-error a handler is required
  await handling.handleCallback(request);
  // @ts-expect-error there is no such answer
  await handling.handleCallback(request, () => {}, { confirm: 'never' });
  // @ts-expect-error a store has three operations
  await handling.handleCallback(request, () => {}, { store: { claim: store.claim } });
  // @ts-expect-error a resolver gives the number and the secret
  await handling.handleCallback(request, () => {}, { merchant: () => ({ secret }) });
  const doubtfulToo: DeliverUnconfirmedOptions = { confirm: 'always', deliverUnconfirmed: true };
  await handling.handleCallback(request, (event: PaymentEvent | UnconfirmedEvent) => use(event), doubtfulToo);
  // @ts-expect-error this handler takes no event that may be forged
  await handling.handleCallback(request, (event: PaymentEvent) => use(event), doubtfulToo);
  const always: HandlerOptions = { confirm: 'always' };
  await handling.handleCallback(request, (event: PaymentEvent) => use(event), always);
  return handling.handleCallback(request, (event) => use(event.trust === 'verified' && event.signed), handlerOptions);
}
same<PaymentEvent, VerifiedEvent | ConfirmedEvent>(true);
same<ReturnType<NonNullable<HandlerOptions['merchant']>>, MerchantKeys | null | undefined | Promise<MerchantKeys | null | undefined>>(true);
handling.confirm(verifyCallback('{}', { secret, merchantNo, onDoubt: 'keep', knownFields: { deviceScore: 'decimal' } }));
async function certain(event: CallbackEvent): Promise<PaymentEvent> {
  if (event.trust === 'verified') return event;
  const confirmed: ConfirmedEvent = await handling.confirm(event, { signal: new AbortController().signal });
  same<typeof confirmed.original, { transactionId: string | null; merchantTxnId: string | null } | null>(true);
  if (confirmed.notifyType === 'CHARGEBACK') {
    same<typeof confirmed, ConfirmedChargebackEvent>(true);
    same<typeof confirmed.record, ChargebackInfo>(true);
    same<typeof confirmed.final, false>(true);
  } else {
    same<typeof confirmed, ConfirmedTxnEvent>(true);
    same<typeof confirmed.record, TxnInfo>(true);
  }
  // @ts-expect-error nothing of the notification is in it
  confirmed.signed;
  return handling.confirm(confirmed);
}
same<CallbackRecord['code'], CallbackCode>(true);
const told: CallbackCode[] = ['handled', 'duplicate', 'superseded', 'held', 'confirm_mismatch', 'store_failed', 'address_not_allowed'];
// @ts-expect-error no such code
told.push('oops');
same<VerifiedEvent['final'], boolean>(true);
same<DisputeEvent['final'], false>(true);
use(handle, certain, told);
