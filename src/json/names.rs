//! The order of names: byte by byte, each name once.

use alloc::{collections::BinaryHeap, vec::Vec};

/// A name and where it came in. Its first eight bytes, as a number, decide most comparisons.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Entry<'a> {
    prefix: u64,
    name: &'a [u8],
    index: usize,
}

/// The indices of `names` in their sorted order, or the index of a name that stands twice.
pub(crate) fn sorted<'a>(names: &mut dyn Iterator<Item = &'a str>) -> Result<Vec<usize>, usize> {
    let entries: Vec<Entry<'a>> = names
        .enumerate()
        .map(|(index, name)| Entry {
            prefix: prefix(name.as_bytes()),
            name: name.as_bytes(),
            index,
        })
        .collect();
    // A heap has the smallest code of all sorts, and no input makes it slow.
    let entries = BinaryHeap::from(entries).into_sorted_vec();
    let twice = entries.windows(2).find_map(|pair| match pair {
        [one, other] if one.name == other.name => Some(other.index),
        _ => None,
    });
    match twice {
        Some(index) => Err(index),
        None => Ok(entries.into_iter().map(|entry| entry.index).collect()),
    }
}

/// The first eight bytes, as a number. Zero-padded, so that the order of prefixes never contradicts
/// the order of names.
#[inline(always)]
pub(crate) const fn prefix(name: &[u8]) -> u64 {
    if let Some(first) = name.first_chunk() {
        return u64::from_be_bytes(*first);
    }
    let mut prefix = 0;
    let mut rest = name;
    let mut length = 0;
    while let [byte, tail @ ..] = rest {
        prefix = prefix << 8 | *byte as u64;
        rest = tail;
        length += 1;
    }
    // An empty name has no bit to shift.
    if length == 0 {
        0
    } else {
        prefix << (8 * (8 - length))
    }
}
