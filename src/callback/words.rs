//! What the table of fields lists, for [`words`](crate::words).

use alloc::vec::Vec;

use super::{
    event::{CLAIMS, Doubt},
    form::{FieldForm, Form},
    grammar::{GRAMMAR, Part, Spec},
    notify,
};

pub(crate) fn words() -> Vec<(&'static str, Vec<&'static str>)> {
    let named = |wanted: fn(&Spec) -> bool| {
        let fields = GRAMMAR.iter().filter(|spec| wanted(spec));
        fields.map(|spec| spec.name).collect::<Vec<_>>()
    };
    Vec::from([
        ("doubts", Doubt::CODES.map(|code| code.as_str()).into()),
        ("claims", CLAIMS.into()),
        ("forms", FieldForm::NAMES.map(|(name, _)| name).into()),
        ("unsigned", named(|spec| spec.part == Part::Unsigned)),
        ("payment", named(|spec| goes_with(spec, notify::TXN))),
        ("cancel", named(|spec| goes_with(spec, notify::CANCEL))),
        ("audit", named(|spec| goes_with(spec, notify::REFUND_AUDIT))),
        (
            "chargeback",
            named(|spec| goes_with(spec, notify::CHARGEBACK)),
        ),
        (
            "preDispute",
            named(|spec| goes_with(spec, notify::PRE_DISPUTE)),
        ),
        ("deciding", named(|spec| spec.part == Part::Deciding)),
        ("notifyTypes", values("notifyType")),
        ("txnTypes", values("txnType")),
        ("statuses", values("status")),
        ("paymentStatuses", values("paymentStatus")),
        ("chargebackStatuses", values("chargebackStatus")),
    ])
}

/// Whether it is a signed field of such notifications.
fn goes_with(spec: &Spec, notify_type: u8) -> bool {
    matches!(spec.part, Part::Deciding | Part::Telling) && spec.types & notify_type != 0
}

/// The values that such a field can have.
fn values(name: &str) -> Vec<&'static str> {
    let field = GRAMMAR.iter().find(|spec| spec.name == name);
    match field.map(|spec| spec.form) {
        Some(Form::Words(words)) => words.into(),
        Some(Form::One(letters)) => letters
            .split("")
            .filter(|letter| !letter.is_empty())
            .collect(),
        _ => Vec::new(),
    }
}
