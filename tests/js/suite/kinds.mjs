// What results have: each name, and the kinds of its values, written as types. The suite holds them against what the package
// gives, both ways (seen.mjs); tests/types hold the types against them. Of true and false each is seen on its own, so that
// neither hides.

import { CLAIMED, DECIDING, EXCLUDED, TELLING } from './shapes.mjs';

/**
 * The same kinds for each of the names.
 *
 * @template {string} Name
 * @template {string} Kinds
 * @param {readonly Name[]} names
 * @param {Kinds} kinds
 * @returns {{ [N in Name]: Kinds }}
 */
const each = (names, kinds) => /** @type {any} */ (Object.fromEntries(names.map((name) => [name, kinds])));

/** What all events have that say what happened. */
const EVENT = /** @type {const} */ ({
  merchantNo: 'string',
  transactionId: 'string',
});

/** What all verified ones have besides. */
const VERIFIED = /** @type {const} */ ({
  ...EVENT,
  source: "'callback'",
  trust: "'verified'",
  uncertain: 'string[]',
  secretIndex: 'number',
});

const PAYMENT = /** @type {const} */ ({
  ...VERIFIED,
  outcome: 'PayOutcome',
  merchantTxnId: 'string',
  paymentId: 'string | null',
  txnType: 'TxnType',
  status: 'TxnStatus',
  paymentStatus: 'PaymentStatus | null',
  chargebackStatus: 'null',
  settlement: 'Money | null',
  disputed: 'null',
  reason: 'Reason | null',
  occurredAt: 'string | null',
  idempotencyKeys: '[string] | [string, string]',
  final: 'true | false',
  signed: 'SignedPaymentFields',
  unsigned: 'UnsignedPaymentFields',
});

/** What a dispute does not have, by callback or by query. */
const DISPUTE = /** @type {const} */ ({
  ...EVENT,
  operation: "'dispute'",
  outcome: "'open' | 'succeeded' | 'failed' | 'cancelled'",
  paid: 'false',
  final: 'false',
  ...each(['merchantTxnId', 'paymentId', 'txnType', 'status', 'paymentStatus', 'order', 'settlement', 'reason', 'occurredAt'], 'null'),
  idempotencyKeys: '[string]',
});

const CONFIRMED = /** @type {const} */ ({
  ...EVENT,
  source: "'query'",
  trust: "'confirmed'",
  original: 'Original | null',
});

const CHECKS = /** @type {const} */ ({
  ...each([
    'version', 'authenticationFlow', 'chargebackLiability', 'transStatus', 'transStatusReason', 'eci', 'cvvResult', 'avsFullResult',
    'cavvResult',
  ], 'string | null'),
  extra: 'Extra',
});

