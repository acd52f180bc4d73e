//! The order of names: byte by byte, each name once.

use alloc::{collections::BinaryHeap, vec::Vec};

/// The indices of `names` in their sorted order, or the index of a name that stands twice.
pub(crate) fn sorted(names: &mut dyn Iterator<Item = &str>) -> Result<Vec<usize>, usize> {
    let mut entries = Vec::new();
    for (index, name) in names.enumerate() {
        entries.push((name.as_bytes(), index));
    }
    // A heap has the smallest code of all sorts, and no input makes it slow.
    let entries = BinaryHeap::from(entries).into_sorted_vec();
    let mut order = Vec::new();
    let mut before = None;
    for (name, index) in entries {
        if before == Some(name) {
            return Err(index);
        }
        before = Some(name);
        order.push(index);
    }
    Ok(order)
}
