//! Reading the flat JSON object that a callback is: scalars by name, in the order of the signature.

use alloc::{borrow::Cow, vec::Vec};

use super::fields::{self, FIELDS};
use crate::{
    error::{Error, Fault, Result},
    json::{Quoted, Scanner, Token, Value, sorted, utf8},
};

/// A scalar as it was received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scalar<'a> {
    Null,
    /// A number or a boolean, as written.
    Bare {
        raw: &'a str,
        start: usize,
    },
    String(Quoted<'a>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Member<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) quoted_name: Quoted<'a>,
    pub(super) value: Scalar<'a>,
    /// The name's place in [`FIELDS`].
    pub(super) known: Option<usize>,
}

/// A flat object: its members by name, each name once.
#[derive(Clone)]
pub(super) struct Flat<'a> {
    pub(super) text: &'a str,
    /// As they came in.
    members: Vec<Member<'a>>,
    /// Their indices, by the order of names.
    order: Vec<usize>,
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
        let mut members = Vec::with_capacity(FIELDS.len());
        let mut places = Places::default();
        if !scanner.take(b'}') {
            loop {
                let member = member(&mut scanner)?;
                if !places.note(member.known, members.len()) {
                    return Err(Error::of(&member.name, Fault::DuplicateName));
                }
                members.push(member);
                if !scanner.take(b',') {
                    scanner.expect(b'}')?;
                    break;
                }
            }
        }
        scanner.end()?;
        let order = places.order(&members)?;
        Ok(Flat {
            text,
            members,
            order,
        })
    }

    /// The members, sorted by name.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Member<'a>> {
        self.order
            .iter()
            .filter_map(|&index| self.members.get(index))
    }

    /// The member of that name, unless it is null or empty.
    pub(super) fn find(&self, name: &str) -> Option<&Member<'a>> {
        self.members
            .iter()
            .find(|member| member.name == name)
            .filter(|member| !member.value.is_empty())
    }
}

/// Which member has which known name. Known names need no sorting: their places are their order.
struct Places {
    known: [Option<usize>; FIELDS.len()],
    unknown: usize,
}

impl Default for Places {
    fn default() -> Self {
        Places {
            known: [None; FIELDS.len()],
            unknown: 0,
        }
    }
}

impl Places {
    /// False where a known name stands there already.
    fn note(&mut self, known: Option<usize>, index: usize) -> bool {
        match known.and_then(|known| self.known.get_mut(known)) {
            Some(place) => place.replace(index).is_none(),
            None => {
                self.unknown += 1;
                true
            }
        }
    }

    fn order(self, members: &[Member<'_>]) -> Result<Vec<usize>> {
        if self.unknown == 0 {
            return Ok(self.known.into_iter().flatten().collect());
        }
        sorted(&mut members.iter().map(|member| &*member.name)).map_err(|twice| {
            let name = members.get(twice).map_or("", |member| &*member.name);
            Error::of(name, Fault::DuplicateName)
        })
    }
}

fn member<'a>(scanner: &mut Scanner<'a>) -> Result<Member<'a>> {
    let quoted_name = scanner.name()?;
    let name = quoted_name.decode();
    let value = match scanner.token()? {
        Token::Null => Scalar::Null,
        Token::Bool { value, start } => Scalar::Bare {
            raw: if value { "true" } else { "false" },
            start,
        },
        Token::Number { raw, start } => Scalar::Bare { raw, start },
        Token::String(quoted) => Scalar::String(quoted),
        Token::Array | Token::Object => return Err(Error::of(&name, Fault::Nested)),
    };
    Ok(Member {
        known: fields::place(&name),
        name,
        quoted_name,
        value,
    })
}

impl Member<'_> {
    /// Whether the digest covers the field when it has a value. A name that nobody knows yet is
    /// signed: the rule is a list of exceptions.
    pub(super) fn is_signed(&self) -> bool {
        let known = self.known.and_then(|known| fields::SIGNED.get(known));
        *known.unwrap_or(&true)
    }
}

impl Scalar<'_> {
    /// Whether the value is signed at all: null and the empty string are not.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Scalar::Null => true,
            Scalar::Bare { .. } => false,
            Scalar::String(quoted) => quoted.raw.is_empty(),
        }
    }

    /// The value's text in pieces, escapes resolved.
    pub(super) fn each_piece(&self, mut piece: impl FnMut(&str)) {
        match self {
            Scalar::Null => {}
            Scalar::Bare { raw, .. } => piece(raw),
            Scalar::String(quoted) => quoted.each_piece(piece),
        }
    }

    /// The value's text; null has none.
    pub(super) fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Scalar::Null => None,
            Scalar::Bare { raw, .. } => Some(Cow::Borrowed(raw)),
            Scalar::String(quoted) => Some(quoted.decode()),
        }
    }
}
