//! What the documents say about a callback's fields: one table to hold against them.
//!
//! Sources: asynchronous notification, the table of fields (names, lengths), its samples (which
//! fields go with which type) and the lists of values. "Observed" stands where only payloads tell.

use super::{
    form::Form::{
        self, AmountBeforeText, Array, Channel, Country, Currency, Decimal, Details, Id, Letter,
        LowerWord, One, Order, Reason, Text, Time, Token, TokenBeforeId, UpperWord, Words, Zone,
    },
    notify::{ALL, CANCEL, CHARGEBACK, DISPUTE, PRE_DISPUTE, REFUND_AUDIT, TXN},
};

/// What the documents say about one field.
pub(super) struct Spec {
    pub(super) name: &'static str,
    /// What it has to hold in a callback that is verified.
    pub(super) form: Form,
    /// What it can hold in a reading: a value that the documents do not list is not taken, and still it
    /// can be what was signed.
    pub(super) reads: Form,
    /// The values of `notifyType` that the field goes with: bits of [`super::notify`].
    pub(super) types: u8,
    pub(super) part: Part,
}

/// How a field stands to the signature, and what hangs on it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Signed, and an act on the payment depends on it.
    Deciding,
    /// Signed, and told to whoever wants to know.
    Telling,
    /// Not signed. Source: asynchronous notification, fields left out of the signature.
    Unsigned,
    /// The signature itself.
    Signature,
}

const PAYMENT: u8 = TXN | CANCEL;

const fn deciding(name: &'static str, types: u8, form: Form) -> Spec {
    Spec {
        name,
        form,
        reads: form,
        types,
        part: Part::Deciding,
    }
}

const fn telling(name: &'static str, types: u8, form: Form) -> Spec {
    Spec {
        name,
        form,
        reads: form,
        types,
        part: Part::Telling,
    }
}

const fn unsigned(name: &'static str) -> Spec {
    Spec {
        name,
        form: Text(0),
        reads: Text(0),
        types: ALL,
        part: Part::Unsigned,
    }
}

/// A list of values that is open, or a form that only samples show.
const fn read_as(reads: Form, spec: Spec) -> Spec {
    Spec { reads, ..spec }
}

const SCENARIOS: &[&str] = &["SUBSCRIPTION_INITIAL", "SUBSCRIPTION_RENEWAL"];
const SUBSCRIPTIONS: &[&str] = &[
    "trialing",
    "paymentdue",
    "active",
    "pastdue",
    "paused",
    "canceled",
    "ended",
];

