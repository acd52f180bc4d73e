//! The records of the gateway's answers: every field of the documents in one table a kind.
//!
//! Any field can be null. Ids and amounts are text as received. What the documents do not name is
//! kept in `extra`, and so is a value of another shape than its field has.

use alloc::{string::String, vec::Vec};
use core::fmt;

use super::Kind;
use crate::{
    error::{Error, Fault, Result},
    json::Value,
    settlement::Settlement,
};

/// What a field holds.
#[derive(Clone, Copy)]
enum Form {
    /// Text; a number or boolean is taken as it is written.
    Text,
    /// Text about a person: `Debug` shows only that it is there.
    Personal,
    /// `true` or `false`, as such or as text.
    Flag,
    /// An object of a known shape.
    Object(&'static Shape),
}
use Form::{Flag, Object, Personal, Text};

type Field = (&'static str, Form);
type Shape = [Field];

// Source: order query, TxnInfo; cardType, paymentId and email from its samples.
const TXN_INFO: &Shape = &[
    ("transactionId", Text),
    ("merchantTxnId", Text),
    ("txnTime", Text),
    ("txnTimeZone", Text),
    ("originTransactionId", Text),
    ("merchantTxnOriginalId", Text),
    ("productType", Text),
    ("subProductType", Text),
    ("txnType", Text),
    ("status", Text),
    ("reason", Text),
    ("paymentMethod", Text),
    ("walletTypeName", Text),
    ("orderAmount", Text),
    ("orderCurrency", Text),
    ("txnAmount", Text),
    ("txnCurrency", Text),
    ("settleRate", Text),
    ("customsDeclarationAmount", Text),
    ("customsDeclarationCurrency", Text),
    ("arn", Text),
    ("appId", Text),
    ("website", Text),
    ("cardBinCountry", Text),
    ("cardNumber", Personal),
    ("holderName", Personal),
    ("eci", Text),
    ("tokenId", Personal),
    ("contractId", Text),
    ("cardType", Text),
    ("paymentId", Text),
    ("email", Personal),
    ("userPaymentStatus", Flag),
    ("creditCard", Object(CREDIT_CARD)),
];

// Source: order query, VerificationResult. The document names the object creditCard, shows no sample
// of it, and lists these fields: they are taken where they stand, directly or one level deeper.
const CREDIT_CARD: &Shape = &[
    ("verificationResult", Object(VERIFICATION_RESULT)),
    VERSION,
    AUTHENTICATION_FLOW,
    CHARGEBACK_LIABILITY,
    TRANS_STATUS,
    TRANS_STATUS_REASON,
    ECI,
    CVV_RESULT,
    AVS_FULL_RESULT,
    CAVV_RESULT,
];
const VERIFICATION_RESULT: &Shape = &[
    VERSION,
    AUTHENTICATION_FLOW,
    CHARGEBACK_LIABILITY,
    TRANS_STATUS,
    TRANS_STATUS_REASON,
    ECI,
    CVV_RESULT,
    AVS_FULL_RESULT,
    CAVV_RESULT,
];
const VERSION: Field = ("version", Text);
const AUTHENTICATION_FLOW: Field = ("authenticationFlow", Text);
const CHARGEBACK_LIABILITY: Field = ("chargebackLiability", Text);
const TRANS_STATUS: Field = ("transStatus", Text);
const TRANS_STATUS_REASON: Field = ("transStatusReason", Text);
const ECI: Field = ("eci", Text);
const CVV_RESULT: Field = ("cvvResult", Text);
const AVS_FULL_RESULT: Field = ("avsFullResult", Text);
const CAVV_RESULT: Field = ("cavvResult", Text);

// Source: payment query, items.
const PAYMENT_INFO: &Shape = &[
    ("paymentId", Text),
    ("paymentStatus", Text),
    ("lastTransactionId", Text),
    ("merchantTxnId", Text),
    ("appId", Text),
    ("orderAmount", Text),
    ("orderCurrency", Text),
];

// Source: chargeback query, records.
const CHARGEBACK_INFO: &Shape = &[
    ("merchantNo", Text),
    ("merchantTxnId", Text),
    ("originTransactionId", Text),
    ("txnAmount", Text),
    ("txnCurrency", Text),
    ("txnTime", Text),
    ("paymentMethod", Text),
    ("chargebackId", Text),
    ("importTime", Text),
    ("chargebackAmount", Text),
    ("chargebackCurrency", Text),
    ("chargebackDate", Text),
    ("chargebackStatus", Text),
    ("chargebackReason", Text),
    ("chargebackArn", Text),
    ("chargebackCode", Text),
    ("appealDueTime", Text),
];

const EXTRA: &str = "extra";

/// Every name that a record of the kind has.
pub(super) fn fields(kind: Kind) -> Vec<&'static str> {
    names(shape_of(kind))
}

/// The same of a card, and of the results of its checks.
pub(super) fn card() -> [Vec<&'static str>; 2] {
    [names(CREDIT_CARD), names(VERIFICATION_RESULT)]
}

fn names(shape: &Shape) -> Vec<&'static str> {
    let documented = shape.iter().map(|(name, _)| *name);
    documented.chain([EXTRA]).collect()
}

