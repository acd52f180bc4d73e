//! What a notification means: the operation, how it ended, under which keys it is remembered.

use alloc::{borrow::Cow, string::String, vec, vec::Vec};
use core::fmt;

use super::grammar::place_of;
use crate::{
    amount::Money,
    json::text_member,
    time::{DateTime, Zone},
};

macro_rules! names {
    ($(#[$about:meta])* $kind:ident { $($(#[$doc:meta])* $name:ident $text:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $kind { $($(#[$doc])* $name,)* }

        impl $kind {
            /// All, in the order of their declaration.
            pub const ALL: &'static [$kind] = &[$($kind::$name,)*];

            /// The name in lower case, words joined by underscores.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $($kind::$name => $text,)* }
            }
        }
    };
}

names! {
    /// What a notification is about.
    Operation {
        /// `SALE`
        Payment "payment",
        /// `AUTH`, `PRE_AUTH`
        Authorization "authorization",
        /// `CAPTURE`
        Capture "capture",
        /// `REFUND`, and a refund whose audit was rejected
        Refund "refund",
        /// `VOID`
        Void "void",
        /// `BIND_CARD`
        CardBinding "card_binding",
        /// `CHARGEBACK`, `PRE_DISPUTE`
        Dispute "dispute",
        /// `CANCEL`
        Cancellation "cancellation",
    }
}

names! {
    /// How it ended, or why it has not yet.
    Outcome {
        /// Status S. Of a dispute: the merchant keeps the money.
        Succeeded "succeeded",
        /// Status F. Of a dispute: the merchant loses the money.
        Failed "failed",
        /// Status P, I or U, and any that is not known.
        Pending "pending",
        /// Status R: the buyer has to act.
        ActionRequired "action_required",
        /// Status N, or F while the payment itself is closed. Of a dispute: it was withdrawn.
        Cancelled "cancelled",
        /// This attempt failed, but the payment can still be paid. Of a dispute: it is not decided.
        Open "open",
    }
}

macro_rules! facts {
    ($($(#[$doc:meta])* $name:ident $field:literal,)*) => {
        /// What a notification or a record says of a result, in the gateway's words; empty where it
        /// says nothing.
        #[derive(Clone, Copy, Default)]
        pub struct Facts<'a> { $($(#[$doc])* pub $name: &'a str,)* }

        impl<'a> Facts<'a> {
            /// From the values of fields, by their places in the table and by their names.
            #[inline(always)]
            pub(crate) fn of(value: impl Fn(usize, &str) -> &'a str) -> Self {
                Facts { $($name: value(const { place_of($field) }, $field),)* }
            }
        }
    };
}

facts! {
    /// `TXN`, `CHARGEBACK`, ...
    notify_type "notifyType",
    /// `SALE`, `REFUND`, ...
    txn_type "txnType",
    /// The merchant's number.
    merchant_no "merchantNo",
    /// The id of this attempt.
    transaction_id "transactionId",
    /// The merchant's order number.
    merchant_txn_id "merchantTxnId",
    /// The id of the payment intent.
    payment_id "paymentId",
    /// The state of this attempt.
    status "status",
    /// The state of the payment intent.
    payment_status "paymentStatus",
    /// The state of a dispute.
    chargeback_status "chargebackStatus",
    /// What was ordered, decimal.
    order_amount "orderAmount",
    /// Its currency.
    order_currency "orderCurrency",
    /// What is settled, decimal.
    txn_amount "txnAmount",
    /// Its currency.
    txn_currency "txnCurrency",
    /// What a dispute is about, decimal.
    chargeback_amount "chargebackAmount",
    /// Its currency.
    chargeback_currency "chargebackCurrency",
    /// When it ended: `yyyy-MM-dd HH:mm:ss`.
    txn_time "txnTime",
    /// In which zone: `+08:00`.
    txn_time_zone "txnTimeZone",
    /// A JSON object with `respCode` and `respMsg`.
    reason "reason",
}

/// The parsed `reason`.
#[derive(Clone, PartialEq, Eq)]
pub struct Reason<'a> {
    /// The gateway's code for the result: `20000`.
    pub resp_code: Option<Cow<'a, str>>,
    /// Its words.
    pub resp_msg: Option<Cow<'a, str>>,
}

impl<'a> Facts<'a> {
    /// What the notification is about. Source: asynchronous notification, notifyType and txnType.
    #[must_use]
    pub fn operation(&self) -> Operation {
        match (self.notify_type, self.txn_type) {
            ("CHARGEBACK" | "PRE_DISPUTE", _) => Operation::Dispute,
            ("CANCEL", _) => Operation::Cancellation,
            ("REFUND_AUDIT", _) | (_, "REFUND") => Operation::Refund,
            (_, "AUTH" | "PRE_AUTH") => Operation::Authorization,
            (_, "CAPTURE") => Operation::Capture,
            (_, "VOID") => Operation::Void,
            (_, "BIND_CARD") => Operation::CardBinding,
            _ => Operation::Payment,
        }
    }