/// Every field that is known today, sorted by name.
#[rustfmt::skip] // A row is a line.
pub(super) const GRAMMAR: [Spec; 45] = [
    telling("appealDueTime", DISPUTE, Time), // documented
    telling("cardBinCountry", PAYMENT, Country), // observed
    telling("channelRequestId", PAYMENT, Channel), // observed: merchantNo and transactionId
    deciding("chargebackAmount", DISPUTE, AmountBeforeText), // documented, 19
    telling("chargebackArn", DISPUTE, Text(160)), // documented, 128; read as one with the 32 of the next
    telling("chargebackCode", DISPUTE, Text(32)), // documented, 32
    deciding("chargebackCurrency", DISPUTE, Currency), // documented; ISO 4217 in every sample
    deciding("chargebackDate", DISPUTE, Time), // documented
    telling("chargebackReason", DISPUTE, Text(4096)), // documented, 1024 characters
    deciding("chargebackStatus", DISPUTE, Words(&[
        "NEW", "FA", "FAF", "FAS", "FAT", "SA", "SAF", "SAS", "SAT", "ACCEPT", "REVOKE", "DELETE",
    ])), // documented
    telling("contractId", PAYMENT, Id), // documented, 20; 19 digits in every sample
    unsigned("customsDeclarationAmount"),
    unsigned("customsDeclarationCurrency"),
    telling("dataStatus", PAYMENT, One("0123")), // documented
    telling("eci", PAYMENT, Words(&[
        "00", "01", "02", "05", "06", "07", "0", "1", "2", "5", "6", "7",
    ])), // documented with two digits; observed with one
    telling("importTime", DISPUTE, Time), // documented
    deciding("merchantNo", ALL, Form::Merchant), // documented
    deciding("merchantTxnId", PAYMENT, Order), // documented, 64: the merchant's choice
    deciding("notifyType", ALL, Words(&[
        "TXN", "CANCEL", "REFUND_AUDIT", "CHARGEBACK", "PRE_DISPUTE",
    ])), // documented
    deciding("orderAmount", PAYMENT, Decimal), // documented, 19
    deciding("orderCurrency", PAYMENT, Currency), // documented; ISO 4217 in every sample
    unsigned("originMerchantTxnId"),
    unsigned("originTransactionId"),
    deciding("paymentId", PAYMENT, Id), // observed; 19 digits
    unsigned("paymentMethod"),
    telling("paymentMethodDetails", PAYMENT, Details), // observed
    deciding("paymentStatus", PAYMENT, One("SNOAIUPR")), // documented
    unsigned("periodValue"),
    telling("products", PAYMENT, Array), // documented
    telling("reason", PAYMENT | REFUND_AUDIT, Reason), // documented: respCode and respMsg
    telling("responseTime", PAYMENT, Time), // documented
    read_as(UpperWord(SCENARIOS), telling("scenarios", PAYMENT, Words(SCENARIOS))), // documented
    telling("settleRate", PAYMENT, Decimal), // documented, 19
    Spec { name: "sign", form: Text(0), reads: Text(0), types: ALL, part: Part::Signature },
    read_as(Letter, deciding("status", PAYMENT | REFUND_AUDIT, One("SFPRNIU"))), // documented
    read_as(LowerWord(SUBSCRIPTIONS), telling("subscriptionStatus", PAYMENT, Words(SUBSCRIPTIONS))), // documented
    unsigned("tokenExpireTime"),
    read_as(TokenBeforeId, telling("tokenId", PAYMENT, Token)), // documented, 300; 64 hex digits in every sample
    deciding("transactionId", ALL, Id), // documented, 20; 19 digits in every sample
    deciding("txnAmount", PAYMENT, Decimal), // documented, 19
    deciding("txnCurrency", PAYMENT, Currency), // documented; ISO 4217 in every sample
    deciding("txnTime", PAYMENT, Time), // documented
    telling("txnTimeZone", PAYMENT, Zone), // documented
    deciding("txnType", PAYMENT, Words(&[
        "SALE", "REFUND", "BIND_CARD", "AUTH", "PRE_AUTH", "CAPTURE", "VOID",
    ])), // documented
    unsigned("walletTypeName"),
];

/// The names of the fields that are known today, sorted. The set is open: others are carried too.
pub const FIELDS: &[&str] = &{
    let mut names = [""; GRAMMAR.len()];
    let mut place = 0;
    while place < names.len() {
        names[place] = GRAMMAR[place].name;
        place += 1;
    }
    names
};

/// The signed fields whose values can start with each byte of ASCII; with any other one only text.
const STARTS: [Set; 129] = {
    let mut sets = [0; 129];
    let mut byte = 0;
    while byte < sets.len() {
        let mut place = 0;
        while place < GRAMMAR.len() {
            let Spec { reads, part, .. } = &GRAMMAR[place];
            let signed = matches!(part, Part::Deciding | Part::Telling);
            if signed && reads.can_start(byte as u8) {
                sets[byte] |= 1 << place;
            }
            place += 1;
        }
        byte += 1;
    }
    sets
};

/// The signed fields whose values can start a text, by its first bytes.
///
/// Text after text has as many readings as borders, so chargebackCode is none: it is read with
/// chargebackArn.
#[inline(always)]
pub(super) fn candidates(text: &[u8]) -> Set {
    let Some(first) = text.first() else {
        return 0;
    };
    let starting = STARTS.get(usize::from(*first).min(128));
    let [times, ids] = TIMES_AND_IDS;
    // A time has its first dash there.
    let others = match text.get(4) {
        Some(b'-') => ids,
        _ => times,
    };
    starting.copied().unwrap_or_default() & !others & !const { set(&["chargebackCode"]) }
}

/// The fields that are a time, and those that are an id.
const TIMES_AND_IDS: [Set; 2] = {
    let mut sets = [0; 2];
    let mut place = 0;
    while place < GRAMMAR.len() {
        match GRAMMAR[place].form {
            Time => sets[0] |= 1 << place,
            Id => sets[1] |= 1 << place,
            _ => {}
        }
        place += 1;
    }
    sets
};

