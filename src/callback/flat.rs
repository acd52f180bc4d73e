//! Reading the flat JSON object that a callback is: scalars by name, each name once.
//!
//! What is called for each field is inlined even where the Wasm is built for size.

use alloc::{borrow::Cow, string::String, vec::Vec};
use core::mem;

use super::{
    grammar::{FIELDS, place_of},
    names,
};
use crate::{
    error::{Error, Fault, Result},
    json::{Kind, Place, Scanner, Value, sorted, utf8},
};

/// A field as it was received: places in the text.
pub(super) struct Member {
    pub(super) name: Place,
    /// Of no length where there is no value: for null and the empty string.
    pub(super) value: Place,
    /// The name's place in [`FIELDS`], or [`UNKNOWN`](names::UNKNOWN).
    pub(super) known: usize,
}

/// A flat object: its members, each name once.
pub(super) struct Flat<'a> {
    pub(super) text: &'a str,
    /// As they came in.
    members: Vec<Member>,
    /// For each of [`FIELDS`] one more than the index of its member, or 0.
    known: [usize; FIELDS.len()],
}

impl<'a> Flat<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self> {
        let text = utf8(bytes)?;
        let mut scanner = Scanner::new(text);
        if scanner.next_byte().is_some_and(|byte| byte != b'{') {
            // Only what is JSON at all can be JSON of the wrong kind.
            Value::parse(bytes)?;
            return Err(Error::new(Fault::NotObject));
        }
        scanner.expect(b'{')?;
        let mut flat = Flat {
            text,
            members: Vec::with_capacity(FIELDS.len()),
            known: [0; FIELDS.len()],
        };
        if !scanner.take(b'}') {
            loop {
                flat.add(&mut scanner)?;
                if !scanner.more(b'}')? {
                    break;
                }
            }
        }
        scanner.end()?;
        Ok(flat)
    }

    #[inline(always)]
    fn add(&mut self, scanner: &mut Scanner<'a>) -> Result<()> {
        let name = scanner.name()?;
        let (kind, value) = scanner.token()?;
        let known = if name.escaped {
            names::place(&name.decode(self.text))
        } else {
            names::place(name.raw(self.text))
        };
        let is_nested = matches!(kind, Kind::Array | Kind::Object);
        let slot = self.known.get_mut(known);
        let is_new = slot.is_none_or(|slot| mem::replace(slot, self.members.len() + 1) == 0);
        if is_nested || !is_new {
            return Err(self.refused(name, is_nested));
        }
        self.members.push(Member {
            name,
            value: if kind == Kind::Null {
                Place::default()
            } else {
                value
            },
            known,
        });
        Ok(())
    }

    #[cold]
    fn refused(&self, name: Place, is_nested: bool) -> Error {
        let fault = if is_nested {
            Fault::Nested
        } else {
            Fault::DuplicateName
        };
        Error::of(&name.decode(self.text), fault)
    }

    /// The members by the order of their names.
    #[inline(always)]
    pub(super) fn sorted(&self) -> Result<Vec<&Member>> {
        let mut members = Vec::with_capacity(self.members.len());
        for after in &self.known {
            if let Some(member) = after
                .checked_sub(1)
                .and_then(|index| self.members.get(index))
            {
                members.push(member);
            }
        }
        if members.len() < self.members.len() {
            return self.sort();
        }
        Ok(members)
    }

    /// Names that are not known have to be sorted and compared.
    #[cold]
    fn sort(&self) -> Result<Vec<&Member>> {
        let mut names: Vec<String> = Vec::new();
        for member in &self.members {
            names.push(member.name.decode(self.text).into_owned());
        }
        let order = sorted(&mut names.iter().map(String::as_str)).map_err(|twice| {
            let name = names.get(twice).map_or("", |name| name);
            Error::of(name, Fault::DuplicateName)
        })?;
        let mut members = Vec::new();
        for index in order {
            members.extend(self.members.get(index));
        }
        Ok(members)
    }

    /// The text of the field `sign`, if it has a value.
    pub(super) fn signature(&self) -> Option<Cow<'a, str>> {
        let index = self.known.get(const { place_of("sign") })?.checked_sub(1)?;
        let member = self.members.get(index)?;
        member.has_value().then(|| member.value.decode(self.text))
    }
}

impl Member {
    #[inline(always)]
    pub(super) fn has_value(&self) -> bool {
        self.value.end > self.value.start
    }
}
