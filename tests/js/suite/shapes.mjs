// The names that events have: the suite holds them against the package, tests/types against the types.

export const VERIFIED = /** @type {const} */ ([
  'source', 'trust', 'notifyType', 'operation', 'outcome', 'paid', 'final', 'merchantNo', 'transactionId', 'merchantTxnId', 'paymentId',
  'txnType', 'status', 'paymentStatus', 'chargebackStatus', 'order', 'settlement', 'disputed', 'reason', 'occurredAt',
  'idempotencyKeys', 'signed', 'unsigned', 'uncertain', 'secretIndex',
]);

/** What a query tells. */
export const CONFIRMED = /** @type {const} */ ([
  'source', 'trust', 'notifyType', 'operation', 'outcome', 'paid', 'final', 'merchantNo', 'transactionId', 'merchantTxnId',
  'paymentId', 'txnType', 'status', 'paymentStatus', 'chargebackStatus', 'order', 'settlement', 'disputed', 'reason', 'occurredAt',
  'idempotencyKeys', 'original', 'record',
]);

export const UNCONFIRMED = /** @type {const} */ (['source', 'trust', 'doubts', 'claimed', 'secretIndex']);

export const CLAIMED = /** @type {const} */ ([
  'merchantTxnId', 'notifyType', 'originTransactionId', 'paymentId', 'transactionId', 'txnType',
]);

export const EXCLUDED = /** @type {const} */ ([
  'customsDeclarationAmount', 'customsDeclarationCurrency', 'originMerchantTxnId', 'originTransactionId', 'paymentMethod',
  'periodValue', 'tokenExpireTime', 'walletTypeName',
]);

/** Signed fields that can be uncertain. */
export const TELLING = {
  payment: /** @type {const} */ ([
    'cardBinCountry', 'channelRequestId', 'contractId', 'dataStatus', 'eci', 'paymentMethodDetails', 'products', 'reason',
    'responseTime', 'scenarios', 'settleRate', 'subscriptionStatus', 'tokenId', 'txnTimeZone',
  ]),
  audit: /** @type {const} */ (['reason']),
  dispute: /** @type {const} */ (['appealDueTime', 'chargebackArn', 'chargebackCode', 'chargebackReason', 'importTime']),
};

/** Signed fields that decide. */
export const DECIDING = {
  payment: /** @type {const} */ ([
    'merchantNo', 'merchantTxnId', 'notifyType', 'orderAmount', 'orderCurrency', 'paymentId', 'paymentStatus', 'status',
    'transactionId', 'txnAmount', 'txnCurrency', 'txnTime', 'txnType',
  ]),
  audit: /** @type {const} */ (['merchantNo', 'notifyType', 'status', 'transactionId']),
  dispute: /** @type {const} */ ([
    'chargebackAmount', 'chargebackCurrency', 'chargebackDate', 'chargebackStatus', 'merchantNo', 'notifyType', 'transactionId',
  ]),
};

/** What such an event never has: null. */
export const NEVER = {
  payment: /** @type {const} */ (['chargebackStatus', 'disputed']),
  audit: /** @type {const} */ ([
    'merchantTxnId', 'paymentId', 'txnType', 'paymentStatus', 'chargebackStatus', 'order', 'settlement', 'disputed', 'occurredAt',
  ]),
  dispute: /** @type {const} */ ([
    'merchantTxnId', 'paymentId', 'txnType', 'status', 'paymentStatus', 'order', 'settlement', 'reason', 'occurredAt',
  ]),
};

/** What it has or not. */
export const SOMETIMES = {
  payment: /** @type {const} */ (['paymentId', 'paymentStatus', 'settlement', 'reason', 'occurredAt']),
  audit: /** @type {const} */ (['reason']),
  dispute: /** @type {const} */ ([]),
};

/** How it can end. */
export const OUTCOMES = {
  payment: /** @type {const} */ (['succeeded', 'failed', 'pending', 'action_required', 'cancelled', 'open']),
  audit: /** @type {const} */ (['succeeded', 'failed', 'pending', 'action_required', 'cancelled']),
  dispute: /** @type {const} */ (['succeeded', 'failed', 'cancelled', 'open']),
};

/** @type {Record<string, 'payment' | 'audit' | 'dispute'>} */
export const KIND_OF = {
  TXN: 'payment',
  CANCEL: 'payment',
  REFUND_AUDIT: 'audit',
  CHARGEBACK: 'dispute',
  PRE_DISPUTE: 'dispute',
};

/** What a log record can have. */
export const RECORD = /** @type {const} */ ([
  'name', 'status', 'code', 'ms', 'field', 'error', 'trust', 'notifyType', 'operation', 'outcome', 'transactionId', 'key', 'doubts',
]);
