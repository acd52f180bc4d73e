// A shop's server, as a user writes it: a callback's handler, a client, stores, errors. The row compiles it as an ES module
// and, under the name shop.cts, as CommonJS, and runs both.

import { createServer, type IncomingMessage, type Server } from 'node:http';
import { readFileSync } from 'node:fs';

import { Onerway, OnerwayError, checkCallback, signCallback, verifyCallback, verifyRequest } from 'onerway-edge';
import type { CallbackRecord, HandlerContext, Money, OnerwayOptions, PaymentEvent, TxnInfo, VerifiedEvent } from 'onerway-edge';
import { durableObjectStore, memoryStore, redisStore, sqlStore } from 'onerway-edge/stores';
import type { IdempotencyStore, SqlStatement } from 'onerway-edge/stores';

interface Sample {
  merchantNo: string;
  secret: string;
  body: string;
  changedBody: string;
  transactionId: string;
}

interface Answer {
  trust: string;
  transactionId: string;
  refused: string;
  status: number;
  handled: string[];
  codes: string;
}

/** What a result means for the shop, by every type that there is. */
function meaning(event: VerifiedEvent): string {
  switch (event.notifyType) {
    case 'TXN': {
      const { amount, currency }: Money = event.order ?? { amount: '0', currency: 'USD', minorUnits: '0' };
      return `${event.operation} ${event.outcome} ${amount} ${currency}, order ${event.merchantTxnId.toUpperCase()}`;
    }
    case 'CANCEL':
      return `cancelled ${event.order.minorUnits}`;
    case 'REFUND_AUDIT':
      return `refund ${event.status}`;
    case 'CHARGEBACK':
    case 'PRE_DISPUTE':
      return `disputed ${event.disputed.amount}`;
    default:
      return event satisfies never;
  }
}

/** A framework without a Web Request: the body as received, the headers as Node has them. */
function plain(body: Uint8Array, { headers }: Pick<IncomingMessage, 'headers'>, { merchantNo, secret }: Sample): string {
  const result = checkCallback(body, { merchantNo, secret: [secret, 'the-one-before'], headers });
  if (result.ok) return meaning(result.event);
  const { code, field, doubts } = result.error;
  if (code === 'signature_mismatch') return '401';
  return `${code} ${field ?? '-'} ${doubts?.[0]?.code ?? '-'}`;
}

/** As it comes, with doubts: ids only, then the gateway's own record. */
async function certain(onerway: Onerway, request: Request, sample: Sample): Promise<PaymentEvent> {
  const { merchantNo, secret } = sample;
  const told = await verifyRequest(request, { merchantNo, secret, onDoubt: 'keep' });
  if (told.trust === 'verified') return told;
  const controller = new AbortController();
  return onerway.confirm(told, { signal: controller.signal });
}

/** Queries of a client, typed to the record. */
export async function report(onerway: Onerway): Promise<string[]> {
  const lines: string[] = [];
  for await (const { transactionId, status } of onerway.transactions.all({ startTime: new Date(0), endTime: new Date() })) {
    lines.push(`${transactionId ?? '-'} ${status ?? '-'}`);
  }
  try {
    const one: TxnInfo | null = await onerway.transactions.get({ merchantTxnId: 'A-1' });
    lines.push(one?.orderAmount ?? 'none');
    const { bytes, fileName } = await onerway.vouchers.download({ transactionId: '1826814232868814848' });
    lines.push(`${fileName} ${bytes.byteLength}`);
  } catch (error) {
    if (!(error instanceof OnerwayError)) throw error;
    for (const record of error.records ?? []) lines.push(String(record.merchantTxnId));
  }
  return lines;
}

/** One of each store, as far as types go. */
function stores(eval_: (script: string, keys: string[], args: string[]) => Promise<unknown>): IdempotencyStore[] {
  const rows = sqlStore({ query: async (sql, params) => [{ sql, count: params.length }], dialect: 'sqlite' });
  const effect: SqlStatement = sqlStore.remember('postgres', ['txn:1'], { table: 'effects' });
  const binding = { idFromName: (name: string) => name, get: () => ({ fetch: async () => new Response(effect.sql) }) };
  return [memoryStore({ maxKeys: 10 }), redisStore(eval_), rows, durableObjectStore(binding)];
}

class CountingStore implements IdempotencyStore {
  readonly #inner = memoryStore();
  claims = 0;
  claim: IdempotencyStore['claim'] = (keys, options) => (this.claims++, this.#inner.claim(keys, options));
  complete: IdempotencyStore['complete'] = (keys, options) => this.#inner.complete(keys, options);
  release: IdempotencyStore['release'] = (keys, options) => this.#inner.release(keys, options);
}

export function server(onerway: Onerway, handle: (event: PaymentEvent, context: HandlerContext) => unknown): Server {
  return createServer(async (incoming, outgoing) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const headers = new Headers(incoming.headers as Record<string, string>);
    const request = new Request('https://shop.example/callback', { method: 'POST', headers, body: Buffer.concat(chunks) });
    const response = await onerway.handleCallback(request, handle, { confirm: 'doubtful' });
    outgoing.writeHead(response.status).end(await response.text());
  });
}

async function main(sample: Sample): Promise<Answer> {
  const { merchantNo, secret, body, changedBody } = sample;
  const store = new CountingStore();
  const codes: CallbackRecord['code'][] = [];
  const options: OnerwayOptions = {
    merchantNo,
    secret,
    environment: 'sandbox',
    store,
    log: (record) => void (record.name === 'onerway.callback' && codes.push(record.code)),
  };
  const onerway = new Onerway(options);
  const handled: string[] = [];
  const handle = (event: PaymentEvent, { keys, signal }: HandlerContext): void => {
    if (signal.aborted || event.operation !== 'payment' || !event.paid) return;
    handled.push(`${event.order?.amount ?? '-'} ${keys.length}`);
  };
  const post = (text: string): Request => new Request('https://shop.example/callback', { method: 'POST', body: text });

  const event = await certain(onerway, post(body), sample);
  const response: Response = await onerway.handleCallback(post(body), handle);
  await onerway.handleCallback(post(body), handle);
  const made = signCallback({ ...JSON.parse(body), orderAmount: '1.00' }, secret);
  const own: 'verified' = verifyCallback(made.body, { merchantNo, secret, headers: made.headers }).trust;
  if (store.claims !== 2 || stores(async () => null).length !== 4) throw new Error('stores');
  return {
    trust: `${event.trust} ${own}`,
    transactionId: event.transactionId,
    refused: plain(new TextEncoder().encode(changedBody), { headers: {} }, sample),
    status: response.status,
    handled,
    codes: codes.join(),
  };
}

main(JSON.parse(readFileSync('sample/sample.json', 'utf8')) as Sample).then(
  (answer) => console.log(JSON.stringify(answer)),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
