//! What a notification means: the operation, how it ended, under which keys it is remembered.

use alloc::{string::String, vec, vec::Vec};

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

/// What a notification says of itself, in the gateway's words; empty where it says nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts<'a> {
    /// `TXN`, `CHARGEBACK`, ...
    pub notify_type: &'a str,
    /// `SALE`, `REFUND`, ...
    pub txn_type: &'a str,
    /// The merchant's number.
    pub merchant_no: &'a str,
    /// The id of this attempt.
    pub transaction_id: &'a str,
    /// The id of the payment intent.
    pub payment_id: &'a str,
    /// The state of this attempt.
    pub status: &'a str,
    /// The state of the payment intent.
    pub payment_status: &'a str,
    /// The state of a dispute.
    pub chargeback_status: &'a str,
}

impl Facts<'_> {
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
        match (self.status, self.payment_status) {
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

    /// The names under which the result is remembered, the same from a callback and from a query.
    ///
    /// `txn:{merchantNo}:{transactionId}:{txnType}:{status}`; where the payment's state is known also
    /// `intent:{merchantNo}:{paymentId}:{paymentStatus}`, since a payment is closed under an id that
    /// had failed before; a dispute's `{notifyType}:{transactionId}:{chargebackStatus}`.
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
        push_key(out, &["txn", merchant, id, txn_type, self.status]);
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
