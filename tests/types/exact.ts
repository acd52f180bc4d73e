// An option that is misspelt, or belongs elsewhere, is an error in each object of options. Nothing here is run.

import {
  Onerway,
  OnerwayError,
  buildQuery,
  buildQueryRequest,
  canonicalString,
  checkCallback,
  sign,
  verifyCallback,
  verifyHmacWebhook,
  verifyRequest,
  voucherAvailability,
} from 'onerway-edge';
import type {
  AllOptions,
  CallOptions,
  CallbackRecord,
  HandlerOptions,
  KeepOptions,
  MerchantKeys,
  OnerwayOptions,
  PostOptions,
  QueryOptions,
  VerifyOptions,
  VoucherQueryOptions,
  VoucherSettings,
  WaitOptions,
  WebhookOptions,
} from 'onerway-edge';
import { d1Store, denoKvStore, durableObjectStore, memoryStore, redisStore, sqlStore } from 'onerway-edge/stores';
import type { D1Binding, IdempotencyStore, KvDatabase, ObjectNamespace, RedisEval, SqlQuery } from 'onerway-edge/stores';

declare const secret: string;
declare const request: Request;
declare const headers: Headers;
declare const store: IdempotencyStore;
const merchantNo = '800209';
const environment = 'sandbox';
const settings: QueryOptions = { merchantNo, secret, environment };

// ---- callbacks and webhooks
// @ts-expect-error maxBytes
const verify: VerifyOptions = { secret, merchantNo, maxLength: 1 };
// @ts-expect-error a deadline is the handler's
const keep: KeepOptions = { secret, merchantNo, onDoubt: 'keep', deadlineMs: 1 };
// @ts-expect-error secret
verifyCallback('{}', { secret, merchantNo, secrets: [secret] });
// @ts-expect-error requireHeader, with doubts kept too
verifyCallback('{}', { secret, merchantNo, onDoubt: 'keep', requireheader: true });
// @ts-expect-error knownFields
checkCallback('{}', { secret, merchantNo, fields: { deviceScore: 'decimal' } });
// @ts-expect-error headers come with the request
verifyRequest(request, { secret, merchantNo, header: 'v1=' });
// @ts-expect-error toleranceSeconds
verifyHmacWebhook('{}', { secret, headers, tolerance: 1 });
// @ts-expect-error a webhook names no merchant
const webhook: WebhookOptions = { secret, headers, merchantNo };

// ---- signing
// @ts-expect-error rule
canonicalString({}, { rules: 'request' });
// @ts-expect-error rule
sign({}, secret, { kind: 'request' });

// ---- queries
// @ts-expect-error timeZone
const query: QueryOptions = { merchantNo, secret, environment, zone: '+08:00' };
// @ts-expect-error timeZone
buildQuery('transactions', {}, { merchantNo, secret, environment, timezone: '+08:00' });
// @ts-expect-error a limit of time is the client's
buildQueryRequest('transactions', {}, { ...settings, timeoutMs: 1 });
// @ts-expect-error idField
const voucherQuery: VoucherQueryOptions = { ...settings, voucher: { path: '/', field: 'id' } };
// @ts-expect-error hosts
const voucher: VoucherSettings = { host: 'files.example' };
// @ts-expect-error timeZone
voucherAvailability({ status: 'S' }, 0, { zone: '+08:00' });
// @ts-expect-error the status of a record
voucherAvailability({ state: 'S' });

// ---- the client
// @ts-expect-error timeoutMs
const options: OnerwayOptions = { ...settings, timeout: 1 };
// @ts-expect-error retries
const client = new Onerway({ merchantNo, secret, environment, retry: 1 });
// @ts-expect-error absentCodes
new Onerway({ merchantNo, secret, environment, voucher: { absentCode: '1' } });
// @ts-expect-error signal
const call: CallOptions = { abort: new AbortController().signal };
// @ts-expect-error concurrency
const all: AllOptions = { parallel: 2 };
// @ts-expect-error a client has a limit of time, a call has none
const post: PostOptions = { retries: 1, timeoutMs: 1 };
// @ts-expect-error pollMs
const wait: WaitOptions = { intervalMs: 1 };
async function calls(): Promise<void> {
  // @ts-expect-error signal
  await client.transactions.list({}, { sginal: request.signal });
  // @ts-expect-error a get takes no size
  await client.payments.get({ paymentId: '1' }, { size: 1 });
  // @ts-expect-error onProgress
  client.chargebacks.all({}, { progress: () => {} });
  // @ts-expect-error a download has the settings of its client
  await client.vouchers.download({ transactionId: '1' }, { maxBytes: 1 });
  // @ts-expect-error retries are the client's
  await client.confirm(await client.waitForResult({ transactionId: '1' }), { retries: 1 });
  // @ts-expect-error claimMs
  await client.waitForResult({ transactionId: '1' }, { claim: 1 });
  // @ts-expect-error by the transactionId alone
  await client.waitForResult({ transactionId: '1', merchantTxnId: 'A-1' });
  // @ts-expect-error deadlineMs
  await client.handleCallback(request, () => {}, { deadline: 1 });
  // @ts-expect-error with deliverUnconfirmed too
  await client.handleCallback(request, () => {}, { deliverUnconfirmed: true, retainDays: 1 });
}
// @ts-expect-error its secret is the client's
const handler: HandlerOptions = { store, secret };
// @ts-expect-error allow
const addresses: HandlerOptions = { addresses: { header: 'CF-Connecting-IP', allowed: [] } };
// @ts-expect-error secret
const keys: MerchantKeys = { merchantNo, secret, secrets: [secret] };

// ---- stores
declare const namespace: ObjectNamespace;
declare const db: D1Binding;
declare const kv: KvDatabase;
declare const run: RedisEval;
declare const rows: SqlQuery;
// @ts-expect-error maxKeys
memoryStore({ limit: 1 });
// @ts-expect-error name
durableObjectStore(namespace, { prefix: 'shop' });
// @ts-expect-error the database has a clock
d1Store(db, { now: () => 0 });
// @ts-expect-error prefix
denoKvStore(kv, { name: 'shop' });
// @ts-expect-error the server has a clock
redisStore(run, { now: () => 0 });
// @ts-expect-error table
sqlStore({ query: rows, dialect: 'sqlite', name: 'events' });
// @ts-expect-error retainMs
sqlStore.remember('sqlite', ['a'], { retain: 1 });
// @ts-expect-error table
d1Store.schema({ name: 'events' });
// @ts-expect-error unless
store.claim(['a'], { token: 'one', ttlMs: 1, except: 'b' });
// @ts-expect-error also
store.complete(['a'], { token: 'one', retainMs: 1, and: ['b'] });
// @ts-expect-error a release is for good
store.release(['a'], { token: 'one', retainMs: 1 });

// ---- what the package makes
// @ts-expect-error field
new OnerwayError('param_invalid', 'transactionId: is no id', { param: 'transactionId' });
// @ts-expect-error a code that there is
new OnerwayError('invalid', 'transactionId: is no id');
// @ts-expect-error a record holds no body
const record: CallbackRecord = { name: 'onerway.callback', status: 200, code: 'handled', ms: 1, body: '{}' };

export { addresses, all, call, calls, handler, keep, keys, options, post, query };
export { record, verify, voucher, voucherQuery, wait, webhook };
