// Vouchers: the question, the answer, and when there is one. Nothing here is run.

import {
  Onerway,
  buildQuery,
  buildQueryRequest,
  parseQueryResponse,
  parseVoucherResponse,
  voucherAvailability,
} from 'onerway-edge';
import type {
  QueryOptions,
  SignedRequest,
  Voucher,
  VoucherAddress,
  VoucherAvailability,
  VoucherFile,
  VoucherParams,
  VoucherQueryOptions,
  VoucherSettings,
} from 'onerway-edge';

import { merchantNo, same, secret } from './helpers.js';

const settings: QueryOptions = { merchantNo, secret, environment: 'sandbox', timeZone: '+08:00' };
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
new Onerway({ merchantNo, secret, environment: 'sandbox', voucher: voucherSettings });
