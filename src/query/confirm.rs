//! What the gateway's own record says, once it is the one that a notification spoke of.
//!
//! Source: asynchronous notification, which advises to ask and to take the answer for the authority.

use alloc::string::String;

use super::{Kind, answer::parse_page};
use crate::{
    amount::Decimal,
    callback::{Facts, Operation, Unconfirmed},
    error::{Code, Error, Fault, Result},
    json::Value,
};

/// What a notification claims, to be compared with the gateway's record. Empty: nothing is claimed.
#[derive(Clone, Copy, Default)]
pub struct Claims<'a> {
    /// The gateway's id: of the attempt, or of the chargeback.
    pub transaction_id: &'a str,
    /// The merchant's order number.
    pub merchant_txn_id: &'a str,
    /// `SALE`, `REFUND`, ...
    pub txn_type: &'a str,
    /// What was ordered, or is disputed; decimal.
    pub amount: &'a str,
    /// Its currency.
    pub currency: &'a str,
}

/// What a verified notification says.
impl<'a> From<Facts<'a>> for Claims<'a> {
    fn from(facts: Facts<'a>) -> Self {
        let (amount, currency) = facts.stake();
        Claims {
            transaction_id: facts.transaction_id,
            merchant_txn_id: facts.merchant_txn_id,
            txn_type: facts.txn_type,
            amount,
            currency,
        }
    }
}

/// What a doubtful one claims, amount and currency among it.
impl<'a> From<&'a Unconfirmed> for Claims<'a> {
    fn from(unconfirmed: &'a Unconfirmed) -> Self {
        let claimed = |name| unconfirmed.claimed(name).unwrap_or_default();
        let (amount, currency) = unconfirmed.claimed_money();
        Claims {
            transaction_id: claimed("transactionId"),
            merchant_txn_id: claimed("merchantTxnId"),
            txn_type: claimed("txnType"),
            amount,
            currency,
        }
    }
}

/// A result by the gateway's own record.
#[derive(Clone, PartialEq, Eq)]
pub struct Confirmed {
    kind: Kind,
    merchant_no: String,
    record: Value,
    /// By the payment query.
    payment_status: String,
}

/// The names of the claims in a record of each kind.
const fn names(kind: Kind) -> [&'static str; 5] {
    match kind {
        Kind::Chargebacks => [
            "chargebackId",
            "merchantTxnId",
            "",
            "chargebackAmount",
            "chargebackCurrency",
        ],
        Kind::Transactions | Kind::Payments => [
            "transactionId",
            "merchantTxnId",
            "txnType",
            "orderAmount",
            "orderCurrency",
        ],
    }
}

/// Finds the record that is claimed in the whole answer of a query, and compares the rest.
///
/// # Errors
///
/// `confirm_mismatch` where there is none, or one with another order number, type, amount or
/// currency; and what [`parse_page`] says of the answer.
pub fn confirm(
    kind: Kind,
    merchant_no: &str,
    answer: &[u8],
    claims: &Claims<'_>,
) -> Result<Confirmed> {
    let Claims {
        transaction_id,
        merchant_txn_id,
        txn_type,
        amount,
        currency,
    } = *claims;
    let claimed = [transaction_id, merchant_txn_id, txn_type, amount, currency];
    let names = names(kind);
    let [id_name, _, _, amount_name, _] = names;
    let page = parse_page(kind, answer)?;
    page.check(1)?;
    let mut content = page.content.into_iter();
    let record = content
        .find(|record| !transaction_id.is_empty() && text(record, id_name) == transaction_id)
        .ok_or_else(|| Error::of(id_name, Fault::NoRecord))?;
    for (name, claim) in names.into_iter().zip(claimed) {
        let found = text(&record, name);
        let same = match name {
            _ if claim.is_empty() || name.is_empty() => true,
            _ if name == amount_name => same_amount(claim, found),
            _ => claim == found,
        };
        if !same {
            return Err(Error::of(name, Fault::OtherRecord));
        }
    }
    Ok(Confirmed {
        kind,
        merchant_no: merchant_no.into(),
        record,
        payment_status: String::new(),
    })
}

