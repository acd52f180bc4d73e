//! Which field has which part of the signed text.

use super::{
    grammar::{Set, place_of},
    notify,
};

pub(super) const NOTIFY_TYPE: usize = place_of("notifyType");

/// The most fields that a grammar can have: one bit each in a [`Set`].
pub(super) const MAX_FIELDS: usize = 64;

/// Where the value of each field stands in a text.
#[derive(Clone)]
pub(super) struct Spans {
    /// The fields that have one.
    present: Set,
    spans: [(u32, u32); MAX_FIELDS],
}

impl Spans {
    pub(super) const NONE: Spans = Spans {
        present: 0,
        spans: [(0, 0); MAX_FIELDS],
    };

    pub(super) const fn present(&self) -> Set {
        self.present
    }

    #[inline(always)]
    pub(super) fn get(&self, place: usize) -> (usize, usize) {
        match self.spans.get(place) {
            Some((start, end)) if holds(self.present, place) => (*start as usize, *end as usize),
            _ => (0, 0),
        }
    }

    #[inline(always)]
    pub(super) fn set(&mut self, place: usize, start: usize, end: usize) {
        // A text has fewer bytes than 2^32: what has more is never read.
        let short = |at| u32::try_from(at).unwrap_or(u32::MAX);
        if let Some(slot) = self.spans.get_mut(place) {
            *slot = (short(start), short(end));
            self.present |= 1 << place;
        }
    }

    pub(super) fn unset(&mut self, fields: Set) {
        self.present &= !fields;
    }

    /// Takes over the values that `other` has of these fields.
    pub(super) fn add(&mut self, other: &Spans, fields: Set) {
        for place in places(other.present & fields) {
            let (start, end) = other.get(place);
            self.set(place, start, end);
        }
    }
}

/// The values of a reading.
#[derive(Clone, Copy)]
pub(super) struct Values<'a> {
    pub(super) text: &'a str,
    pub(super) spans: &'a Spans,
}

impl<'a> Values<'a> {
    pub(super) fn get(self, place: usize) -> &'a str {
        let (start, end) = self.spans.get(place);
        self.text.get(start..end).unwrap_or_default()
    }

    pub(super) fn has(self, place: usize) -> bool {
        holds(self.spans.present, place)
    }

    /// The bit of the notification's type; 0 where it is none that is known.
    pub(super) fn notify_type(self) -> u8 {
        notify::bit(self.get(NOTIFY_TYPE))
    }
}

/// Whether a set holds a field.
pub(super) const fn holds(set: Set, place: usize) -> bool {
    place < MAX_FIELDS && set >> place & 1 == 1
}

/// The places of a set, in their order.
#[inline(always)]
pub(super) fn places(mut set: Set) -> impl Iterator<Item = usize> {
    core::iter::from_fn(move || {
        let place = set.trailing_zeros() as usize;
        set &= set.checked_sub(1)?;
        Some(place)
    })
}