/// Sorts members into the fields of a shape; what fits none goes to `extra`, the last member.
fn fit(members: Vec<(String, Value)>, shape: &Shape) -> Value {
    let mut fields = Vec::with_capacity(shape.len() + 1);
    for (name, _) in shape {
        fields.push((String::from(*name), Value::Null));
    }
    let mut extra = Vec::new();
    for (name, value) in members {
        let known = shape.iter().zip(&mut fields);
        match known.into_iter().find(|((known, _), _)| *known == name) {
            Some(((_, form), (_, field))) if form.fits(&value) => *field = form.take(value),
            _ => extra.push((name, value)),
        }
    }
    fields.push((EXTRA.into(), Value::Object(extra)));
    Value::Object(fields)
}

impl Form {
    fn fits(self, value: &Value) -> bool {
        match (self, value) {
            (_, Value::Null) => true,
            (Text | Personal, _) => value.as_text().is_some(),
            (Flag, _) => matches!(value.as_text(), Some("true" | "false" | "")),
            (Object(_), _) => matches!(value, Value::Object(_)),
        }
    }

    /// A value that fits, as it stands in a record.
    fn take(self, value: Value) -> Value {
        match (self, value) {
            (Object(shape), Value::Object(members)) => fit(members, shape),
            (Flag, value) => match value.as_text() {
                Some("true") => Value::Bool(true),
                Some("false") => Value::Bool(false),
                _ => Value::Null,
            },
            (_, Value::Number(text)) => Value::String(text),
            (_, Value::Bool(flag)) => Value::String(if flag { "true" } else { "false" }.into()),
            (_, value) => value,
        }
    }
}

/// One entry of a page's `content`: a transaction, a payment intent or a chargeback.
pub trait Record: Sized {
    /// The query whose answer holds such records.
    const KIND: Kind;

    /// From an entry whose fields are sorted already, as [`parse_page`](super::parse_page) does.
    fn from_value(value: Value) -> Self;

    /// Every field of the kind by its name on the wire, null where it is absent, and `extra`.
    fn as_value(&self) -> &Value;

    /// The text of a field by its name on the wire; `None` where it is null.
    fn text(&self, name: &str) -> Option<&str> {
        self.as_value().get(name)?.as_text()
    }

    /// A field that the documents do not name, or a value of an unexpected shape.
    fn extra(&self, name: &str) -> Option<&Value> {
        self.as_value().get(EXTRA)?.get(name)
    }
}

const fn shape_of(kind: Kind) -> &'static Shape {
    match kind {
        Kind::Transactions => TXN_INFO,
        Kind::Payments => PAYMENT_INFO,
        Kind::Chargebacks => CHARGEBACK_INFO,
    }
}

/// Sorts an entry of a page into the fields of its kind.
pub(super) fn read_record(kind: Kind, entry: Value) -> Result<Value> {
    match entry {
        Value::Object(members) => Ok(fit(members, shape_of(kind))),
        _ => Err(Error::of("content", Fault::EntryNoRecord)),
    }
}

/// Fields without a value are left out, and personal ones masked.
fn show(f: &mut fmt::Formatter<'_>, name: &str, record: &Value, shape: &Shape) -> fmt::Result {
    let mut shown = f.debug_struct(name);
    for (name, form) in shape {
        match (form, record.get(name)) {
            (_, None | Some(Value::Null)) => {}
            (Text | Flag, Some(value)) => {
                shown.field(name, &value.as_text());
            }
            (Personal | Object(_), Some(_)) => {
                shown.field(name, &"(masked)");
            }
        }
    }
    shown.finish_non_exhaustive()
}

/// The type of each kind of record.
macro_rules! records {
    ($($(#[$about:meta])* $name:ident: $kind:expr;)*) => {
        $(
            $(#[$about])*
            #[derive(Clone, PartialEq, Eq)]
            pub struct $name(Value);

            impl Record for $name {
                const KIND: Kind = $kind;

                fn from_value(value: Value) -> Self {
                    $name(value)
                }

                fn as_value(&self) -> &Value {
                    &self.0
                }
            }

            impl fmt::Debug for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    show(f, stringify!($name), &self.0, shape_of($kind))
                }
            }

            #[cfg(feature = "serde")]
            impl serde::Serialize for $name {
                fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    self.0.serialize(serializer)
                }
            }

            #[cfg(feature = "serde")]
            impl<'de> serde::Deserialize<'de> for $name {
                fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    read_record($kind, unfold(Value::deserialize(deserializer)?))
                        .map($name)
                        .map_err(serde::de::Error::custom)
                }
            }
        )*
    };
}

