//! A callback whose digest is right: its values, apart from the JSON around them.

use alloc::{string::String, vec::Vec};
use core::{fmt, mem};

use super::{
    flat::Flat,
    grammar::{FIELDS, GRAMMAR, Part, place_of},
    names::UNKNOWN,
};
use crate::error::Result;

/// A callback whose digest is right: somebody who had the secret signed these values, joined.
///
/// The digest covers neither names nor borders, so this is a notice and not yet proof of a status:
/// [`check_callback`](crate::check_callback) says whether the same bytes can be read otherwise, and
/// the gateway itself how the payment ended. It holds no field that is null or empty, and not the
/// signature.
#[derive(Clone)]
pub struct Notice {
    /// The signed values joined, then the unsigned ones, then the names that are not known.
    pub(crate) text: String,
    /// How many bytes of the text are signed.
    pub(crate) signed: usize,
    pub(crate) entries: Vec<Entry>,
    pub(crate) secret_index: usize,
}

/// A field's name and the end of its value; it starts where the one before ends.
#[derive(Clone)]
#[repr(C)]
pub(crate) struct Entry {
    /// A place in [`FIELDS`]. Past these: where the name ends behind the values; it starts where the
    /// one before ends.
    pub(super) name: usize,
    pub(super) end: usize,
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
}

/// What the signature says about a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// It covers the value. In a verified callback, every reading gives the field this one.
    Signed,
    /// It does not cover the value: anybody can have changed it.
    Unsigned,
    /// It covers the bytes, but other readings give them to another field.
    Uncertain,
}

impl Notice {
    /// Takes the values out of what was read. The digest is yet to be compared.
    #[inline(always)]
    pub(super) fn new(flat: &Flat<'_>) -> Result<Self> {
        let members = flat.sorted()?;
        let mut text = Vec::with_capacity(flat.text.len());
        let mut names = Vec::new();
        let mut entries = Vec::with_capacity(members.len());
        let mut signed = 0;
        for side in [Side::Signed, Side::Unsigned] {
            for member in &members {
                if !member.has_value() || side_of(member.known) != Some(side) {
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
            if side == Side::Signed {
                signed = text.len();
            }
        }
        text.append(&mut names);
        Ok(Notice {
            // Whole names and values of a text, which is UTF-8.
            text: String::from_utf8(text).unwrap_or_default(),
            signed,
            entries,
            secret_index: 0,
        })
    }

    /// The signed values, joined.
    pub(super) fn canonical(&self) -> &str {
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
        self.known(const { place_of("transactionId") })
    }

    /// Which of the secrets signed it, counted from 0.
    #[must_use]
    pub const fn secret_index(&self) -> usize {
        self.secret_index
    }

    /// The value of a field that the digest covers; `None` where it is empty, absent or not covered.
    #[must_use]
    pub fn signed(&self, name: &str) -> Option<&str> {
        find(self.fields(), name, |side| side == Side::Signed)
    }

    /// The value of a field that the digest does not cover: anybody can have changed it.
    #[must_use]
    pub fn unsigned(&self, name: &str) -> Option<&str> {
        find(self.fields(), name, |side| side != Side::Signed)
    }

    /// Every field that has a value but the signature: first those that the digest covers, then the
    /// others, sorted by name.
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
            side: if entry.end <= self.signed {
                Side::Signed
            } else {
                Side::Unsigned
            },
        })
    }
}

/// Whether a text can be one of the gateway's ids. Source: callback fields, lengths.
pub(super) fn is_id(text: &str) -> bool {
    (1..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The value of the field of that name, if it stands on such a side.
pub(super) fn find<'a>(
    mut fields: impl Iterator<Item = Field<'a>>,
    name: &str,
    is: impl Fn(Side) -> bool,
) -> Option<&'a str> {
    let field = fields.find(|field| field.name == name)?;
    is(field.side).then_some(field.value)
}

/// On which side of the digest each of [`FIELDS`] stands; `None` for the signature itself.
const SIDES: [Option<Side>; FIELDS.len()] = {
    let mut sides = [None; FIELDS.len()];
    let mut place = 0;
    while place < sides.len() {
        sides[place] = match GRAMMAR[place].part {
            Part::Deciding | Part::Telling => Some(Side::Signed),
            Part::Unsigned => Some(Side::Unsigned),
            Part::Signature => None,
        };
        place += 1;
    }
    sides
};

/// A name that nobody knows yet is signed: the rule is a list of exceptions.
#[inline(always)]
fn side_of(place: usize) -> Option<Side> {
    *SIDES.get(place).unwrap_or(&Some(Side::Signed))
}

/// The stretch up to `end`, where the next one starts.
fn slice<'a>(text: &'a str, start: &mut usize, end: usize) -> &'a str {
    text.get(mem::replace(start, end)..end).unwrap_or_default()
}

/// Personal data stays out of logs: only the names of the fields show.
impl fmt::Debug for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.fields()).finish()
    }
}

/// Without the value, which can be personal data.
impl fmt::Debug for Field<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
