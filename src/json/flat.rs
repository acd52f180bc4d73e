//! The flat JSON object that a callback is: members of scalars, sorted as the signature wants them.

use alloc::{borrow::Cow, vec::Vec};

use super::{Fault, Quoted, Scanner, Token, utf8};

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
    /// The name's first eight bytes as a number: decides most comparisons at once.
    prefix: u64,
    pub(crate) name: Cow<'a, str>,
    pub(crate) quoted_name: Quoted<'a>,
    pub(crate) value: Scalar<'a>,
}

/// A usual callback has some 30 fields.
const USUAL_FIELDS: usize = 40;

/// Reads a flat object; its members come back sorted by name, byte by byte, each name once.
pub(crate) fn read(bytes: &[u8]) -> Result<(&str, Vec<Member<'_>>), Fault> {
    let text = utf8(bytes)?;
    let mut scanner = Scanner::new(text);
    if scanner.next_byte().is_some_and(|byte| byte != b'{') {
        // Only what is JSON at all can be JSON of the wrong kind.
        super::Value::parse(bytes)?;
        return Err(Fault::NotObject);
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
    members.sort_unstable_by(|one, other| {
        (one.prefix, one.name.as_bytes()).cmp(&(other.prefix, other.name.as_bytes()))
    });
    let duplicate = members.windows(2).find_map(|pair| match pair {
        [one, other] if one.name == other.name => Some(&one.name),
        _ => None,
    });
    match duplicate {
        Some(name) => Err(Fault::Duplicate {
            name: name.clone().into_owned(),
        }),
        None => Ok((text, members)),
    }
}

fn member<'a>(scanner: &mut Scanner<'a>) -> Result<Member<'a>, Fault> {
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
            return Err(Fault::Nested {
                name: name.into_owned(),
            });
        }
    };
    Ok(Member {
        prefix: prefix(name.as_bytes()),
        name,
        quoted_name: quoted,
        value,
    })
}

/// Zero-padded, so that the order of prefixes never contradicts the order of names.
fn prefix(name: &[u8]) -> u64 {
    name.iter()
        .chain(core::iter::repeat(&0))
        .take(8)
        .fold(0, |prefix, &byte| prefix << 8 | u64::from(byte))
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
