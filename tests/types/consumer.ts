// Every export with its right types, and what has to be refused. Nothing here is run.

import {
  Onerway,
  OnerwayError,
  buildQuery,
  buildQueryRequest,
  canonicalString,
  checkCallback,
  parseQueryResponse,
  sign,
  signCallback,
  signRequest,
  verifyCallback,
  verifyHmacWebhook,
  verifyRequest,
  verifyResponse,
} from 'onerway-edge';
import type {
  CallOptions,
  CallbackEvent,
  ChargebackInfo,
  ChargebacksParams,
  CreditCard,
  Endpoint,
  IdList,
  LosslessJson,
  OnerwayErrorCode,
  OnerwayOptions,
  Page,
  ParamValue,
  Params,
  PaymentInfo,
  PaymentsParams,
  QueryKind,
  QueryOptions,
  QueryParams,
  QueryRecords,
  QueryTime,
  RequestHeaders,
  SignatureRule,
  SignedCallback,
  SignedRequest,
  TransactionsParams,
  TxnInfo,
  VerificationResult,
  VerifiedWebhook,
  VerifyOptions,
  WebhookOptions,
} from 'onerway-edge';

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
const event: CallbackEvent = verifyCallback('{}', options);
verifyCallback(new Uint8Array(), { secret, merchantNo });
verifyCallback(new ArrayBuffer(1), { secret, merchantNo, headers: { 'x-rh-signature': 'v1=', other: ['a', 'b'] } });
same<CallbackEvent['source'], 'callback'>(true);
same<CallbackEvent['signed'], Record<string, string>>(true);
same<CallbackEvent['unsigned'], Record<string, string>>(true);
same<CallbackEvent['notifyType'], string | null>(true);
const id: string = event.transactionId;
const index: number = event.secretIndex;
const checked = checkCallback('{}', options);
if (checked.ok) same<typeof checked.event, CallbackEvent>(true);
else same<typeof checked.error, OnerwayError>(true);
const fromRequest: Promise<CallbackEvent> = verifyRequest(new Request('https://shop.example'), { secret, merchantNo });
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
// @ts-expect-error options are required
new Onerway();
// @ts-expect-error the queries of a client are its own
onerway.transactions = onerway.payments;

// ---- errors
function explain(error: unknown): string {
  if (!(error instanceof OnerwayError)) return String(error);
  const code: OnerwayErrorCode = error.code;
  const details: Array<string | number | undefined> = [error.field, error.status, error.respCode, error.respMsg];
  const records: ReadonlyArray<TxnInfo | PaymentInfo> | undefined = error.records;
  // @ts-expect-error no such code
  if (code === 'oops') return '';
  // @ts-expect-error a code is not changed
  error.code = 'internal';
  return `${code} ${details.length} ${records?.length} ${error.message}`;
}

function use(..._: unknown[]): void {}
use(fields, genuine, id, index, webhook, count, ask, explain);
