//! What a callback says: all of it once it is verified, and only its ids while there are doubts.

use alloc::{boxed::Box, string::String, vec::Vec};
use core::fmt;

use super::{
    facts::{Facts, Operation, Outcome},
    grammar::{FIELDS, Set},
    notice::{Field, Notice, Side, find, is_id},
    values::{Spans, Values, holds},
};
use crate::error::{Code, Fault, bearable};

/// A callback that is what the gateway signed: the digest is right, every signed field has its
/// documented form, and no other reading of the signed bytes gives another id, type, status, amount,
/// currency or time.
#[derive(Clone)]
pub struct Callback {
    pub(crate) notice: Notice,
    /// The signed fields, counted in their order, that other readings give other values; none of them
    /// decides.
    pub(crate) uncertain: Set,
    /// Of the others.
    pub(super) spans: Box<Spans>,
}

/// A callback whose digest is right, while something speaks against its values. It tells only ids,
/// so that nobody acts on a status that may be forged: ask the gateway about them.
#[derive(Clone)]
pub struct Unconfirmed {
    pub(super) notice: Notice,
    pub(crate) doubts: Vec<Doubt>,
}

/// A field that keeps a callback from being verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    pub(crate) fault: Fault,
    pub(crate) field: String,
}

impl Doubt {
    pub(crate) const CODES: [Code; 4] = [
        Code::UnknownField,
        Code::FieldMissing,
        Code::FieldInvalid,
        Code::Ambiguous,
    ];

    /// A name that came from outside is cut to a bearable length.
    pub(super) fn of(field: &str, fault: Fault) -> Self {
        debug_assert!(
            Doubt::CODES.contains(&fault.code()),
            "a code that doubts have"
        );
        Doubt {
            fault,
            field: bearable(field).into(),
        }
    }

    pub(super) fn at(place: usize, fault: Fault) -> Self {
        Doubt::of(FIELDS.get(place).copied().unwrap_or_default(), fault)
    }

    /// `unknown_field`, `field_missing`, `field_invalid` or `ambiguous`.
    #[must_use]
    pub fn code(&self) -> Code {
        self.fault.code()
    }

    /// The name of the field.
    #[must_use]
    pub fn field(&self) -> &str {
        &self.field
    }
}

/// The ids of an unconfirmed callback, and what tells which query to ask.
pub(super) const CLAIMS: [&str; 6] = [
    "merchantTxnId",
    "notifyType",
    "originTransactionId",
    "paymentId",
    "transactionId",
    "txnType",
];

/// Whether a claim is an id, an order number or the name of a type, and no text to mislead a reader.
fn is_bearable(field: &Field<'_>) -> bool {
    let value = field.value;
    match field.name {
        "merchantTxnId" => value.chars().count() <= 64 && !value.chars().any(char::is_control),
        "notifyType" | "txnType" => {
            value.len() <= 32
                && value
                    .bytes()
                    .all(|byte| byte.is_ascii_uppercase() || byte == b'_')
        }
        _ => is_id(value),
    }
}

impl Unconfirmed {
    /// What speaks against it; at least one.
    #[must_use]
    pub fn doubts(&self) -> &[Doubt] {
        &self.doubts
    }

    /// An id, or the type, as somebody claims it: `transactionId`, `merchantTxnId`, `paymentId`,
    /// `originTransactionId`, `notifyType`, `txnType`. Of all other fields nothing is told, and nothing
    /// that is none of these.
    #[must_use]
    pub fn claimed(&self, name: &str) -> Option<&str> {
        self.claims()
            .find_map(|(claim, value)| (claim == name).then_some(value))
    }

    /// All that [`claimed`](Self::claimed) tells: names and values.
    pub fn claims(&self) -> impl Iterator<Item = (&str, &str)> {
        let fields = self.notice.fields();
        let claims = fields.filter(|field| CLAIMS.contains(&field.name) && is_bearable(field));
        claims.map(|field| (field.name, field.value))
    }

    /// Amount and currency as somebody claims them: to be compared with the gateway's record, and for
    /// nothing else. Empty where there is none.
    pub(crate) fn claimed_money(&self) -> (&str, &str) {
        Facts::of(|place, _| self.notice.known(place)).stake()
    }

    /// Which of the secrets signed it, counted from 0.
    #[must_use]
    pub const fn secret_index(&self) -> usize {
        self.notice.secret_index
    }
}

impl Callback {
    /// The value of a signed field by its place; empty where it has none that is proved.
    fn get(&self, place: usize) -> &str {
        let values = Values {
            text: self.notice.canonical(),
            spans: &self.spans,
        };
        values.get(place)
    }

    /// The gateway's id of this attempt; the body of the acknowledgement.
    #[must_use]
    pub fn transaction_id(&self) -> &str {
        self.notice.transaction_id()
    }

    /// Which of the secrets signed it, counted from 0.
    #[must_use]
    pub const fn secret_index(&self) -> usize {
        self.notice.secret_index
    }

    /// The value of a signed field; `None` where it is empty, absent, not signed or uncertain.
    #[must_use]
    pub fn signed(&self, name: &str) -> Option<&str> {
        find(self.fields(), name, |side| side == Side::Signed)
    }

    /// The value of a field that the signature does not prove: one that it does not cover, which
    /// anybody can have changed, or one that other readings give another value.
    #[must_use]
    pub fn unsigned(&self, name: &str) -> Option<&str> {
        find(self.fields(), name, |side| side != Side::Signed)
    }

    /// Every field that has a value but the signature: first those that the digest covers, then the
    /// others, sorted by name.
    pub fn fields(&self) -> impl Iterator<Item = Field<'_>> {
        let fields = self.notice.fields().enumerate();
        fields.map(|(index, field)| Field {
            side: if holds(self.uncertain, index) {
                Side::Uncertain
            } else {
                field.side
            },
            ..field
        })
    }

    /// What the notification says of itself, as far as it is proved.
    #[must_use]
    pub fn facts(&self) -> Facts<'_> {
        Facts::of(|place, _| self.get(place))
    }

    /// What it is about.
    #[must_use]
    pub fn operation(&self) -> Operation {
        self.facts().operation()
    }

    /// How it ended.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.facts().outcome()
    }

    /// Whether money arrived: a sale or a capture that succeeded.
    #[must_use]
    pub fn is_paid(&self) -> bool {
        self.facts().is_paid()
    }
}

/// Personal data stays out of logs: only the names of the fields show.
impl fmt::Debug for Callback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.fields()).finish()
    }
}

/// Only the doubts show.
impl fmt::Debug for Unconfirmed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.doubts).finish()
    }
}