records! {
    /// One transaction: one attempt to pay, refund, capture, ... Source: order query, TxnInfo.
    TxnInfo: Kind::Transactions;
    /// One payment intent. Source: payment query, items.
    PaymentInfo: Kind::Payments;
    /// One chargeback. Source: chargeback query, records.
    ChargebackInfo: Kind::Chargebacks;
}

/// Puts the members of `extra` back where they came from.
#[cfg(feature = "serde")]
fn unfold(value: Value) -> Value {
    let Value::Object(members) = value else {
        return value;
    };
    let unfolded = members.into_iter().flat_map(|(name, value)| match value {
        Value::Object(extra) if name == EXTRA => extra,
        Value::Object(_) => Vec::from([(name, unfold(value))]),
        value => Vec::from([(name, value)]),
    });
    Value::Object(unfolded.collect())
}

macro_rules! fields {
    ($record:ident: $($(#[$about:meta])* $field:ident = $name:literal;)*) => {
        impl $record {
            $($(#[$about])* #[must_use] pub fn $field(&self) -> Option<&str> {
                self.text($name)
            })*
        }
    };
}

// The fields that most programs ask for; `text` has every other by its name.
fields! { TxnInfo:
    /// The gateway's id of this attempt, 19 digits.
    transaction_id = "transactionId";
    /// The merchant's order number.
    merchant_txn_id = "merchantTxnId";
    /// When it ended, `yyyy-MM-dd HH:mm:ss` in `txnTimeZone`.
    txn_time = "txnTime";
    /// `SALE`, `REFUND`, ...
    txn_type = "txnType";
    /// `S` success, `F` failed, `N` cancelled or closed; `P`, `R`, `I`, `U` are not final.
    status = "status";
    /// The order's amount, decimal, in the main unit of its currency.
    order_amount = "orderAmount";
    /// ISO 4217.
    order_currency = "orderCurrency";
    /// The amount in the settlement currency.
    txn_amount = "txnAmount";
    /// The settlement currency, ISO 4217.
    txn_currency = "txnCurrency";
}

fields! { PaymentInfo:
    /// The gateway's id of the intent.
    payment_id = "paymentId";
    /// `S` success, `N` closed, `O` open, `A` authorised, `I`, `U`, `P`, `R`.
    payment_status = "paymentStatus";
    /// The id of the last attempt.
    last_transaction_id = "lastTransactionId";
    /// The merchant's order number.
    merchant_txn_id = "merchantTxnId";
}

fields! { ChargebackInfo:
    /// The gateway's id of the chargeback.
    chargeback_id = "chargebackId";
    /// `NEW`, `FA`, ... `ACCEPT`, `REVOKE`, `DELETE`.
    chargeback_status = "chargebackStatus";
    /// The disputed transaction.
    origin_transaction_id = "originTransactionId";
    /// The disputed amount, decimal.
    chargeback_amount = "chargebackAmount";
    /// Its currency, ISO 4217.
    chargeback_currency = "chargebackCurrency";
}

/// Of a record of the order query.
pub(crate) fn settlement_in(record: &Value) -> Option<Settlement> {
    let text = |name| record.get(name).and_then(Value::as_text);
    let (order, rate) = (text("orderAmount")?, text("settleRate")?);
    Settlement::read(order, rate, text("txnAmount")?).ok()?
}

impl TxnInfo {
    /// What the payer's bank says, of a few local payments (Sofort): true paid, false not paid.
    #[must_use]
    pub fn user_payment_status(&self) -> Option<bool> {
        match self.0.get("userPaymentStatus")? {
            Value::Bool(flag) => Some(*flag),
            _ => None,
        }
    }

    /// The settled amount, held against the order's amount and the rate. `None` where one of the three
    /// is missing or no decimal number.
    #[must_use]
    pub fn settlement(&self) -> Option<Settlement> {
        settlement_in(&self.0)
    }

    /// A check of the card by its name: `cvvResult`, `transStatus`, ...
    #[must_use]
    pub fn verification_result(&self, name: &str) -> Option<&str> {
        let card = self.0.get("creditCard")?;
        let places = [card.get("verificationResult"), Some(card)];
        places
            .into_iter()
            .flatten()
            .find_map(|place| place.get(name)?.as_text())
    }
}