/// For each set of types the fields that go with one of them.
const WITH_TYPES: [Set; ALL as usize + 1] = {
    let mut sets = [0; ALL as usize + 1];
    let mut types = 0;
    while types <= ALL {
        let mut place = 0;
        while place < GRAMMAR.len() {
            if GRAMMAR[place].types & types != 0 {
                sets[types as usize] |= 1 << place;
            }
            place += 1;
        }
        types += 1;
    }
    sets
};

/// The fields that go with one of these types.
pub(super) fn with_types(types: u8) -> Set {
    WITH_TYPES
        .get(usize::from(types))
        .copied()
        .unwrap_or_default()
}

/// The fields that can hold more in a reading than in a callback that is verified.
pub(super) const OPEN: Set = set(&["scenarios", "status", "subscriptionStatus", "tokenId"]);

/// The fields that an act on the payment depends on.
pub(super) const DECIDING: Set = {
    let mut deciding = 0;
    let mut place = 0;
    while place < GRAMMAR.len() {
        if matches!(GRAMMAR[place].part, Part::Deciding) {
            deciding |= 1 << place;
        }
        place += 1;
    }
    deciding
};

/// A set of fields, by their places in [`FIELDS`].
pub(super) type Set = u64;

/// The fields that a notification has to have. Source: asynchronous notification, its samples.
const fn required_of(notify_type: u8) -> Set {
    let any = set(&["merchantNo", "notifyType", "transactionId"]);
    any | match notify_type {
        TXN => set(&["merchantTxnId", "responseTime", "status", "txnType"]),
        CANCEL => set(&[
            "merchantTxnId",
            "orderAmount",
            "orderCurrency",
            "status",
            "txnType",
        ]),
        REFUND_AUDIT => set(&["status"]),
        // PRE_DISPUTE has no public table; it is taken where it is written like a chargeback.
        CHARGEBACK | PRE_DISPUTE => set(&[
            "chargebackAmount",
            "chargebackCurrency",
            "chargebackDate",
            "chargebackStatus",
            "importTime",
        ]),
        _ => 0,
    }
}

/// For each set of types the fields that none of them can do without.
const REQUIRED: [Set; ALL as usize + 1] = {
    let mut required = [Set::MAX; ALL as usize + 1];
    let mut types = 0;
    while types <= ALL {
        let mut bit = 1;
        while bit <= ALL {
            if types & bit != 0 {
                required[types as usize] &= required_of(bit);
            }
            bit <<= 1;
        }
        types += 1;
    }
    required
};

/// The fields that no notification of these types can do without.
pub(super) fn required(types: u8) -> Set {
    REQUIRED
        .get(usize::from(types))
        .copied()
        .unwrap_or(Set::MAX)
}

/// The place of a name in [`FIELDS`], when it is compiled.
pub(super) const fn place_of(name: &str) -> usize {
    let mut place = 0;
    while place < FIELDS.len() && !same(FIELDS[place].as_bytes(), name.as_bytes()) {
        place += 1;
    }
    assert!(place < FIELDS.len(), "the field is in the table");
    place
}

const fn set(names: &[&str]) -> Set {
    let mut set = 0;
    let mut index = 0;
    while index < names.len() {
        set |= 1 << place_of(names[index]);
        index += 1;
    }
    set
}

/// The order of the canonical string rests on this.
const _: () = {
    let mut place = 1;
    while place < FIELDS.len() {
        assert!(
            precedes(FIELDS[place - 1].as_bytes(), FIELDS[place].as_bytes()),
            "the table is sorted, each name once"
        );
        place += 1;
    }
};

/// The list of fields that are not signed stands in the rule of the signature; here it is the same.
const _: () = {
    let excluded = crate::signature::Rule::Callback.excluded();
    let (mut place, mut count) = (0, 0);
    while place < FIELDS.len() {
        if matches!(GRAMMAR[place].part, Part::Unsigned | Part::Signature) {
            assert!(same(FIELDS[place].as_bytes(), excluded[count].as_bytes()));
            count += 1;
        }
        place += 1;
    }
    assert!(count == excluded.len());
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
