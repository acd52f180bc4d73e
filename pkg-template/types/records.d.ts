// The records of answers.

/** A JSON value in which numbers are strings, as they were written. */
export type LosslessJson = string | boolean | null | LosslessJson[] | { [name: string]: LosslessJson };

/** The results of 3-D Secure, CVV and address checks. Source: order query, VerificationResult. */
export interface VerificationResult {
  version: string | null;
  authenticationFlow: string | null;
  /** Not to be relied on where `transStatus` is `N` or `R`. */
  chargebackLiability: string | null;
  transStatus: string | null;
  transStatusReason: string | null;
  eci: string | null;
  cvvResult: string | null;
  avsFullResult: string | null;
  cavvResult: string | null;
  extra: Record<string, LosslessJson>;
}

/**
 * A card and its checks. The document names this object, lists the fields of its checks and shows
 * no sample, so they are taken where they stand: directly, or in `verificationResult`.
 */
export interface CreditCard extends VerificationResult {
  verificationResult: VerificationResult | null;
}

/** One transaction: one attempt to pay, refund, capture, ... Source: order query, TxnInfo. */
export interface TxnInfo {
  /** The gateway's id of this attempt, 19 digits. */
  transactionId: string | null;
  /** The merchant's order number. */
  merchantTxnId: string | null;
  /** When it ended, `yyyy-MM-dd HH:mm:ss` in `txnTimeZone`. */
  txnTime: string | null;
  /** As `+08:00`. */
  txnTimeZone: string | null;
  /** Of a refund or the like: the transaction it belongs to. */
  originTransactionId: string | null;
  merchantTxnOriginalId: string | null;
  /** `CARD`, `LPMS`, ... */
  productType: string | null;
  /** `DIRECT`, `SUBSCRIBE`, ... */
  subProductType: string | null;
  /** `SALE`, `REFUND`, ... */
  txnType: string | null;
  /** `S` success, `F` failed, `N` cancelled or closed; `P`, `R`, `I`, `U` are not final. */
  status: string | null;
  /** Why it failed. */
  reason: string | null;
  /** `VISA`, ... */
  paymentMethod: string | null;
  walletTypeName: string | null;
  /** Decimal, in the main unit of the currency: `"50.00"`. */
  orderAmount: string | null;
  /** ISO 4217. */
  orderCurrency: string | null;
  /** The amount in the settlement currency: `orderAmount` times `settleRate`. */
  txnAmount: string | null;
  txnCurrency: string | null;
  settleRate: string | null;
  customsDeclarationAmount: string | null;
  customsDeclarationCurrency: string | null;
  /** The acquirer's reference number. */
  arn: string | null;
  appId: string | null;
  website: string | null;
  cardBinCountry: string | null;
  /** The middle digits are replaced by the gateway. */
  cardNumber: string | null;
  holderName: string | null;
  eci: string | null;
  tokenId: string | null;
  contractId: string | null;
  /** In samples, not in the document's table. */
  cardType: string | null;
  /** In samples, not in the document's table. */
  paymentId: string | null;
  /** In samples, not in the document's table. */
  email: string | null;
  /** What the payer's bank says, of a few local payments (Sofort): true paid, false not paid. */
  userPaymentStatus: boolean | null;
  creditCard: CreditCard | null;
  /** Fields that the documents do not name, and values of an unexpected shape. */
  extra: Record<string, LosslessJson>;
  /** `txnAmount` held against `orderAmount` times `settleRate`; null where one of them is missing or no decimal number. */
  settlement: Settlement | null;
}

/** What is settled, compared with the order's amount times the rate. Source: order query, TxnInfo, `settleRate`. */
export interface Settlement {
  /** The exact product, decimal: `"781.23"`. */
  expected: string;
  /** What is settled less that, decimal: `"-0.005"`. */
  difference: string;
  /**
   * Whether the printed digits allow the difference. With `u` one unit of the rate's last digit (0 for a rate of exactly
   * 1) and `v` one of the amount's: `-orderAmount * u / 2 - v <= difference <= orderAmount * u + v`.
   */
  matches: boolean;
}

/**
 * What is settled, held against the order's amount times the rate, in exact decimals. A record of the order query has it
 * as `settlement`.
 *
 * @throws `param_invalid` for a value that is no decimal number.
 *
 * @example
 * settlementOf({ orderAmount: '100.00', settleRate: '7.8123', txnAmount: '781.23' })?.matches // true
 */
export declare function settlementOf(record: {
  readonly orderAmount: string | null;
  readonly settleRate: string | null;
  readonly txnAmount: string | null;
}): Settlement | null;

/** One payment intent. Source: payment query, items. */
export interface PaymentInfo {
  paymentId: string | null;
  /** `S` success, `N` closed, `O` open, `A` authorised, `I`, `U`, `P`, `R`. */
  paymentStatus: string | null;
  lastTransactionId: string | null;
  merchantTxnId: string | null;
  appId: string | null;
  orderAmount: string | null;
  orderCurrency: string | null;
  extra: Record<string, LosslessJson>;
}

/** One chargeback. Source: chargeback query, records. */
export interface ChargebackInfo {
  merchantNo: string | null;
  merchantTxnId: string | null;
  /** The disputed transaction. */
  originTransactionId: string | null;
  txnAmount: string | null;
  txnCurrency: string | null;
  txnTime: string | null;
  paymentMethod: string | null;
  chargebackId: string | null;
  importTime: string | null;
  chargebackAmount: string | null;
  chargebackCurrency: string | null;
  chargebackDate: string | null;
  /** `NEW`, `FA`, `FAF`, ... `ACCEPT`, `REVOKE`, `DELETE`. */
  chargebackStatus: string | null;
  chargebackReason: string | null;
  chargebackArn: string | null;
  chargebackCode: string | null;
  appealDueTime: string | null;
  extra: Record<string, LosslessJson>;
}
