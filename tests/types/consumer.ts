// Every export with its right types, and what has to be refused. Nothing here is run.

import {
  Onerway,
  OnerwayError,
  buildQuery,
  buildQueryRequest,
  canonicalString,
  checkCallback,
  parseQueryResponse,
  parseVoucherResponse,
  settlementOf,
  sign,
  signCallback,
  signRequest,
  verifyCallback,
  verifyHmacWebhook,
  verifyRequest,
  verifyResponse,
  voucherAvailability,
} from 'onerway-edge';
import type {
  CallOptions,
  CallbackCode,
  CallbackEvent,
  CallbackRecord,
  CancelEvent,
  ChargebackInfo,
  ChargebackStatus,
  ChargebacksParams,
  Checked,
  ConfirmedChargebackEvent,
  ConfirmedEvent,
  ConfirmedTxnEvent,
  CreditCard,
  DisputeEvent,
  Doubt,
  Endpoint,
  FieldForm,
  HandlerContext,
  HandlerOptions,
  IdList,
  IdempotencyStore,
  KeepOptions,
  LosslessJson,
  MerchantKeys,
  Money,
  OnerwayErrorCode,
  OnerwayOptions,
  Operation,
  Outcome,
  Page,
  ParamValue,
  Params,
  PaymentEvent,
  PaymentInfo,
  PaymentStatus,
  PaymentsParams,
  QueryKind,
  QueryOptions,
  QueryParams,
  QueryRecords,
  QueryTime,
  Reason,
  RefundAuditEvent,
  RequestHeaders,
  SignatureRule,
  SignedCallback,
  SignedRequest,
  TransactionsParams,
  TxnEvent,
  TxnInfo,
  TxnStatus,
  UnconfirmedEvent,
  VerificationResult,
  VerifiedEvent,
  VerifiedWebhook,
  VerifyOptions,
  Voucher,
  VoucherAddress,
  VoucherAvailability,
  VoucherFile,
  VoucherParams,
  VoucherQueryOptions,
  VoucherSettings,
  WebhookOptions,
} from 'onerway-edge';

import { CLAIMED, CONFIRMED, DECIDING, EXCLUDED, NEVER, OUTCOMES, RECORD, SOMETIMES, TELLING, UNCONFIRMED, VERIFIED } from '../js/suite/shapes.mjs';