export const KINDS = /** @type {const} */ ({
  Money: { amount: 'string', currency: 'string', minorUnits: 'string' },
  Reason: { respCode: 'string | null', respMsg: 'string | null' },
  Doubt: { code: "'unknown_field' | 'field_missing' | 'field_invalid' | 'ambiguous'", field: 'string' },

  // ---- events
  TxnEvent: {
    ...PAYMENT,
    notifyType: "'TXN'",
    operation: "'payment' | 'authorization' | 'capture' | 'refund' | 'void' | 'card_binding'",
    paid: 'true | false',
    order: 'Money | null',
  },
  CancelEvent: { ...PAYMENT, notifyType: "'CANCEL'", operation: "'cancellation'", paid: 'false', order: 'Money' },
  RefundAuditEvent: {
    ...VERIFIED,
    notifyType: "'REFUND_AUDIT'",
    operation: "'refund'",
    outcome: "'succeeded' | 'failed' | 'pending' | 'action_required' | 'cancelled'",
    paid: 'false',
    final: 'true | false',
    ...each(['merchantTxnId', 'paymentId', 'txnType', 'paymentStatus', 'chargebackStatus', 'order', 'settlement', 'disputed', 'occurredAt'], 'null'),
    status: 'TxnStatus',
    reason: 'Reason | null',
    idempotencyKeys: '[string]',
    signed: 'SignedAuditFields',
    unsigned: 'UnsignedAuditFields',
  },
  DisputeEvent: {
    ...DISPUTE,
    ...VERIFIED,
    notifyType: "'CHARGEBACK' | 'PRE_DISPUTE'",
    chargebackStatus: 'ChargebackStatus',
    disputed: 'Money',
    signed: 'SignedDisputeFields',
    unsigned: 'UnsignedDisputeFields',
  },
  UnconfirmedEvent: { source: "'callback'", trust: "'unconfirmed'", doubts: 'Doubts', claimed: 'Claimed', secretIndex: 'number' },
  Claimed: { ...each(CLAIMED, 'string | absent'), transactionId: 'string' },
  ConfirmedTxnEvent: {
    ...CONFIRMED,
    notifyType: "'TXN'",
    operation: "'payment' | 'authorization' | 'capture' | 'refund' | 'void' | 'card_binding'",
    outcome: 'Outcome',
    paid: 'true | false',
    final: 'true | false',
    ...each(['merchantTxnId', 'paymentId', 'txnType', 'status', 'paymentStatus', 'occurredAt'], 'string | null'),
    chargebackStatus: 'null',
    order: 'Money | null',
    settlement: 'Money | null',
    disputed: 'null',
    reason: 'Reason | null',
    idempotencyKeys: '[string] | [string, string]',
    record: 'TxnInfo',
  },
  ConfirmedChargebackEvent: {
    ...DISPUTE,
    ...CONFIRMED,
    notifyType: "'CHARGEBACK'",
    chargebackStatus: 'string | null',
    disputed: 'Money | null',
    record: 'ChargebackInfo',
  },
  Original: { transactionId: 'string | null', merchantTxnId: 'string | null' },

  // ---- fields of callbacks
  SignedPaymentFields: {
    ...each([...DECIDING.payment, ...TELLING.payment], 'string | absent'),
    ...each(['merchantNo', 'notifyType', 'transactionId', 'merchantTxnId', 'txnType', 'status'], 'string'),
  },
  SignedAuditFields: { ...each(DECIDING.audit, 'string'), ...each(TELLING.audit, 'string | absent') },
  SignedDisputeFields: { ...each(DECIDING.dispute, 'string'), ...each(TELLING.dispute, 'string | absent') },
  UnsignedPaymentFields: each([...EXCLUDED, ...TELLING.payment], 'string | absent'),
  UnsignedAuditFields: each([...EXCLUDED, ...TELLING.audit], 'string | absent'),
  UnsignedDisputeFields: each([...EXCLUDED, ...TELLING.dispute], 'string | absent'),

  // ---- queries
  SignedRequest: { url: 'string', method: "'POST'", headers: 'RequestHead', body: 'string' },
  RequestHead: { 'Content-Type': "'application/json'" },
  Page: { content: 'QueryRecord[]', ...each(['current', 'size', 'totalPages', 'totalElements'], 'number | null') },
  TxnInfo: {
    ...each([
      'transactionId', 'merchantTxnId', 'txnTime', 'txnTimeZone', 'originTransactionId', 'merchantTxnOriginalId', 'productType',
      'subProductType', 'txnType', 'status', 'reason', 'paymentMethod', 'walletTypeName', 'orderAmount', 'orderCurrency',
      'txnAmount', 'txnCurrency', 'settleRate', 'customsDeclarationAmount', 'customsDeclarationCurrency', 'arn', 'appId',
      'website', 'cardBinCountry', 'cardNumber', 'holderName', 'eci', 'tokenId', 'contractId', 'cardType', 'paymentId', 'email',
    ], 'string | null'),
    userPaymentStatus: 'true | false | null',
    creditCard: 'CreditCard | null',
    extra: 'Extra',
    settlement: 'Settlement | null',
  },
  CreditCard: { ...CHECKS, verificationResult: 'VerificationResult | null' },
  VerificationResult: CHECKS,
  Settlement: { expected: 'string', difference: 'string', matches: 'true | false' },
  PaymentInfo: {
    ...each(['paymentId', 'paymentStatus', 'lastTransactionId', 'merchantTxnId', 'appId', 'orderAmount', 'orderCurrency'], 'string | null'),
    extra: 'Extra',
  },
  ChargebackInfo: {
    ...each([
      'merchantNo', 'merchantTxnId', 'originTransactionId', 'txnAmount', 'txnCurrency', 'txnTime', 'paymentMethod', 'chargebackId',
      'importTime', 'chargebackAmount', 'chargebackCurrency', 'chargebackDate', 'chargebackStatus', 'chargebackReason',
      'chargebackArn', 'chargebackCode', 'appealDueTime',
    ], 'string | null'),
    extra: 'Extra',
  },
  Progress: each(['windows', 'windowsDone', 'pages', 'records'], 'number'),

  // ---- handlers
  HandlerContext: { signal: 'AbortSignal', keys: 'string[]' },
  CallbackRecord: {
    name: "'onerway.callback'",
    status: '200 | 400 | 401 | 403 | 405 | 413 | 415 | 503',
    code: 'CallbackCode',
    ms: 'number',
    trust: "'verified' | 'confirmed' | 'unconfirmed' | absent",
    notifyType: "'TXN' | 'CANCEL' | 'REFUND_AUDIT' | 'CHARGEBACK' | 'PRE_DISPUTE' | absent",
    operation: 'Operation | absent',
    outcome: 'Outcome | absent',
    ...each(['field', 'error', 'transactionId', 'key'], 'string | absent'),
    doubts: 'string[] | absent',
  },
  ResultRecord: {
    name: "'onerway.result'",
    code: "'handled' | 'duplicate' | 'claim_lost'",
    ms: 'number',
    trust: "'confirmed'",
    notifyType: "'TXN'",
    operation: 'Operation',
    outcome: 'Outcome',
    transactionId: 'string',
    key: 'string',
  },

  // ---- vouchers
  VoucherAvailability: { state: "'not_ready' | 'maybe' | 'due'", availableAt: 'string | null', overdueAt: 'string | null' },
  VoucherAsFile: { form: "'file'", contentType: 'string', bytes: 'Uint8Array' },
  VoucherAsLink: { form: "'link'", url: 'string' },
  VoucherFile: { bytes: 'Uint8Array', contentType: 'string', fileName: 'string' },

  // ---- others
  SignedCallback: { body: 'string', headers: 'CallbackHead' },
  CallbackHead: { 'Content-Type': "'application/json'", 'X-Rh-Signature': 'string' },
  VerifiedWebhook: { timestamp: 'number', secretIndex: 'number' },
  OnerwayError: {
    name: "'OnerwayError'",
    code: 'OnerwayErrorCode',
    message: 'string',
    ...each(['field', 'respCode', 'respMsg', 'availableAt'], 'string | absent'),
    status: 'number | absent',
    doubts: 'readonly Doubt[] | absent',
    records: 'readonly QueryRecord[] | absent',
    cause: 'unknown | absent',
  },
  /** What a function gives where there is something, and where there is nothing. */
  Given: {
    settlementOf: 'Settlement | null',
    parseVoucherResponse: 'Voucher | null',
    'transactions.get': 'TxnInfo | null',
    'payments.get': 'PaymentInfo | null',
  },
});

/** What the rules of the core leave nobody to see, and its lists of fields name all the same. */
export const UNSEEN = [
  // Nothing tells one from the other, so neither is ever proved.
  'SignedDisputeFields.chargebackArn: string',
  'SignedDisputeFields.chargebackCode: string',
  // No dispute is without it, and nothing beside it is a time.
  'SignedDisputeFields.importTime: absent',
  'UnsignedDisputeFields.importTime: string',
];
