//! Reading the flat JSON object that a callback is: scalars by name, in the order of the signature.
//!
//! What is called for each field is inlined even where the Wasm is built for size.

use alloc::{borrow::Cow, string::String, vec::Vec};

use super::fields::{self, FIELDS};
use crate::{
    error::{Error, Fault, Result},
    json::{Kind, Place, Scanner, Value, sorted, utf8},
};

/// A field as it was received: places in the text.
#[derive(Clone, Copy)]
pub(super) struct Member {
    pub(super) name: Place,
    pub(super) value: Place,
    pub(super) kind: Kind,
    /// The name's place in [`FIELDS`].
    pub(super) known: Option<usize>,
}

/// A flat object: its members by name, each name once.
#[derive(Clone)]
pub(super) struct Flat<'a> {
    pub(super) text: &'a str,
    /// As they came in.
    members: Vec<Member>,
    /// For each of [`FIELDS`] the index of its member. These names need no sorting.
    known: [Option<usize>; FIELDS.len()],
    /// The order of all members by name, where there is a name that is not known.
    order: Option<Vec<usize>>,
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
            known: [None; FIELDS.len()],
            order: None,
        };
        let mut has_unknown = false;
        if !scanner.take(b'}') {
            loop {
                has_unknown |= !flat.add(&mut scanner)?;
                if !scanner.more(b'}')? {
                    break;
                }
            }
        }
        scanner.end()?;
        if has_unknown {
            flat.sort()?;
        }
        Ok(flat)
    }

    /// Reads one member; false where its name is not known.
    #[inline(always)]
    fn add(&mut self, scanner: &mut Scanner<'a>) -> Result<bool> {
        let name = scanner.name()?;
        let (kind, value) = scanner.token()?;
        if matches!(kind, Kind::Array | Kind::Object) {
            return Err(Error::of(&name.decode(self.text), Fault::Nested));
        }
        let known = if name.escaped {
            fields::place(&name.decode(self.text))
        } else {
            fields::place(name.raw(self.text))
        };
        if let Some(place) = known.and_then(|known| self.known.get_mut(known))
            && place.replace(self.members.len()).is_some()
        {
            return Err(Error::of(&name.decode(self.text), Fault::DuplicateName));
        }
        self.members.push(Member {
            name,
            value,
            kind,
            known,
        });
        Ok(known.is_some())
    }

    #[cold]
    fn sort(&mut self) -> Result<()> {
        let mut names: Vec<String> = Vec::new();
        for member in &self.members {
            names.push(member.name.decode(self.text).into_owned());
        }
        match sorted(&mut names.iter().map(String::as_str)) {
            Ok(order) => {
                self.order = Some(order);
                Ok(())
            }
            Err(twice) => {
                let name = names.get(twice).map_or("", |name| name);
                Err(Error::of(name, Fault::DuplicateName))
            }
        }
    }

    /// The members that have a value, sorted by name. Null and the empty string are no value.
    #[inline(always)]
    pub(super) fn each(&self, mut take: impl FnMut(&Member)) {
        let mut visit = |index: usize| {
            if let Some(member) = self.members.get(index)
                && member.has_value()
            {
                take(member);
            }
        };
        match &self.order {
            Some(order) => {
                for index in order {
                    visit(*index);
                }
            }
            None => {
                for index in self.known.iter().flatten() {
                    visit(*index);
                }
            }
        }
    }

    /// The text of the field at a place in [`FIELDS`], if it has a value.
    pub(super) fn known(&self, place: usize) -> Option<Cow<'a, str>> {
        let index = (*self.known.get(place)?)?;
        let member = self.members.get(index)?;
        member.has_value().then(|| member.value.decode(self.text))
    }

    /// The text of the field of that name, if it has a value.
    pub(super) fn find(&self, name: &str) -> Option<Cow<'a, str>> {
        if let Some(place) = fields::place(name) {
            return self.known(place);
        }
        let mut members = self.members.iter();
        let member = members.find(|member| member.name.decode(self.text) == name)?;
        member.has_value().then(|| member.value.decode(self.text))
    }

    /// What is signed: the values that the digest covers, in their order.
    pub(super) fn canonical(&self) -> String {
        let mut canonical = String::with_capacity(self.text.len());
        self.each(|member| {
            if member.is_signed() {
                member.value.push_to(&mut canonical, self.text);
            }
        });
        canonical
    }
}

impl Member {
    #[inline(always)]
    fn has_value(&self) -> bool {
        self.kind != Kind::Null && self.value.end > self.value.start
    }

    /// Whether the digest covers the field when it has a value. A name that nobody knows yet is
    /// signed: the rule is a list of exceptions.
    #[inline(always)]
    pub(super) fn is_signed(&self) -> bool {
        let known = self.known.and_then(|known| fields::SIGNED.get(known));
        *known.unwrap_or(&true)
    }
}
