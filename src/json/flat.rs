//! The flat JSON object that a callback is: scalars by name, in the order that the signature wants.

use alloc::{borrow::Cow, vec::Vec};

use crate::error::{Error, Fault, Result};

use super::{Quoted, Scanner, Token, sorted, utf8};

/// A scalar as it was received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scalar<'a> {
    Null,
    /// A number or a boolean, as written.
    Bare {
        raw: &'a str,
        start: usize,
    },
    String(Quoted<'a>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Member<'a> {
    pub(crate) name: Cow<'a, str>,
    pub(crate) quoted_name: Quoted<'a>,
    pub(crate) value: Scalar<'a>,
}

/// A flat object: its members by name, each name once.
#[derive(Clone)]
pub(crate) struct Flat<'a> {
    pub(crate) text: &'a str,
    /// As they came in.
    members: Vec<Member<'a>>,
    /// Their indices, by the order of names.
    order: Vec<usize>,
}

/// A usual callback has some 30 fields.
const USUAL_FIELDS: usize = 40;

impl<'a> Flat<'a> {
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self> {
        let text = utf8(bytes)?;
        let mut scanner = Scanner::new(text);
        if scanner.next_byte().is_some_and(|byte| byte != b'{') {
            // Only what is JSON at all can be JSON of the wrong kind.
            super::Value::parse(bytes)?;
            return Err(Error::new(Fault::NotObject));
        }
        scanner.expect(b'{')?;
        let mut members = Vec::with_capacity(USUAL_FIELDS);
        if !scanner.take(b'}') {
            loop {
                members.push(member(&mut scanner)?);
                if !scanner.take(b',') {
                    scanner.expect(b'}')?;
                    break;
                }
            }
        }
        scanner.end()?;
        match sorted(&mut members.iter().map(|member| &*member.name)) {
            Ok(order) => Ok(Flat {
                text,
                members,
                order,
            }),
            Err(twice) => {
                let name = members.get(twice).map_or("", |member| &*member.name);
                Err(Error::of(name, Fault::DuplicateName))
            }
        }
    }

    /// The members, sorted by name.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Member<'a>> {
        self.order
            .iter()
            .filter_map(|&index| self.members.get(index))
    }

    /// The member of that name, unless it is null or empty.
    pub(crate) fn find(&self, name: &str) -> Option<&Member<'a>> {
        self.members
            .iter()
            .find(|member| member.name == name)
            .filter(|member| !member.value.is_empty())
    }
}

fn member<'a>(scanner: &mut Scanner<'a>) -> Result<Member<'a>> {
    let quoted = scanner.name()?;
    let name = quoted.decode();
    let value = match scanner.token()? {
        Token::Null => Scalar::Null,
        Token::Bool { value, start } => Scalar::Bare {
            raw: if value { "true" } else { "false" },
            start,
        },
        Token::Number { raw, start } => Scalar::Bare { raw, start },
        Token::String(quoted) => Scalar::String(quoted),
        Token::Array | Token::Object => {
            return Err(Error::of(&name, Fault::Nested));
        }
    };
    Ok(Member {
        name,
        quoted_name: quoted,
        value,
    })
}

impl Scalar<'_> {
    /// Whether the value is signed at all: null and the empty string are not.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Scalar::Null => true,
            Scalar::Bare { .. } => false,
            Scalar::String(quoted) => quoted.raw.is_empty(),
        }
    }

    /// The value's text in pieces, escapes resolved.
    pub(crate) fn each_piece(&self, mut piece: impl FnMut(&str)) {
        match self {
            Scalar::Null => {}
            Scalar::Bare { raw, .. } => piece(raw),
            Scalar::String(quoted) => quoted.each_piece(piece),
        }
    }

    /// The value's text; null has none.
    pub(crate) fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Scalar::Null => None,
            Scalar::Bare { raw, .. } => Some(Cow::Borrowed(raw)),
            Scalar::String(quoted) => Some(quoted.decode()),
        }
    }
}
