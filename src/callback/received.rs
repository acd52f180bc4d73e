//! The values of a callback as they were received, apart from the JSON around them.

use alloc::{string::String, vec::Vec};
use core::mem;

use super::{
    doubts::{Spans, Values, holds},
    form::Form,
    grammar::{FIELDS, GRAMMAR, Part, Set},
    names::UNKNOWN,
    read::Flat,
    readings::Fields,
};
use crate::error::Result;

#[derive(Clone)]
pub(crate) struct Received {
    /// The signed values joined, then the unsigned ones, then the names that are not known.
    pub(crate) text: String,
    /// How many bytes of the text are signed.
    pub(super) signed: usize,
    pub(crate) entries: Vec<Entry>,
    /// The places of the signed values that are known.
    pub(super) spans: Spans,
    pub(crate) secret_index: usize,
}

/// A field's name and the end of its value; it starts where the one before ends.
#[derive(Clone)]
#[repr(C)]
pub(crate) struct Entry {
    /// A place in [`FIELDS`]. Past these: where the name ends behind the values; it starts where the
    /// one before ends.
    name: usize,
    end: usize,
    side: Side,
    /// A place in [`FIELDS`]; past these in the caller's own, and past these too for a name that
    /// nobody knows.
    place: usize,
}

/// What the signature says about a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Side {
    /// It covers the value, and every reading gives the field this one.
    Signed,
    /// It does not cover the value: anybody can have changed it.
    Unsigned,
    /// It covers the bytes, but other readings give them to another field.
    Uncertain,
}

/// One field of a callback that has a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Field<'a> {
    /// The field's name.
    pub name: &'a str,
    /// A string's content, or a number or boolean as written.
    pub value: &'a str,
    /// What the signature says about it.
    pub side: Side,
    /// A place in [`FIELDS`], or past these.
    pub(super) place: usize,
}

impl Received {
    /// Takes the values out of what was read.
    #[inline(always)]
    pub(super) fn new(flat: &Flat<'_>, extra: &[(&str, Form)]) -> Result<Self> {
        let members = flat.sorted()?;
        let mut text = Vec::with_capacity(flat.text.len());
        let mut names = Vec::new();
        let mut entries = Vec::with_capacity(members.len());
        let mut spans = Spans::none(GRAMMAR.len() + extra.len());
        let mut signed = 0;
        for side in [Side::Signed, Side::Unsigned] {
            for member in &members {
                if !member.has_value() || side_of(member.known) != Some(side) {
                    continue;
                }
                let (mut name, mut place) = (member.known, member.known);
                if name == UNKNOWN {
                    member.name.push_to(&mut names, flat.text);
                    name += names.len();
                    let text = member.name.decode(flat.text);
                    place += extra.iter().take_while(|(known, _)| *known != text).count();
                }
                let start = text.len();
                member.value.push_to(&mut text, flat.text);
                let end = text.len();
                spans.set(place, (start, end));
                entries.push(Entry {
                    name,
                    end,
                    side,
                    place,
                });
            }
            if side == Side::Signed {
                signed = text.len();
            }
        }
        text.append(&mut names);
        Ok(Received {
            text: String::from_utf8(text).unwrap_or_default(),
            signed,
            entries,
            spans,
            secret_index: 0,
        })
    }

    /// The signed values, joined.
    pub(super) fn canonical(&self) -> &str {
        self.text.get(..self.signed).unwrap_or_default()
    }

    /// The signed values of the known fields.
    pub(super) fn values(&self) -> Values<'_> {
        Values {
            text: self.canonical(),
            spans: &self.spans,
        }
    }

    /// Whether there is no field that nobody knows.
    pub(super) fn is_known(&self, fields: Fields<'_>) -> bool {
        self.entries.iter().all(|entry| entry.place < fields.len())
    }

    /// Sets these fields apart from the signed ones.
    pub(super) fn set_uncertain(&mut self, fields: Set) {
        for entry in &mut self.entries {
            if holds(fields, entry.place) {
                entry.side = Side::Uncertain;
            }
        }
    }

    /// Every field that has a value but the signature: first those that the digest covers, then the
    /// others, sorted by name.
    pub(super) fn fields(&self) -> impl Iterator<Item = Field<'_>> {
        let values = self.entries.last().map_or(0, |last| last.end);
        let (values, names) = self.text.split_at_checked(values).unwrap_or_default();
        let (mut from, mut name_from) = (0, 0);
        self.entries.iter().map(move |entry| Field {
            name: match FIELDS.get(entry.name) {
                Some(name) => name,
                None => slice(names, &mut name_from, entry.name - UNKNOWN),
            },
            value: slice(values, &mut from, entry.end),
            side: entry.side,
            place: entry.place,
        })
    }
}

/// On which side a field stands before the readings are known; `None` for the signature itself. A
/// name that nobody knows yet is signed: the rule is a list of exceptions.
#[inline(always)]
fn side_of(place: usize) -> Option<Side> {
    match GRAMMAR.get(place).map(|spec| spec.part) {
        None | Some(Part::Deciding | Part::Telling) => Some(Side::Signed),
        Some(Part::Unsigned) => Some(Side::Unsigned),
        Some(Part::Signature) => None,
    }
}

/// The stretch up to `end`, where the next one starts.
fn slice<'a>(text: &'a str, start: &mut usize, end: usize) -> &'a str {
    text.get(mem::replace(start, end)..end).unwrap_or_default()
}
