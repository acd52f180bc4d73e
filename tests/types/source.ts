// The hand-written types, held against the JavaScript and against the lists of the Rust core. Nothing here is run.

import type * as texts from 'virtual:texts';
import type * as core from '../../target/publish/words.js';
import type * as Api from '../../pkg-template/index.js';
import type * as Stores from '../../pkg-template/stores.js';
import * as api from '../../pkg-template/src/index.js';
import * as stores from '../../pkg-template/stores/index.js';

/** Compiles only where both types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function same<A, B>(_: Same<A, B>): void {}
type Word<List extends readonly string[]> = List[number];
type KeyOfEach<T> = T extends unknown ? keyof T : never;

// ---- what is exported
api satisfies typeof Api;
stores satisfies typeof Stores;
same<keyof typeof api, keyof typeof Api>(true);
same<keyof typeof stores, keyof typeof Stores>(true);
same<keyof api.Onerway, keyof Api.Onerway>(true);
same<keyof stores.IdempotencyObject, keyof Stores.IdempotencyObject>(true);

// ---- words
same<Api.Operation, Word<typeof texts.operations>>(true);
same<Api.Outcome, Word<typeof texts.outcomes>>(true);
same<Api.VoucherAvailability['state'], Word<typeof texts.voucherStates>>(true);
same<Api.Doubt['code'], core.doubts>(true);
same<Api.FieldForm, core.forms>(true);
same<Api.SignatureRule, core.rules>(true);
same<NonNullable<Api.Endpoint['environment']>, core.environments>(true);
same<Api.QueryKind, core.kinds>(true);
same<Api.VerifiedEvent['notifyType'], core.notifyTypes>(true);
same<Api.CancelEvent['txnType'], core.txnTypes>(true);
same<Api.TxnEvent['txnType'], core.txnTypes>(true);
same<Api.TxnStatus, core.statuses>(true);
same<Api.PaymentStatus, core.paymentStatuses>(true);
same<Api.ChargebackStatus, core.chargebackStatuses>(true);
same<NonNullable<Api.CallbackRecord['trust']>, Api.CallbackEvent['trust'] | Api.ConfirmedEvent['trust']>(true);
same<NonNullable<Api.CallbackRecord['notifyType']>, core.notifyTypes>(true);

// ---- fields of callbacks
same<keyof Api.ExcludedFields, core.unsigned>(true);
same<keyof Api.UnconfirmedEvent['claimed'], core.claims>(true);
same<keyof Api.TxnEvent['signed'], core.payment>(true);
same<keyof Api.CancelEvent['signed'], core.cancel>(true);
same<keyof Api.RefundAuditEvent['signed'], core.audit>(true);
same<keyof Api.DisputeEvent['signed'], core.chargeback>(true);
same<keyof Api.DisputeEvent['signed'], core.preDispute>(true);
same<KeyOfEach<Api.VerifiedEvent['signed']>, Exclude<core.fields, core.unsigned | 'sign'>>(true);
// What decides is never uncertain, so it is never among the unsigned.
same<keyof Api.TxnEvent['unsigned'], core.unsigned | Exclude<core.payment, core.deciding>>(true);
same<keyof Api.CancelEvent['unsigned'], core.unsigned | Exclude<core.cancel, core.deciding>>(true);
same<keyof Api.RefundAuditEvent['unsigned'], core.unsigned | Exclude<core.audit, core.deciding>>(true);
same<keyof Api.DisputeEvent['unsigned'], core.unsigned | Exclude<core.chargeback, core.deciding>>(true);

// ---- queries and records
same<keyof Api.TransactionsParams, core.transactionsParams>(true);
same<keyof Api.PaymentsParams, core.paymentsParams>(true);
same<keyof Api.ChargebacksParams, core.chargebacksParams>(true);
same<Exclude<keyof Api.TxnInfo, 'settlement'>, core.txnInfo>(true);
same<keyof Api.PaymentInfo, core.paymentInfo>(true);
same<keyof Api.ChargebackInfo, core.chargebackInfo>(true);
same<keyof Api.CreditCard, core.creditCard>(true);
same<keyof Api.VerificationResult, core.verificationResult>(true);
