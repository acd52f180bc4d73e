//! From a name to its place in the table of fields.

use super::grammar::FIELDS;

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
