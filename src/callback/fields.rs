//! The names of a callback's fields, as documented or observed.

use crate::{json::prefix, signature::Rule};

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

/// The first eight bytes of each name, as a number: one comparison tells most names apart.
const PREFIXES: [u64; FIELDS.len()] = {
    let mut prefixes = [0; FIELDS.len()];
    let mut index = 0;
    while index < FIELDS.len() {
        prefixes[index] = prefix(FIELDS[index].as_bytes());
        index += 1;
    }
    prefixes
};

/// The place of a name in [`FIELDS`].
#[inline(always)]
pub(super) fn place(name: &str) -> Option<usize> {
    let wanted = prefix(name.as_bytes());
    let (mut low, mut high) = (0, PREFIXES.len());
    while low < high {
        let middle = (low + high) / 2;
        if *PREFIXES.get(middle)? < wanted {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    while *PREFIXES.get(low)? == wanted {
        if *FIELDS.get(low)? == name {
            return Some(low);
        }
        low += 1;
    }
    None
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

/// The search in [`place`] and the order of the canonical string rest on this.
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

/// Whether the digest covers a field, by its place in [`FIELDS`].
pub(super) const SIGNED: [bool; FIELDS.len()] = {
    let excluded = Rule::Callback.excluded();
    let mut signed = [true; FIELDS.len()];
    let mut index = 0;
    while index < FIELDS.len() {
        let mut other = 0;
        while other < excluded.len() {
            if same(FIELDS[index].as_bytes(), excluded[other].as_bytes()) {
                signed[index] = false;
            }
            other += 1;
        }
        index += 1;
    }
    signed
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