/// `100` and `100.00` are the same.
fn same_amount(one: &str, other: &str) -> bool {
    match (Decimal::parse(one), Decimal::parse(other)) {
        (Some(one), Some(other)) => one.equals(other),
        _ => one == other,
    }
}

fn text<'a>(record: &'a Value, name: &str) -> &'a str {
    let value = record.get(name).and_then(Value::as_text);
    value.unwrap_or_default()
}

impl Confirmed {
    /// What the record says; nothing of it comes from the notification.
    #[must_use]
    pub fn facts(&self) -> Facts<'_> {
        let own = Facts {
            merchant_no: &self.merchant_no,
            ..Facts::of(|_, name| text(&self.record, name))
        };
        match self.kind {
            Kind::Chargebacks => Facts {
                notify_type: "CHARGEBACK",
                transaction_id: text(&self.record, "chargebackId"),
                chargeback_status: own.chargeback_status,
                chargeback_amount: own.chargeback_amount,
                chargeback_currency: own.chargeback_currency,
                merchant_no: own.merchant_no,
                // The others are those of the payment.
                ..Facts::default()
            },
            Kind::Transactions | Kind::Payments => Facts {
                notify_type: "TXN",
                payment_status: self.payment_status(),
                ..own
            },
        }
    }

    /// The documents name none for a transaction: the payment query tells it. With it, the keys are those
    /// of the callback.
    fn payment_status(&self) -> &str {
        if !self.payment_status.is_empty() {
            return &self.payment_status;
        }
        match (self.kind, self.record.get("extra")) {
            (Kind::Transactions, Some(extra)) => text(extra, "paymentStatus"),
            _ => text(&self.record, "paymentStatus"),
        }
    }

    /// The payment whose state is still to be asked for: that of an attempt to pay; empty where there is none.
    #[must_use]
    pub fn open_payment(&self) -> &str {
        let facts = self.facts();
        let pays = matches!(
            facts.operation(),
            Operation::Payment | Operation::Authorization | Operation::CardBinding
        );
        if pays && facts.payment_status.is_empty() {
            facts.payment_id
        } else {
            ""
        }
    }

    /// Adds the payment's state, from the whole answer of the payment query for
    /// [`open_payment`](Self::open_payment). An attempt that succeeded is a success whatever is known of its
    /// payment: where the gateway has none, or refuses to tell, it stays as it is.
    ///
    /// # Errors
    ///
    /// `confirm_mismatch` where the answer has no such payment; and what [`parse_page`] says of it.
    pub fn with_payment(mut self, answer: &[u8]) -> Result<Confirmed> {
        match self.payment_in(answer) {
            Ok(status) => self.payment_status = status,
            Err(error)
                if self.facts().status == "S"
                    && matches!(error.code(), Code::ConfirmMismatch | Code::GatewayRejected) => {}
            Err(error) => return Err(error),
        }
        Ok(self)
    }

    fn payment_in(&self, answer: &[u8]) -> Result<String> {
        let page = parse_page(Kind::Payments, answer)?;
        page.check(1)?;
        let id = self.facts().payment_id;
        let mut payments = page.content.iter();
        let found = payments.find(|payment| text(payment, "paymentId") == id);
        let payment = found.ok_or_else(|| Error::of("paymentId", Fault::NoRecord))?;
        Ok(text(payment, "paymentStatus").into())
    }

    /// The record, every field of its kind by its name on the wire.
    #[must_use]
    pub const fn record(&self) -> &Value {
        &self.record
    }

    /// The transaction that a refund or a dispute belongs to, and its order number; empty where the
    /// record names none.
    #[must_use]
    pub fn original(&self) -> (&str, &str) {
        let order = match self.kind {
            Kind::Chargebacks => "merchantTxnId",
            Kind::Transactions | Kind::Payments => "merchantTxnOriginalId",
        };
        (
            text(&self.record, "originTransactionId"),
            text(&self.record, order),
        )
    }
}
