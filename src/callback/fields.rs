//! The names of a callback's fields, as documented or observed.

use crate::signature::Rule;

/// Every field that is known today, sorted by name. The set is open: others are carried too.
///
/// Source: asynchronous notification, the table of fields; from `cardBinCountry` the newer ones
/// that payloads carry: cardBinCountry, channelRequestId, dataStatus, paymentId,
/// paymentMethodDetails, paymentStatus, products, scenarios, subscriptionStatus.
pub const FIELDS: &[&str] = &[
    "appealDueTime",
    "cardBinCountry",
    "channelRequestId",
    "chargebackAmount",
    "chargebackArn",
    "chargebackCode",
    "chargebackCurrency",
    "chargebackDate",
    "chargebackReason",
    "chargebackStatus",
    "contractId",
    "customsDeclarationAmount",
    "customsDeclarationCurrency",
    "dataStatus",
    "eci",
    "importTime",
    "merchantNo",
    "merchantTxnId",
    "notifyType",
    "orderAmount",
    "orderCurrency",
    "originMerchantTxnId",
    "originTransactionId",
    "paymentId",
    "paymentMethod",
    "paymentMethodDetails",
    "paymentStatus",
    "periodValue",
    "products",
    "reason",
    "responseTime",
    "scenarios",
    "settleRate",
    "sign",
    "status",
    "subscriptionStatus",
    "tokenExpireTime",
    "tokenId",
    "transactionId",
    "txnAmount",
    "txnCurrency",
    "txnTime",
    "txnTimeZone",
    "txnType",
    "walletTypeName",
];

/// Stands for the place of a name that is not in [`FIELDS`].
pub(super) const UNKNOWN: usize = FIELDS.len();

/// The place of a name in [`FIELDS`]: a look at the one candidate that shares its hash.
pub(super) fn place(name: &str) -> usize {
    let slot = slot(name.as_bytes(), MULTIPLIER);
    let place = SLOTS.get(slot).map_or(UNKNOWN, |place| usize::from(*place));
    if FIELDS.get(place) == Some(&name) {
        place
    } else {
        UNKNOWN
    }
}

const SLOT_COUNT: usize = 256;

/// For each hash the place of the only name that has it; 255 is past the end of [`FIELDS`].
const SLOTS: [u8; SLOT_COUNT] = match slots(MULTIPLIER) {
    Some(slots) => slots,
    None => panic!("MULTIPLIER keeps the hashes apart"),
};

/// The first multiplier under which no two names share a hash.
const MULTIPLIER: u32 = {
    let mut multiplier = 0x9e37_79b1;
    while slots(multiplier).is_none() {
        multiplier += 2;
    }
    multiplier
};

const fn slots(multiplier: u32) -> Option<[u8; SLOT_COUNT]> {
    let mut slots = [u8::MAX; SLOT_COUNT];
    let mut place = 0;
    while place < FIELDS.len() {
        let slot = slot(FIELDS[place].as_bytes(), multiplier);
        if slots[slot] != u8::MAX {
            return None;
        }
        slots[slot] = place as u8;
        place += 1;
    }
    Some(slots)
}

/// The names differ in their last four bytes or in their lengths. Only `eci` has fewer.
#[inline(always)]
const fn slot(name: &[u8], multiplier: u32) -> usize {
    let tail = match name.last_chunk() {
        Some(tail) => u32::from_le_bytes(*tail),
        None => 0,
    };
    let hash = (tail ^ (name.len() as u32) << 8).wrapping_mul(multiplier);
    (hash >> 24) as usize
}

/// The places of the fields that every callback needs.
pub(super) const SIGN: usize = place_of("sign");
pub(super) const MERCHANT_NO: usize = place_of("merchantNo");
pub(super) const TRANSACTION_ID: usize = place_of("transactionId");

const fn place_of(name: &str) -> usize {
    let mut index = 0;
    while index < FIELDS.len() && !same(FIELDS[index].as_bytes(), name.as_bytes()) {
        index += 1;
    }
    index
}

/// The order of the canonical string rests on this.
const _: () = {
    let mut index = 1;
    while index < FIELDS.len() {
        assert!(
            precedes(FIELDS[index - 1].as_bytes(), FIELDS[index].as_bytes()),
            "FIELDS is sorted, each name once"
        );
        index += 1;
    }
    assert!(SIGN < FIELDS.len() && MERCHANT_NO < FIELDS.len() && TRANSACTION_ID < FIELDS.len());
};

const fn precedes(one: &[u8], other: &[u8]) -> bool {
    let mut index = 0;
    while index < one.len() && index < other.len() {
        if one[index] != other[index] {
            return one[index] < other[index];
        }
        index += 1;
    }
    one.len() < other.len()
}

/// How a field stands to the signature.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Signed,
    Unsigned,
    Signature,
}

/// The part of each field, by its place in [`FIELDS`].
pub(super) const PARTS: [Part; FIELDS.len()] = {
    let excluded = Rule::Callback.excluded();
    let mut parts = [Part::Signed; FIELDS.len()];
    let mut index = 0;
    while index < excluded.len() {
        parts[place_of(excluded[index])] = Part::Unsigned;
        index += 1;
    }
    parts[SIGN] = Part::Signature;
    parts
};

const fn same(one: &[u8], other: &[u8]) -> bool {
    let mut index = 0;
    while index < one.len() && index < other.len() {
        if one[index] != other[index] {
            return false;
        }
        index += 1;
    }
    one.len() == other.len()
}
