//! The records of the gateway's answers, with every field of the documents.
//!
//! Any field can be null. Ids and amounts are text as received. What the documents do not name is
//! kept in `extra`, and so is a value of another shape than its field has.

use alloc::{string::String, vec::Vec};
use core::fmt;

use super::answer::Record;
use crate::{
    error::{Code, Error, Result},
    json::Value,
};

/// Unknown fields of a record, in the order they came in.
pub type Extra = Vec<(String, Value)>;

/// A record: text fields by their names on the wire, and fields of another type.
///
/// `masked` fields are personal data: `Debug` shows only that they are there.
macro_rules! record {
    (
        $(#[$about:meta])*
        $name:ident
        text { $($(#[$doc:meta])* $field:ident = $wire:literal,)* }
        masked { $($(#[$masked_doc:meta])* $masked:ident = $masked_wire:literal,)* }
        other { $($(#[$other_doc:meta])* $other:ident = $other_wire:literal: $type:ty = $read:path,)* }
    ) => {
        $(#[$about])*
        #[derive(Clone, Default, PartialEq, Eq)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$doc])* #[cfg_attr(feature = "serde", serde(rename = $wire))] pub $field: Option<String>,)*
            $($(#[$masked_doc])* #[cfg_attr(feature = "serde", serde(rename = $masked_wire))] pub $masked: Option<String>,)*
            $($(#[$other_doc])* #[cfg_attr(feature = "serde", serde(rename = $other_wire))] pub $other: Option<$type>,)*
            /// Fields that the documents do not name.
            #[cfg_attr(feature = "serde", serde(default, with = "crate::json::as_map"))]
            pub extra: Extra,
        }

        impl $name {
            /// The names on the wire of the text fields.
            pub const NAMES: &[&str] = &[$($wire,)* $($masked_wire,)*];

            fn fill(&mut self, members: Vec<(String, Value)>) {
                for (name, value) in members {
                    let kept = match name.as_str() {
                        $($wire => text(&mut self.$field, value),)*
                        $($masked_wire => text(&mut self.$masked, value),)*
                        $($other_wire => $read(&mut self.$other, value),)*
                        _ => Some(value),
                    };
                    if let Some(value) = kept {
                        self.extra.push((name, value));
                    }
                }
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let mut shown = f.debug_struct(stringify!($name));
                $(if let Some(value) = &self.$field { shown.field($wire, value); })*
                $(if self.$masked.is_some() { shown.field($masked_wire, &"(masked)"); })*
                $(if let Some(value) = &self.$other { shown.field($other_wire, value); })*
                shown.finish_non_exhaustive()
            }
        }
    };
}

/// Each of these takes a value into its field, or gives it back where its shape is another.
fn text(field: &mut Option<String>, value: Value) -> Option<Value> {
    match value {
        Value::Null => *field = None,
        Value::String(text) | Value::Number(text) => *field = Some(text),
        Value::Bool(_) => *field = value.as_text().map(String::from),
        other => return Some(other),
    }
    None
}

fn flag(field: &mut Option<bool>, value: Value) -> Option<Value> {
    match value.as_text() {
        Some("true") => *field = Some(true),
        Some("false") => *field = Some(false),
        _ => return (value != Value::Null).then_some(value),
    }
    None
}

/// The checks are taken from where they stand: in an object of their own, or directly in the card.
fn credit_card(field: &mut Option<CreditCard>, value: Value) -> Option<Value> {
    let Value::Object(members) = value else {
        return (value != Value::Null).then_some(value);
    };
    let (checks, rest): (Vec<_>, Vec<_>) = members
        .into_iter()
        .partition(|(name, _)| VerificationResult::NAMES.contains(&name.as_str()));
    let mut card = CreditCard::default();
    if !checks.is_empty() {
        card.verification_result
            .get_or_insert_default()
            .fill(checks);
    }
    card.fill(rest);
    *field = Some(card);
    None
}

fn verification(field: &mut Option<VerificationResult>, value: Value) -> Option<Value> {
    let Value::Object(members) = value else {
        return (value != Value::Null).then_some(value);
    };
    field.get_or_insert_default().fill(members);
    None
}

record! {
    /// One transaction: one attempt to pay, refund, capture, ... Source: order query, TxnInfo.
    TxnInfo
    text {
        /// The gateway's id of this attempt.
        transaction_id = "transactionId",
        /// The merchant's order number.
        merchant_txn_id = "merchantTxnId",
        /// When it ended, `yyyy-MM-dd HH:mm:ss` in `txn_time_zone`.
        txn_time = "txnTime",
        /// The zone of `txn_time`, as `+08:00`.
        txn_time_zone = "txnTimeZone",
        /// Of a refund or the like: the transaction it belongs to.
        origin_transaction_id = "originTransactionId",
        /// The merchant's order number of the original, by the name of the request's parameter.
        merchant_txn_original_id = "merchantTxnOriginalId",
        /// `CARD`, `LPMS`, ...
        product_type = "productType",
        /// `DIRECT`, `SUBSCRIBE`, ...
        sub_product_type = "subProductType",
        /// `SALE`, `REFUND`, ...
        txn_type = "txnType",
        /// `S` success, `F` failed, `N` cancelled or closed, `P`, `R`, `I`, `U` not final.
        status = "status",
        /// Why it failed.
        reason = "reason",
        /// The way of paying: `VISA`, ...
        payment_method = "paymentMethod",
        /// The brand of the wallet: `ApplePay`, ...
        wallet_type_name = "walletTypeName",
        /// The order's amount, decimal, in the main unit of its currency.
        order_amount = "orderAmount",
        /// ISO 4217.
        order_currency = "orderCurrency",
        /// The amount in the settlement currency: `order_amount` times `settle_rate`.
        txn_amount = "txnAmount",
        /// The settlement currency, ISO 4217.
        txn_currency = "txnCurrency",
        /// The rate between them.
        settle_rate = "settleRate",
        /// The amount that can be declared to customs.
        customs_declaration_amount = "customsDeclarationAmount",
        /// Its currency, ISO 4217.
        customs_declaration_currency = "customsDeclarationCurrency",
        /// The acquirer's reference number.
        arn = "arn",
        /// The merchant's application.
        app_id = "appId",
        /// The site where it was paid.
        website = "website",
        /// The country of the card's BIN.
        card_bin_country = "cardBinCountry",
        /// Who is liable: the card scheme's indicator.
        eci = "eci",
        /// The subscription's contract.
        contract_id = "contractId",
        /// The card's brand; in samples, not in the table.
        card_type = "cardType",
        /// The payment intent; in samples, not in the table.
        payment_id = "paymentId",
    }
    masked {
        /// The card's number, its middle digits replaced by the gateway.
        card_number = "cardNumber",
        /// The card holder's name.
        holder_name = "holderName",
        /// The token of a subscription or stored card.
        token_id = "tokenId",
        /// The payer's e-mail address; in samples, not in the table.
        email = "email",
    }
    other {
        /// What the payer's bank says: `true` paid, `false` not paid; the document has it as text.
        /// Only some local payments (Sofort) have it; without a value it means nothing.
        user_payment_status = "userPaymentStatus": bool = flag,
        /// The card's checks.
        credit_card = "creditCard": CreditCard = credit_card,
    }
}

record! {
    /// A card and its checks. The document names the object and shows no sample of it, so the
    /// checks are found where they stand directly, and under `verificationResult` too.
    CreditCard
    text {}
    masked {}
    other {
        /// The checks.
        verification_result = "verificationResult": VerificationResult = verification,
    }
}

record! {
    /// The results of 3-D Secure, CVV and address checks. Source: order query, VerificationResult.
    VerificationResult
    text {
        /// The version of 3-D Secure.
        version = "version",
        /// The flow of 3-D Secure.
        authentication_flow = "authenticationFlow",
        /// Who is liable for a chargeback; not to be relied on where `trans_status` is `N` or `R`.
        chargeback_liability = "chargebackLiability",
        /// The status of 3-D Secure.
        trans_status = "transStatus",
        /// Why it has that status.
        trans_status_reason = "transStatusReason",
        /// The card scheme's indicator.
        eci = "eci",
        /// The CVV check.
        cvv_result = "cvvResult",
        /// The address check.
        avs_full_result = "avsFullResult",
        /// The check of the cardholder's authentication value.
        cavv_result = "cavvResult",
    }
    masked {}
    other {}
}

record! {
    /// One payment intent. Source: payment query, items.
    PaymentInfo
    text {
        /// The gateway's id of the intent.
        payment_id = "paymentId",
        /// `S` success, `N` closed, `O` open, `A` authorised, `I`, `U`, `P`, `R`.
        payment_status = "paymentStatus",
        /// The id of the last attempt.
        last_transaction_id = "lastTransactionId",
        /// The merchant's order number.
        merchant_txn_id = "merchantTxnId",
        /// The merchant's application.
        app_id = "appId",
        /// The order's amount, decimal, in the main unit of its currency.
        order_amount = "orderAmount",
        /// ISO 4217.
        order_currency = "orderCurrency",
    }
    masked {
        /// The payer's e-mail address.
        email = "email",
    }
    other {}
}

record! {
    /// One chargeback. Source: chargeback query, records.
    ChargebackInfo
    text {
        /// The merchant's number.
        merchant_no = "merchantNo",
        /// The merchant's order number.
        merchant_txn_id = "merchantTxnId",
        /// The disputed transaction.
        origin_transaction_id = "originTransactionId",
        /// Its amount, decimal.
        txn_amount = "txnAmount",
        /// Its currency, ISO 4217.
        txn_currency = "txnCurrency",
        /// When it was made, `yyyy-MM-dd HH:mm:ss`.
        txn_time = "txnTime",
        /// The way of paying.
        payment_method = "paymentMethod",
        /// The gateway's id of the chargeback.
        chargeback_id = "chargebackId",
        /// When the gateway learned of it.
        import_time = "importTime",
        /// The disputed amount, decimal.
        chargeback_amount = "chargebackAmount",
        /// Its currency, ISO 4217.
        chargeback_currency = "chargebackCurrency",
        /// When it was raised.
        chargeback_date = "chargebackDate",
        /// `NEW`, `FA`, ... `ACCEPT`, `REVOKE`, `DELETE`.
        chargeback_status = "chargebackStatus",
        /// Why it was raised.
        chargeback_reason = "chargebackReason",
        /// The acquirer's reference number.
        chargeback_arn = "chargebackArn",
        /// The card scheme's reason code.
        chargeback_code = "chargebackCode",
        /// Until when it can be appealed.
        appeal_due_time = "appealDueTime",
    }
    masked {}
    other {}
}

macro_rules! record_of_a_page {
    ($($name:ident)*) => {
        $(impl Record for $name {
            fn read(entry: Value) -> Result<Self> {
                let Value::Object(members) = entry else {
                    return Err(Error::of(Code::ResponseInvalid, "content", "holds an entry that is no record"));
                };
                let mut record = $name::default();
                record.fill(members);
                Ok(record)
            }
        })*
    };
}

record_of_a_page!(TxnInfo PaymentInfo ChargebackInfo);