    /// How it ended. Source: asynchronous notification, status, paymentStatus, chargebackStatus.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        if self.operation() == Operation::Dispute {
            return match self.chargeback_status {
                "FAS" | "SAS" | "REVOKE" => Outcome::Succeeded,
                "FAF" | "FAT" | "SAF" | "SAT" | "ACCEPT" => Outcome::Failed,
                "DELETE" => Outcome::Cancelled,
                _ => Outcome::Open,
            };
        }
        // Only an attempt to pay leaves the payment open or closed.
        let payment_status = match self.operation() {
            Operation::Refund | Operation::Capture | Operation::Void => "",
            _ => self.payment_status,
        };
        match (self.status, payment_status) {
            ("S", _) => Outcome::Succeeded,
            ("F", "O" | "U" | "P" | "R") => Outcome::Open,
            ("F", "N") | ("N", _) => Outcome::Cancelled,
            ("F", _) => Outcome::Failed,
            ("R", _) => Outcome::ActionRequired,
            _ => Outcome::Pending,
        }
    }

    /// Whether money arrived: a sale or a capture that succeeded. A refund that succeeds pays nobody.
    #[must_use]
    pub fn is_paid(&self) -> bool {
        let brings_money = matches!(self.txn_type, "SALE" | "CAPTURE");
        self.notify_type == "TXN" && brings_money && self.status == "S"
    }

    /// Whether nothing but a dispute or a closure follows under the same transactionId. Source: order
    /// query, status: S, F and N are final. A cancellation that failed leaves the transaction as it is.
    #[must_use]
    pub fn is_final(&self) -> bool {
        match self.operation() {
            Operation::Dispute => false,
            Operation::Cancellation => matches!(self.status, "S" | "N"),
            _ => matches!(self.status, "S" | "F" | "N"),
        }
    }

    /// Amount and currency that a result is about: of a dispute the disputed, else what was ordered.
    pub(crate) fn stake(&self) -> (&'a str, &'a str) {
        match self.chargeback_amount {
            "" => (self.order_amount, self.order_currency),
            amount => (amount, self.chargeback_currency),
        }
    }

    /// What the merchant ordered.
    #[must_use]
    pub fn order(&self) -> Option<Money<'a>> {
        Money::parse(self.order_amount, self.order_currency)
    }

    /// What is settled.
    #[must_use]
    pub fn settlement(&self) -> Option<Money<'a>> {
        Money::parse(self.txn_amount, self.txn_currency)
    }

    /// What a dispute is about.
    #[must_use]
    pub fn disputed(&self) -> Option<Money<'a>> {
        Money::parse(self.chargeback_amount, self.chargeback_currency)
    }

    /// The instant of `txnTime`, in UTC: `2024-07-09T05:57:01Z`. `None` without a time or a zone.
    #[must_use]
    pub fn occurred_at(&self) -> Option<String> {
        let mut text = String::new();
        self.push_occurred_at(&mut text);
        (!text.is_empty()).then_some(text)
    }

    /// Nothing where there is none.
    pub(crate) fn push_occurred_at(&self, out: &mut String) {
        let (time, zone) = (
            DateTime::parse(self.txn_time),
            Zone::read(self.txn_time_zone),
        );
        if let (Some(time), Some(zone)) = (time, zone) {
            time.push_utc(zone, out);
        }
    }

    /// The parsed `reason`.
    #[must_use]
    pub fn reason(&self) -> Option<Reason<'a>> {
        let object = self.reason;
        if object.is_empty() {
            return None;
        }
        let text = |name| text_member(object, name).filter(|text| !text.is_empty());
        Some(Reason {
            resp_code: text("respCode"),
            resp_msg: text("respMsg"),
        })
    }

    /// The names under which the result is remembered, the same from a callback and from a query.
    ///
    /// `txn:{merchantNo}:{transactionId}:{txnType}:{status}`; where the payment's state is known also
    /// `intent:{merchantNo}:{paymentId}:{paymentStatus}`, since a payment is closed under an id that
    /// had failed before; a dispute's `{notifyType}:{transactionId}:{chargebackStatus}`. A cancellation
    /// has `cancel` for `txn` unless its status is N: no document says whether S and F are those of the
    /// transaction or of the wish to cancel it, and neither may pass for the other.
    #[must_use]
    pub fn idempotency_keys(&self) -> Vec<String> {
        let mut text = String::new();
        let end = self.push_keys(&mut text);
        let (first, second) = text.split_at_checked(end).unwrap_or_default();
        let mut keys = vec![first.into()];
        if !second.is_empty() {
            keys.push(second.into());
        }
        keys
    }

    /// Writes one key or two; where the first ends.
    pub(crate) fn push_keys(&self, out: &mut String) -> usize {
        if self.operation() == Operation::Dispute {
            push_key(
                out,
                &[
                    self.notify_type,
                    self.transaction_id,
                    self.chargeback_status,
                ],
            );
            return out.len();
        }
        let txn_type = match self.notify_type {
            "REFUND_AUDIT" => "REFUND",
            _ => self.txn_type,
        };
        let (merchant, id) = (self.merchant_no, self.transaction_id);
        let is_wish = self.notify_type == "CANCEL" && self.status != "N";
        let about = if is_wish { "cancel" } else { "txn" };
        push_key(out, &[about, merchant, id, txn_type, self.status]);
        let end = out.len();
        if !self.payment_id.is_empty() && !self.payment_status.is_empty() {
            push_key(
                out,
                &["intent", merchant, self.payment_id, self.payment_status],
            );
        }
        end
    }
}

fn push_key(out: &mut String, parts: &[&str]) {
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            out.push(':');
        }
        out.push_str(part);
    }
}

/// The values can be personal data.
impl fmt::Debug for Facts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Facts(..)")
    }
}

/// Without the gateway's words, which can name a person.
impl fmt::Debug for Reason<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reason(..)")
    }
}