/** Compiles only where both types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function same<A, B>(_: Same<A, B>): void {}

declare const secret: string;
const merchantNo = '800209';

// ---- signing
const params: Params = {
  text: 'a',
  number: 1,
  bigint: 20n,
  flag: true,
  nothing: null,
  absent: undefined,
  list: ['a', 1, { b: [null] }],
  object: { c: { d: 'e' } },
};
const value: ParamValue = [params];
const rule: SignatureRule = 'callback';
const canonical: string = canonicalString(params, { rule });
const signature: string = sign({ ...params, value }, [secret, canonical], { rule: 'response' });
const fields: Record<string, string> = signRequest(params, secret);
const genuine: boolean = verifyResponse(new Uint8Array(), [signature]) || verifyResponse('{}', secret);
// @ts-expect-error a Date has no form in a signed request
canonicalString({ when: new Date() });
// @ts-expect-error a function neither
canonicalString({ what: () => 1 });
// @ts-expect-error there is no such rule
sign({}, secret, { rule: 'webhook' });
// @ts-expect-error the secret is required
sign({});
// @ts-expect-error a secret is text
signRequest({}, 1);
// @ts-expect-error the answer as received, not parsed
verifyResponse({ respCode: '20000' }, secret);

// ---- callbacks
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

// ---- events
same<VerifiedEvent['source'], 'callback'>(true);
same<VerifiedEvent['trust'], 'verified'>(true);
same<VerifiedEvent['notifyType'], 'TXN' | 'CANCEL' | 'REFUND_AUDIT' | 'CHARGEBACK' | 'PRE_DISPUTE'>(true);
same<VerifiedEvent['operation'], Operation>(true);
same<VerifiedEvent['outcome'], Outcome>(true);
switch (event.notifyType) {
  case 'TXN':
    same<typeof event, TxnEvent>(true);
    same<typeof event.merchantTxnId, string>(true);
    same<typeof event.status, TxnStatus>(true);
    same<typeof event.paymentStatus, PaymentStatus | null>(true);
    same<typeof event.chargebackStatus, null>(true);
    same<typeof event.settlement, Money | null>(true);
    same<typeof event.reason, Reason | null>(true);
    same<typeof event.idempotencyKeys, [string] | [string, string]>(true);
    break;
  case 'CANCEL':
    same<typeof event, CancelEvent>(true);
    same<typeof event.order, Money>(true);
    same<typeof event.paid, false>(true);
    break;
  case 'REFUND_AUDIT':
    same<typeof event, RefundAuditEvent>(true);
    same<typeof event.status, TxnStatus>(true);
    same<typeof event.merchantTxnId, null>(true);
    same<typeof event.order, null>(true);
    // @ts-expect-error an audit says nothing of the payment intent, by which alone an attempt is open
    event.outcome === 'open';
    break;
  default:
    same<typeof event, DisputeEvent>(true);
    same<typeof event.disputed, Money>(true);
    same<typeof event.chargebackStatus, ChargebackStatus>(true);
    same<typeof event.txnType, null>(true);
    same<typeof event.status, null>(true);
    // @ts-expect-error a dispute does not wait for the buyer
    event.outcome === 'action_required';
}
function meaning(event: VerifiedEvent): string {
  switch (event.operation) {
    case 'payment':
    case 'capture':
      same<typeof event.paid, boolean>(true);
      return event.paid ? event.order.minorUnits : event.txnType;
    case 'card_binding':
      same<typeof event.order, Money | null>(true);
      same<typeof event.paid, false>(true);
      return event.txnType;
    case 'authorization':
    case 'void':
      same<typeof event.paid, false>(true);
      return event.order.amount;
    case 'refund':
      same<typeof event.paid, false>(true);
      return event.notifyType === 'TXN' ? event.order.currency : event.status;
    case 'cancellation':
      return event.merchantTxnId;
    case 'dispute':
      return ended(event.outcome);
  }
}
// Each without a way past the end: another operation or outcome would not compile.
function ended(outcome: Outcome): string {
  switch (outcome) {
    case 'succeeded':
    case 'failed':
    case 'cancelled':
      return 'over';
    case 'pending':
    case 'action_required':
    case 'open':
      return 'not yet';
  }
}
if (event.operation === 'payment') {
  const rate: string | undefined = event.signed.settleRate;
  const method: string | undefined = event.unsigned.paymentMethod;
  const moved: string | undefined = event.unsigned.settleRate;
  same<typeof event.uncertain, string[]>(true);
  use(rate, method, moved);
  // @ts-expect-error what the signature does not cover is not among the signed
  event.signed.paymentMethod;
  // @ts-expect-error a field that decides is never uncertain
  event.unsigned.orderAmount;
  // @ts-expect-error a field of a dispute
  event.signed.chargebackStatus;
  // @ts-expect-error a name that is misspelt, or newer than this release: knownFields
  event.signed.deviceScore;
}
// @ts-expect-error the link to the original transaction is not signed
event.signed.originTransactionId;
const link: string | undefined = event.unsigned.originTransactionId;
// @ts-expect-error only a query knows the original
event.original;
// @ts-expect-error a status is narrowed by the type first
const everyStatus: string = event.status;

// Whoever takes a verified event takes one with fields of the caller's too.
declare const widened: VerifiedEvent<'riskTime'>;
const plain: VerifiedEvent = widened;
if (plain.notifyType === 'TXN' && plain.operation === 'refund') {
  // @ts-expect-error a refund leaves no payment open
  plain.outcome === 'open';
}
const inMap: VerifyOptions = { secret, merchantNo, headers: new Map([['x-rh-signature', 'v1=']]) };
use(inMap);

// ---- the names, which the suite holds against the package
type Names<List extends readonly string[]> = List[number];
type KeyOfEach<Event> = Event extends unknown ? keyof Event : never;
same<keyof VerifiedEvent, Names<typeof VERIFIED>>(true);
same<KeyOfEach<VerifiedEvent>, Names<typeof VERIFIED>>(true);
same<keyof UnconfirmedEvent, Names<typeof UNCONFIRMED>>(true);
same<KeyOfEach<ConfirmedEvent>, Names<typeof CONFIRMED>>(true);
same<keyof ConfirmedEvent, Names<typeof CONFIRMED>>(true);
same<keyof CallbackRecord, Names<typeof RECORD>>(true);
same<keyof UnconfirmedEvent['claimed'], Names<typeof CLAIMED>>(true);
type Payment = TxnEvent | CancelEvent;
same<KeyOfEach<Payment['signed']>, Names<typeof DECIDING.payment> | Names<typeof TELLING.payment>>(true);
same<KeyOfEach<Payment['unsigned']>, Names<typeof EXCLUDED> | Names<typeof TELLING.payment>>(true);
same<KeyOfEach<RefundAuditEvent['signed']>, Names<typeof DECIDING.audit> | Names<typeof TELLING.audit>>(true);
same<KeyOfEach<RefundAuditEvent['unsigned']>, Names<typeof EXCLUDED> | Names<typeof TELLING.audit>>(true);
same<KeyOfEach<DisputeEvent['signed']>, Names<typeof DECIDING.dispute> | Names<typeof TELLING.dispute>>(true);
same<KeyOfEach<DisputeEvent['unsigned']>, Names<typeof EXCLUDED> | Names<typeof TELLING.dispute>>(true);
// Null always, and null now and then.
type Never<Event> = Event extends unknown ? { [P in keyof Event]: [Event[P]] extends [null] ? P : never }[keyof Event] : never;
type Sometimes<Event> = Event extends unknown ? Exclude<{ [P in keyof Event]: null extends Event[P] ? P : never }[keyof Event], Never<Event>> : never;
type Priced = Exclude<Payment, { operation: 'card_binding' }>;
same<Never<Payment>, Names<typeof NEVER.payment>>(true);
same<Never<RefundAuditEvent>, Names<typeof NEVER.audit>>(true);
same<Never<DisputeEvent>, Names<typeof NEVER.dispute>>(true);
same<Sometimes<Priced>, Names<typeof SOMETIMES.payment>>(true);
same<Sometimes<Payment>, Names<typeof SOMETIMES.payment> | 'order'>(true);
same<Sometimes<RefundAuditEvent>, Names<typeof SOMETIMES.audit>>(true);
same<Sometimes<DisputeEvent>, Names<typeof SOMETIMES.dispute>>(true);
same<Payment['outcome'], Names<typeof OUTCOMES.payment>>(true);
same<RefundAuditEvent['outcome'], Names<typeof OUTCOMES.audit>>(true);
same<DisputeEvent['outcome'], Names<typeof OUTCOMES.dispute>>(true);

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

const made: SignedCallback = signCallback({ ...params, merchantNo }, [secret]);
verifyRequest(new Request('https://shop.example', { method: 'POST', ...made }), { secret, merchantNo });
verifyCallback(made.body, { secret, merchantNo, headers: made.headers });
same<SignedCallback['headers'], { 'Content-Type': 'application/json'; 'X-Rh-Signature': string }>(true);
// @ts-expect-error the secret is required
signCallback(params);
// @ts-expect-error fields, not their JSON
signCallback('{}', secret);

// ---- webhooks
const requestHeaders: RequestHeaders = new Headers();
const webhookOptions: WebhookOptions = { secret: [secret], headers: requestHeaders, now: new Date(), toleranceSeconds: 60, maxBytes: 1024 };
const webhook: VerifiedWebhook = verifyHmacWebhook('{}', webhookOptions);
verifyHmacWebhook(new Uint8Array(), { secret, headers: { 'x-timestamp': '1', 'x-signature': undefined }, now: Date.now() });
verifyHmacWebhook(new ArrayBuffer(1), { secret, headers: new Headers() });
same<VerifiedWebhook, { timestamp: number; secretIndex: number }>(true);
// @ts-expect-error the headers are required
verifyHmacWebhook('{}', { secret });
// @ts-expect-error the secret is required
verifyHmacWebhook('{}', { headers: requestHeaders });
// @ts-expect-error a time is a Date or milliseconds
verifyHmacWebhook('{}', { secret, headers: requestHeaders, now: '2026-11-22' });
// @ts-expect-error the raw body, not a parsed one
verifyHmacWebhook({ event: 'x' }, webhookOptions);

// ---- queries
const settings: QueryOptions = { merchantNo, secret, environment: 'sandbox', timeZone: '+08:00' };
const endpoint: Endpoint = { baseUrl: 'https://proxy.example' };
const time: QueryTime = new Date();
const ids: IdList = ['1', '2'];
const transactions: TransactionsParams = { transactionIds: ids, merchantTxnIds: '1,2', txnTypes: ['SALE'], startTime: time, endTime: '2024-07-24 00:00:00', current: 1, size: '10' };
const payments: PaymentsParams = { ...transactions, paymentId: '1' };
const chargebacks: ChargebacksParams = { chargebackIds: ids, originTransactionIds: '1', importTimeStart: time, importTimeEnd: time };
const built: SignedRequest = buildQuery('transactions', transactions, settings);
const request: Request = buildQueryRequest('payments', payments, { merchantNo, secret: [secret], ...endpoint });
buildQuery('chargebacks', chargebacks, settings);
fetch(built.url, { method: built.method, headers: built.headers, body: built.body });
fetch(request);
same<SignedRequest['method'], 'POST'>(true);
same<QueryKind, keyof QueryParams>(true);
const voucherAddress: VoucherAddress = { path: '/v1/example/voucher', idField: 'transactionId' };
const voucherParams: VoucherParams = { transactionId: '1' };
const voucherOptions: VoucherQueryOptions = { ...settings, voucher: voucherAddress };
const forVoucher: [SignedRequest, Request] = [
  buildQuery('voucher', voucherParams, voucherOptions),
  buildQueryRequest('voucher', voucherParams, voucherOptions),
];
void forVoucher;
// @ts-expect-error the id is required
buildQuery('voucher', {}, voucherOptions);
// @ts-expect-error so are its path and field
buildQuery('voucher', voucherParams, settings);
// @ts-expect-error its answer is no page
parseQueryResponse('voucher', '{}');
same<QueryKind, keyof QueryRecords>(true);
// @ts-expect-error there is no such kind
buildQuery('refunds', {}, settings);
// @ts-expect-error a misspelt filter would be lost
buildQuery('transactions', { txnType: 'SALE' }, settings);
// @ts-expect-error chargebacks have times of their own names
buildQuery('chargebacks', { startTime: time, endTime: time }, settings);
// @ts-expect-error paymentId belongs to payments
buildQuery('transactions', { paymentId: '1' }, settings);
// @ts-expect-error an id is text: a number loses digits
buildQuery('transactions', { transactionIds: 1826814232868814848 }, settings);
// @ts-expect-error one of environment and baseUrl is required
buildQuery('transactions', transactions, { merchantNo, secret });
// @ts-expect-error not both
buildQuery('transactions', transactions, { merchantNo, secret, environment: 'sandbox', baseUrl: 'https://proxy.example' });
// @ts-expect-error there is no such environment
buildQuery('transactions', transactions, { merchantNo, secret, environment: 'staging' });

// ---- answers
const page: Page<TxnInfo> = parseQueryResponse('transactions', new Uint8Array());
same<ReturnType<typeof parseQueryResponse<'payments'>>, Page<PaymentInfo>>(true);
same<ReturnType<typeof parseQueryResponse<'chargebacks'>>, Page<ChargebackInfo>>(true);
const [transaction] = page.content;
if (transaction) {
  const status: string | null = transaction.status;
  const paid: boolean | null = transaction.userPaymentStatus;
  const card: CreditCard | null = transaction.creditCard;
  const checks: VerificationResult | null | undefined = card?.verificationResult;
  const cvv: string | null | undefined = checks?.cvvResult;
  const more: LosslessJson | undefined = transaction.extra['newField'];
  use(status, paid, cvv, more);
  // @ts-expect-error almost any field can be null
  const amount: string = transaction.orderAmount;
  // @ts-expect-error a status is text
  transaction.status === 1;
  use(amount);
}
const count: number | null = page.totalElements;
same<ChargebackInfo['chargebackAmount'], string | null>(true);
same<PaymentInfo['paymentStatus'], string | null>(true);

// ---- the client
const clientOptions: OnerwayOptions = { ...settings, fetch: async (request, { signal }) => fetch(request, { signal }), timeoutMs: 1000 };
const onerway = new Onerway(clientOptions);
const callOptions: CallOptions = { signal: new AbortController().signal };
async function ask(): Promise<void> {
  same<typeof listed, Page<TxnInfo>>(true);
  const listed = await onerway.transactions.list(transactions, callOptions);
  const one: TxnInfo | null = await onerway.transactions.get({ transactionId: '1' });
  const other: TxnInfo | null = await onerway.transactions.get({ merchantTxnId: '1' }, callOptions);
  const intent: PaymentInfo | null = await onerway.payments.get({ paymentId: '1' });
  const intents: Page<PaymentInfo> = await onerway.payments.list(payments);
  const disputes: Page<ChargebackInfo> = await onerway.chargebacks.list(chargebacks);
  use(one, other, intent, intents, disputes);
  // @ts-expect-error one of the two
  await onerway.transactions.get({});
  // @ts-expect-error transactions have no paymentId to be found by
  await onerway.transactions.get({ paymentId: '1' });
  // @ts-expect-error the documents name no single chargeback
  await onerway.chargebacks.get({ chargebackId: '1' });
}
// ---- the handler
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
  return handling.handleCallback(request, (event) => use(event.trust === 'verified' && event.signed), handlerOptions);
}
same<PaymentEvent, VerifiedEvent | ConfirmedEvent>(true);
same<ReturnType<NonNullable<HandlerOptions['merchant']>>, MerchantKeys | null | undefined | Promise<MerchantKeys | null | undefined>>(true);
handling.confirm(keptKnown);
async function certain(event: CallbackEvent): Promise<PaymentEvent> {
  if (event.trust === 'verified') return event;
  const confirmed: ConfirmedEvent = await handling.confirm(event, callOptions);
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
// @ts-expect-error a number of milliseconds
new Onerway({ ...settings, now: () => new Date() });
// @ts-expect-error options are required
new Onerway();
// @ts-expect-error the queries of a client are its own
onerway.transactions = onerway.payments;

// ---- errors
function explain(error: unknown): string {
  if (!(error instanceof OnerwayError)) return String(error);
  const code: OnerwayErrorCode = error.code;
  const details: Array<string | number | undefined> = [error.field, error.status, error.respCode, error.respMsg];
  const doubts: readonly Doubt[] | undefined = error.doubts;
  const records: ReadonlyArray<TxnInfo | PaymentInfo> | undefined = error.records;
  // @ts-expect-error no such code
  if (code === 'oops') return '';
  // @ts-expect-error a code is not changed
  error.code = 'internal';
  return `${code} ${details.length} ${doubts?.length} ${records?.length} ${error.message}`;
}

function use(..._: unknown[]): void {}
use(fields, genuine, id, index, webhook, count, ask, explain);
use(rejecting, keptAsValue, keptFromRequest, notVerified, meaning, link, everyStatus, score, note);

// ---- vouchers
const availability: VoucherAvailability = voucherAvailability({ status: 'S', txnTime: null }, new Date(), { timeZone: '+08:00' });
voucherAvailability({ status: 'S' }, 0);
same<typeof availability.state, 'not_ready' | 'maybe' | 'due'>(true);
same<typeof availability.availableAt, string | null>(true);
// @ts-expect-error a text is no time
voucherAvailability({ status: 'S' }, '2024-07-09');
const voucher: Voucher | null = parseVoucherResponse(new Uint8Array(), new Headers().get('content-type'));
parseVoucherResponse('{}');
if (voucher?.form === 'link') same<typeof voucher.url, string>(true);
else if (voucher) same<typeof voucher.bytes, Uint8Array>(true);
const voucherSettings: VoucherSettings = { ...voucherAddress, hosts: ['files.example'], maxBytes: 1024, absentCodes: ['1'] };
declare const voucherOf: Onerway['vouchers'];
const receipt: Promise<VoucherFile> = voucherOf.download(voucherParams, { signal: new AbortController().signal });
void receipt;
new Onerway({ ...settings, voucher: voucherSettings });

// ---- all records, other calls, results that are waited for
import type { AllOptions, PostOptions, Progress, ResultRecord, Settlement, WaitOptions, WithoutPage } from 'onerway-edge';

async function walk(): Promise<void> {
  const all: WithoutPage<TransactionsParams> = { startTime: '2024-01-01 00:00:00', endTime: new Date(), size: 50 };
  const options: AllOptions = { concurrency: 4, thorough: true, onProgress: (progress) => same<typeof progress, Progress>(true) };
  for await (const record of onerway.transactions.all(all, options)) {
    same<typeof record, TxnInfo>(true);
    same<typeof record.settlement, Settlement | null>(true);
  }
  for await (const record of onerway.payments.all({ paymentId: '1' })) same<typeof record, PaymentInfo>(true);
  for await (const record of onerway.chargebacks.all({ chargebackIds: '1' })) same<typeof record, ChargebackInfo>(true);
  // @ts-expect-error the pages are read one after the other
  onerway.transactions.all({ transactionIds: '1', current: 2 });
  // @ts-expect-error a chargeback has other times
  onerway.chargebacks.all({ startTime: '2024-01-01 00:00:00' });
  // @ts-expect-error one of both
  await onerway.transactions.get({ transactionId: '1', merchantTxnId: '2' });
}
async function call(): Promise<LosslessJson> {
  const options: PostOptions = { retries: 1, signal: new AbortController().signal };
  // @ts-expect-error no such option
  await onerway.post('/v1/txn/onlineRefund', {}, { timeoutMs: 1 });
  return onerway.post('/v1/txn/onlineRefund', { refundAmount: '19.90' }, options);
}
async function waitFor(): Promise<ConfirmedEvent> {
  const options: WaitOptions = {
    timeoutMs: 1000,
    handler: (event, { signal, keys }) => {
      same<typeof event, ConfirmedEvent>(true);
      same<typeof keys, string[]>(true);
      use(signal);
    },
  };
  // @ts-expect-error by the transactionId only
  await onerway.waitForResult({ merchantTxnId: 'A-1' });
  return onerway.waitForResult({ transactionId: '1' }, options);
}
const settled: Settlement | null = settlementOf({ orderAmount: '1.00', settleRate: null, txnAmount: null });
// @ts-expect-error amounts are text
settlementOf({ orderAmount: 1, settleRate: '1', txnAmount: '1' });
new Onerway({ ...settings, retries: 0, retryDelayMs: 100, log: (record: CallbackRecord | ResultRecord) => use(record.name) });
use(walk, call, waitFor, settled);
