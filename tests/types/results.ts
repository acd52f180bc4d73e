// What functions give, held against the kinds of values that the suite saw: tests/js/suite/kinds.mjs. Nothing here is run.

import type * as Api from '../../pkg-template/index.js';
import type { KINDS } from '../js/suite/kinds.mjs';

import { same } from './helpers.js';

// ---- from kinds to types
/** What a name of a kind means, but for words and lists. */
interface Types {
  string: string;
  number: number;
  null: null;
  true: true;
  false: false;
  unknown: unknown;
  AbortSignal: AbortSignal;
  Uint8Array: Uint8Array;
  Extra: Record<string, Api.LosslessJson>;
  Operation: Api.Operation;
  Outcome: Api.Outcome;
  PayOutcome: Api.PayOutcome;
  TxnType: Api.TxnEvent['txnType'];
  TxnStatus: Api.TxnStatus;
  PaymentStatus: Api.PaymentStatus;
  ChargebackStatus: Api.ChargebackStatus;
  CallbackCode: Api.CallbackCode;
  OnerwayErrorCode: Api.OnerwayErrorCode;
  Money: Api.Money;
  Reason: Api.Reason;
  Doubt: Api.Doubt;
  Doubts: [Api.Doubt, ...Api.Doubt[]];
  Claimed: Api.UnconfirmedEvent['claimed'];
  Original: NonNullable<Api.ConfirmedEvent['original']>;
  SignedPaymentFields: Api.TxnEvent['signed'];
  UnsignedPaymentFields: Api.TxnEvent['unsigned'];
  SignedAuditFields: Api.RefundAuditEvent['signed'];
  UnsignedAuditFields: Api.RefundAuditEvent['unsigned'];
  SignedDisputeFields: Api.DisputeEvent['signed'];
  UnsignedDisputeFields: Api.DisputeEvent['unsigned'];
  RequestHead: Api.SignedRequest['headers'];
  CallbackHead: Api.SignedCallback['headers'];
  QueryRecord: QueryRecord;
  TxnInfo: Api.TxnInfo;
  ChargebackInfo: Api.ChargebackInfo;
  CreditCard: Api.CreditCard;
  VerificationResult: Api.VerificationResult;
  Settlement: Api.Settlement;
  PaymentInfo: Api.PaymentInfo;
  Voucher: Api.Voucher;
}
type QueryRecord = Api.TxnInfo | Api.PaymentInfo;
type Split<Text extends string> = Text extends `${infer Kind} | ${infer Others}` ? Kind | Split<Others> : Text;
type Of<Kind> = Kind extends keyof Types
  ? Types[Kind]
  : Kind extends `'${infer Word}'`
    ? Word
    : Kind extends `readonly ${infer List}`
      ? Readonly<Of<List>>
      : Kind extends `${infer One}[]`
        ? Of<One>[]
        : Kind extends `[${infer One}, ${infer Other}]`
          ? [Of<One>, Of<Other>]
          : Kind extends `[${infer One}]`
            ? [Of<One>]
            : Kind extends `${infer Count extends number}`
              ? Count
              : never;
type Value<Text> = Text extends string ? Of<Exclude<Split<Text>, 'absent'>> : never;
type MayBeAbsent<Names> = { [N in keyof Names]: Names[N] extends string ? ('absent' extends Split<Names[N]> ? N : never) : never }[keyof Names];
type Flat<T> = { [N in keyof T]: T[N] };
/** The type that the kinds make. */
type Seen<Name extends keyof typeof KINDS, Names = (typeof KINDS)[Name]> = Flat<
  { -readonly [N in Exclude<keyof Names, MayBeAbsent<Names>>]: Value<Names[N]> } & { -readonly [N in MayBeAbsent<Names>]?: Value<Names[N]> }
>;
/** A type as one object: of several, what each property can be. */
type Written<T, Without = never> = { -readonly [N in keyof Pick<T, Exclude<keyof T, Without>>]: Pick<T, Exclude<keyof T, Without>>[N] };

// ---- values
same<Written<Api.Money>, Seen<'Money'>>(true);
same<Written<Api.Reason>, Seen<'Reason'>>(true);
same<Written<Api.Doubt>, Seen<'Doubt'>>(true);

