//! The kinds of notification, each as a bit. Source: asynchronous notification, `notifyType`.

pub(super) const TXN: u8 = 1;
pub(super) const CANCEL: u8 = 2;
pub(super) const REFUND_AUDIT: u8 = 4;
pub(super) const CHARGEBACK: u8 = 8;
pub(super) const PRE_DISPUTE: u8 = 16;
pub(super) const DISPUTE: u8 = CHARGEBACK | PRE_DISPUTE;
pub(super) const ALL: u8 = 31;

/// Names and bits.
pub(super) const NAMES: [(&str, u8); 5] = [
    ("TXN", TXN),
    ("CANCEL", CANCEL),
    ("REFUND_AUDIT", REFUND_AUDIT),
    ("CHARGEBACK", CHARGEBACK),
    ("PRE_DISPUTE", PRE_DISPUTE),
];

/// Whether a text starts with one of the names.
pub(super) fn starts(text: &[u8]) -> bool {
    NAMES
        .iter()
        .any(|(name, _)| text.starts_with(name.as_bytes()))
}

/// The bit of a name; 0 where it is none of these.
pub(super) fn bit(name: &str) -> u8 {
    let found = NAMES.iter().find(|(known, _)| *known == name);
    found.map_or(0, |(_, bit)| *bit)
}
