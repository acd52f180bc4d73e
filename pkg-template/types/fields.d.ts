// The fields of callbacks, as they are received.

/** Fields that the signature does not cover: **anybody can have changed them**. */
export interface ExcludedFields {
  /** Of a refund or a dispute: the transaction that it belongs to. Ask the gateway before you rely on it. */
  originTransactionId?: string;
  originMerchantTxnId?: string;
  customsDeclarationAmount?: string;
  customsDeclarationCurrency?: string;
  paymentMethod?: string;
  walletTypeName?: string;
  periodValue?: string;
  tokenExpireTime?: string;
}

/** Signed fields of TXN and CANCEL on which nothing depends. They can be uncertain. */
export interface TellingPaymentFields {
  /** Two letters: `"US"`. */
  cardBinCountry?: string;
  /** merchantNo and transactionId, joined. */
  channelRequestId?: string;
  /** 19 digits. */
  contractId?: string;
  /** `"0"` to `"3"`. */
  dataStatus?: string;
  /** `"05"`; or one digit. */
  eci?: string;
  /** JSON: an object. */
  paymentMethodDetails?: string;
  /** JSON: an array. */
  products?: string;
  /** JSON: an object. The event's `reason` is this, parsed. */
  reason?: string;
  /** `yyyy-MM-dd HH:mm:ss`. */
  responseTime?: string;
  /** `"SUBSCRIPTION_INITIAL"`, `"SUBSCRIPTION_RENEWAL"`. */
  scenarios?: string;
  /** Decimal: from `orderAmount` to `txnAmount`. */
  settleRate?: string;
  /** `"active"`, `"pastdue"`, ... */
  subscriptionStatus?: string;
  /** The token of a stored card: keep it out of logs. */
  tokenId?: string;
  /** As `"+08:00"`. */
  txnTimeZone?: string;
}

/** The signed field of REFUND_AUDIT on which nothing depends. It can be uncertain. */
export interface TellingAuditFields {
  /** JSON: an object. The event's `reason` is this, parsed. */
  reason?: string;
}

/** Signed fields of CHARGEBACK and PRE_DISPUTE on which nothing depends. They can be uncertain. */
export interface TellingDisputeFields {
  /** `yyyy-MM-dd HH:mm:ss`. */
  appealDueTime?: string;
  /** Free text. Beside `chargebackCode` nothing tells where it ends: both are uncertain. */
  chargebackArn?: string;
  chargebackCode?: string;
  chargebackReason?: string;
  /** `yyyy-MM-dd HH:mm:ss`. */
  importTime?: string;
}

interface SignedFields {
  merchantNo: string;
  notifyType: string;
  transactionId: string;
}

/** Signed fields of TXN and CANCEL, as received: in a verified event they are proved. */
export interface SignedPaymentFields extends SignedFields, TellingPaymentFields {
  merchantTxnId: string;
  txnType: string;
  status: string;
  paymentId?: string;
  paymentStatus?: string;
  orderAmount?: string;
  orderCurrency?: string;
  txnAmount?: string;
  txnCurrency?: string;
  /** `yyyy-MM-dd HH:mm:ss` in `txnTimeZone`. */
  txnTime?: string;
}

/** Signed fields of REFUND_AUDIT. */
export interface SignedAuditFields extends SignedFields, TellingAuditFields {
  status: string;
}

/** Signed fields of CHARGEBACK and PRE_DISPUTE. */
export interface SignedDisputeFields extends SignedFields, TellingDisputeFields {
  chargebackAmount: string;
  chargebackCurrency: string;
  /** `yyyy-MM-dd HH:mm:ss`. */
  chargebackDate: string;
  chargebackStatus: string;
}

// What has no `export` above is not exported.
export {};
