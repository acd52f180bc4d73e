// Queries, and the gateway's answers. Nothing here is run.

import { buildQuery, buildQueryRequest, parseQueryResponse, settlementOf } from 'onerway-edge';
import type {
  ChargebackInfo,
  ChargebacksParams,
  CreditCard,
  Endpoint,
  IdList,
  LosslessJson,
  Page,
  PaymentInfo,
  PaymentsParams,
  QueryKind,
  QueryOptions,
  QueryParams,
  QueryRecords,
  QueryTime,
  Settlement,
  SignedRequest,
  TransactionsParams,
  TxnInfo,
  VerificationResult,
} from 'onerway-edge';

import { merchantNo, same, secret, use } from './helpers.js';

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

const settled: Settlement | null = settlementOf({ orderAmount: '1.00', settleRate: null, txnAmount: null });
// @ts-expect-error amounts are text
settlementOf({ orderAmount: 1, settleRate: '1', txnAmount: '1' });

use(count, settled);
