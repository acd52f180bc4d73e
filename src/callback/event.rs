//! What a callback says, once its digest is right.

use alloc::vec::Vec;
use core::{fmt, mem};

use super::{
    fields::{FIELDS, Part, TRANSACTION_ID, UNKNOWN},
    read::Flat,
};
use crate::error::Result;

/// A callback whose digest is right: somebody who had the secret signed these values, joined.
///
/// The digest covers neither names nor borders, so this is not yet proof of a status; ask the
/// gateway before goods leave. It holds no field that is null or empty, and not the signature.
#[derive(Clone)]
pub struct Callback {
    /// In UTF-8: the signed values joined, then the unsigned ones, then the names that are not known.
    pub(crate) text: Vec<u8>,
    /// How many bytes of the text are signed.
    pub(crate) signed: usize,
    pub(crate) entries: Vec<Entry>,
    pub(super) secret_index: usize,
}

/// A field's name and the end of its value; it starts where the one before ends.
#[derive(Clone)]
#[repr(C)]
pub(crate) struct Entry {
    /// A place in [`FIELDS`]. Past these: where the name ends behind the values; it starts where the
    /// one before ends.
    name: usize,
    end: usize,
}

/// One field of a callback that has a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Field<'a> {
    /// The field's name.
    pub name: &'a str,
    /// A string's content, or a number or boolean as written.
    pub value: &'a str,
    /// Whether the digest covers the value.
    pub signed: bool,
}

impl Callback {
    /// Takes the values out of what was received. The digest is yet to be compared.
    #[inline(always)]
    pub(super) fn new(flat: &Flat<'_>) -> Result<Self> {
        let members = flat.sorted()?;
        let mut text = Vec::with_capacity(flat.text.len());
        let mut names = Vec::new();
        let mut entries = Vec::with_capacity(members.len());
        let mut signed = 0;
        for part in [Part::Signed, Part::Unsigned] {
            for member in &members {
                if member.part() != part || !member.has_value() {
                    continue;
                }
                member.value.push_to(&mut text, flat.text);
                let mut name = member.known;
                if name == UNKNOWN {
                    member.name.push_to(&mut names, flat.text);
                    name += names.len();
                }
                let end = text.len();
                entries.push(Entry { name, end });
            }
            if part == Part::Signed {
                signed = text.len();
            }
        }
        text.append(&mut names);
        Ok(Callback {
            text,
            signed,
            entries,
            secret_index: 0,
        })
    }

    /// The signed values, joined.
    pub(super) fn canonical(&self) -> &[u8] {
        self.text.get(..self.signed).unwrap_or_default()
    }

    /// The value of the field at a place in [`FIELDS`]; empty where it has none.
    pub(super) fn known(&self, place: usize) -> &str {
        let mut start = 0;
        for entry in &self.entries {
            if entry.name == place {
                return slice(&self.text, &mut start, entry.end);
            }
            start = entry.end;
        }
        ""
    }

    /// The gateway's id of this attempt; the body of the acknowledgement.
    #[must_use]
    pub fn transaction_id(&self) -> &str {
        self.known(TRANSACTION_ID)
    }

    /// Which of the secrets signed it, counted from 0.
    #[must_use]
    pub const fn secret_index(&self) -> usize {
        self.secret_index
    }

    /// The value of a signed field; `None` where it is empty, absent or not signed.
    #[must_use]
    pub fn signed(&self, name: &str) -> Option<&str> {
        self.find(name, true)
    }

    /// The value of a field that the signature does not cover: anybody can have changed it.
    #[must_use]
    pub fn unsigned(&self, name: &str) -> Option<&str> {
        self.find(name, false)
    }

    fn find(&self, name: &str, signed: bool) -> Option<&str> {
        let found = |field: &Field<'_>| field.name == name && field.signed == signed;
        self.fields().find(found).map(|field| field.value)
    }

    /// Every field that has a value but the signature: the signed ones, then the others, sorted by
    /// name.
    pub fn fields(&self) -> impl Iterator<Item = Field<'_>> {
        let values = self.entries.last().map_or(0, |last| last.end);
        let (values, names) = self.text.split_at_checked(values).unwrap_or_default();
        let (mut from, mut name_from) = (0, 0);
        self.entries.iter().map(move |entry| Field {
            name: match FIELDS.get(entry.name) {
                Some(name) => name,
                None => slice(names, &mut name_from, entry.name - UNKNOWN),
            },
            value: slice(values, &mut from, entry.end),
            signed: entry.end <= self.signed,
        })
    }
}

/// The stretch up to `end`, where the next one starts. All of it was cut from UTF-8 between characters.
fn slice<'a>(text: &'a [u8], start: &mut usize, end: usize) -> &'a str {
    let bytes = text.get(mem::replace(start, end)..end).unwrap_or_default();
    str::from_utf8(bytes).unwrap_or_default()
}

/// Personal data stays out of logs: only the names of the fields show.
impl fmt::Debug for Callback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.fields().map(|field| field.name))
            .finish()
    }
}

/// Without the value, which can be personal data.
impl fmt::Debug for Field<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