// ---- events
same<Written<Api.TxnEvent>, Seen<'TxnEvent'>>(true);
same<Written<Api.CancelEvent>, Seen<'CancelEvent'>>(true);
same<Written<Api.RefundAuditEvent>, Seen<'RefundAuditEvent'>>(true);
same<Written<Api.DisputeEvent>, Seen<'DisputeEvent'>>(true);
same<Written<Api.UnconfirmedEvent>, Seen<'UnconfirmedEvent'>>(true);
same<Written<Types['Claimed']>, Seen<'Claimed'>>(true);
same<Written<Api.ConfirmedTxnEvent>, Seen<'ConfirmedTxnEvent'>>(true);
same<Written<Api.ConfirmedChargebackEvent>, Seen<'ConfirmedChargebackEvent'>>(true);
same<Written<Types['Original']>, Seen<'Original'>>(true);

// ---- fields of callbacks
same<Written<Types['SignedPaymentFields']>, Seen<'SignedPaymentFields'>>(true);
same<Written<Types['SignedAuditFields']>, Seen<'SignedAuditFields'>>(true);
same<Written<Types['SignedDisputeFields']>, Seen<'SignedDisputeFields'>>(true);
same<Written<Types['UnsignedPaymentFields']>, Seen<'UnsignedPaymentFields'>>(true);
same<Written<Types['UnsignedAuditFields']>, Seen<'UnsignedAuditFields'>>(true);
same<Written<Types['UnsignedDisputeFields']>, Seen<'UnsignedDisputeFields'>>(true);

// ---- queries
same<Written<Api.SignedRequest>, Seen<'SignedRequest'>>(true);
same<Written<Types['RequestHead']>, Seen<'RequestHead'>>(true);
same<Written<Api.Page<QueryRecord>>, Seen<'Page'>>(true);
same<Written<Api.TxnInfo>, Seen<'TxnInfo'>>(true);
same<Written<Api.CreditCard>, Seen<'CreditCard'>>(true);
same<Written<Api.VerificationResult>, Seen<'VerificationResult'>>(true);
same<Written<Api.Settlement>, Seen<'Settlement'>>(true);
same<Written<Api.PaymentInfo>, Seen<'PaymentInfo'>>(true);
same<Written<Api.ChargebackInfo>, Seen<'ChargebackInfo'>>(true);
same<Written<Api.Progress>, Seen<'Progress'>>(true);

// ---- handlers
same<Written<Api.HandlerContext>, Seen<'HandlerContext'>>(true);
same<Written<Api.CallbackRecord>, Seen<'CallbackRecord'>>(true);
same<Written<Api.ResultRecord>, Seen<'ResultRecord'>>(true);

// ---- vouchers
same<Written<Api.VoucherAvailability>, Seen<'VoucherAvailability'>>(true);
same<Written<Extract<Api.Voucher, { form: 'file' }>>, Seen<'VoucherAsFile'>>(true);
same<Written<Extract<Api.Voucher, { form: 'link' }>>, Seen<'VoucherAsLink'>>(true);
same<Api.Voucher['form'], 'file' | 'link'>(true);
same<Written<Api.VoucherFile>, Seen<'VoucherFile'>>(true);

// ---- others
same<Written<Api.SignedCallback>, Seen<'SignedCallback'>>(true);
same<Written<Types['CallbackHead']>, Seen<'CallbackHead'>>(true);
same<Written<Api.VerifiedWebhook>, Seen<'VerifiedWebhook'>>(true);
same<Written<Api.OnerwayError, 'stack'>, Seen<'OnerwayError'>>(true);

// ---- what has no kinds of its own
same<Api.Checked<'event'>, { ok: true; event: 'event' } | { ok: false; error: Api.OnerwayError }>(true);
same<Api.LosslessJson, string | boolean | null | Api.LosslessJson[] | { [name: string]: Api.LosslessJson }>(true);

// ---- where there is nothing
type Given = Seen<'Given'>;
type Get<Kind extends 'transactions' | 'payments'> = Awaited<ReturnType<Api.Onerway[Kind]['get']>>;
same<ReturnType<typeof Api.settlementOf>, Given['settlementOf']>(true);
same<ReturnType<typeof Api.parseVoucherResponse>, Given['parseVoucherResponse']>(true);
same<Get<'transactions'>, Given['transactions.get']>(true);
same<Get<'payments'>, Given['payments.get']>(true);
