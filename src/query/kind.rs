//! The kinds of query, and which parameters each takes: one table to hold against the documents.

use crate::error::{Error, Fault, Result};

/// What a query asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// Transactions, one record for each attempt: `POST /v1/txn/list`.
    Transactions,
    /// Payment intents: `POST /v1/txn/queryPayments`.
    Payments,
    /// Chargebacks: `POST /v1/chargeback/list`.
    Chargebacks,
}

/// What a parameter may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Ids, separated by commas.
    Ids,
    /// One id.
    Id,
    /// Types, separated by commas; only together with both times.
    Types,
    Start,
    End,
    /// The number of the page, from 1.
    Page,
    /// Records on a page, 1 to 100.
    Size,
}

pub(crate) struct Spec {
    pub(crate) path: &'static str,
    pub(crate) params: &'static [(&'static str, Form)],
}

// Source: order query, request parameters.
const TRANSACTIONS: Spec = Spec {
    path: "/v1/txn/list",
    params: &[
        ("merchantTxnIds", Form::Ids),
        ("transactionIds", Form::Ids),
        ("txnTypes", Form::Types),
        ("startTime", Form::Start),
        ("endTime", Form::End),
        ("current", Form::Page),
        ("size", Form::Size),
    ],
};

// Source: payment query, request parameters: the order query's, and paymentId.
const PAYMENTS: Spec = Spec {
    path: "/v1/txn/queryPayments",
    params: &[
        ("paymentId", Form::Id),
        ("merchantTxnIds", Form::Ids),
        ("transactionIds", Form::Ids),
        ("txnTypes", Form::Types),
        ("startTime", Form::Start),
        ("endTime", Form::End),
        ("current", Form::Page),
        ("size", Form::Size),
    ],
};

// Source: chargeback query, request parameters.
const CHARGEBACKS: Spec = Spec {
    path: "/v1/chargeback/list",
    params: &[
        ("merchantTxnIds", Form::Ids),
        ("originTransactionIds", Form::Ids),
        ("chargebackIds", Form::Ids),
        ("importTimeStart", Form::Start),
        ("importTimeEnd", Form::End),
        ("current", Form::Page),
        ("size", Form::Size),
    ],
};

impl Kind {
    /// Every kind.
    pub const ALL: &'static [Kind] = &[Kind::Transactions, Kind::Payments, Kind::Chargebacks];

    /// The kind of that name: `transactions`, `payments` or `chargebacks`.
    pub fn parse(name: &str) -> Result<Kind> {
        Kind::ALL
            .iter()
            .copied()
            .find(|kind| kind.as_str() == name)
            .ok_or_else(|| Error::of("kind", Fault::KindUnknown))
    }

    /// The name of the kind.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Transactions => "transactions",
            Kind::Payments => "payments",
            Kind::Chargebacks => "chargebacks",
        }
    }

    /// The query that tells of a notification of that `notifyType`, and the parameter that takes its
    /// transactionId. `None` where no query is documented: `REFUND_AUDIT`, `PRE_DISPUTE`.
    #[must_use]
    pub fn confirming(notify_type: &str) -> Option<(Kind, &'static str)> {
        match notify_type {
            "TXN" | "CANCEL" => Some((Kind::Transactions, "transactionIds")),
            "CHARGEBACK" => Some((Kind::Chargebacks, "chargebackIds")),
            _ => None,
        }
    }

    /// What a parameter of that name may hold.
    pub(crate) fn form_of(self, name: &str) -> Option<Form> {
        let params = self.spec().params;
        let (_, form) = params.iter().find(|(known, _)| *known == name)?;
        Some(*form)
    }

    /// The names of the start and the end of the range.
    pub(crate) const fn time_names(self) -> [&'static str; 2] {
        match self {
            Kind::Transactions | Kind::Payments => ["startTime", "endTime"],
            Kind::Chargebacks => ["importTimeStart", "importTimeEnd"],
        }
    }

    /// The name of a record's own id.
    #[must_use]
    pub const fn id_name(self) -> &'static str {
        match self {
            Kind::Transactions => "transactionId",
            Kind::Payments => "paymentId",
            Kind::Chargebacks => "chargebackId",
        }
    }

    pub(crate) const fn spec(self) -> &'static Spec {
        match self {
            Kind::Transactions => &TRANSACTIONS,
            Kind::Payments => &PAYMENTS,
            Kind::Chargebacks => &CHARGEBACKS,
        }
    }
}
