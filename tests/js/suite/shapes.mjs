// The names that events have: the suite holds them against the package, tests/types against index.d.ts.

export const VERIFIED = /** @type {const} */ ([
  'source', 'trust', 'notifyType', 'operation', 'outcome', 'paid', 'merchantNo', 'transactionId', 'merchantTxnId', 'paymentId',
  'txnType', 'status', 'paymentStatus', 'chargebackStatus', 'order', 'settlement', 'disputed', 'reason', 'occurredAt',
  'idempotencyKeys', 'signed', 'unsigned', 'uncertain', 'secretIndex',
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
