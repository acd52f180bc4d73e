//! A nested JSON value with nothing lost.

use alloc::{string::String, vec::Vec};
use core::{fmt, mem};

use crate::error::{Error, Fault, Result};

use super::{Kind, MAX_ANSWER_BYTES, MAX_DEPTH, Scanner, sorted, utf8};

/// A JSON value. Numbers are kept as they were written, and objects in the order they came in,
/// each name once.
#[derive(Clone, PartialEq, Eq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as written: `19.90` stays `19.90`.
    Number(String),
    /// A string, escapes resolved.
    String(String),
    /// An array.
    Array(Vec<Value>),
    /// An object.
    Object(Vec<(String, Value)>),
}

impl Value {
    /// Reads one strict JSON text: at most 4 MiB, at most 16 levels deep.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Value> {
        Value::parse_within(bytes, MAX_ANSWER_BYTES)
    }

    /// The same with another limit.
    pub(crate) fn parse_within(bytes: &[u8], limit: usize) -> Result<Value> {
        if bytes.len() > limit {
            return Err(Error::new(Fault::TooLong));
        }
        let text = utf8(bytes)?;
        let mut scanner = Scanner::new(text);
        let value = read(&mut scanner, text, 0)?;
        scanner.end()?;
        Ok(value)
    }

    /// The members of an object; of anything else, none.
    #[must_use]
    pub fn members(&self) -> &[(String, Value)] {
        match self {
            Value::Object(members) => members,
            _ => &[],
        }
    }

    /// The value that an object has under `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        let (_, value) = self.members().iter().find(|(key, _)| key == name)?;
        Some(value)
    }

    /// Takes the value that an object has under `name` out of it, leaving null.
    pub(crate) fn take(&mut self, name: &str) -> Option<Value> {
        let Value::Object(members) = self else {
            return None;
        };
        let (_, value) = members.iter_mut().find(|(key, _)| key == name)?;
        Some(mem::replace(value, Value::Null))
    }

    /// The text of a scalar: a string's content, a number as written, `true` or `false`.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::String(text) | Value::Number(text) => Some(text),
            Value::Bool(true) => Some("true"),
            Value::Bool(false) => Some("false"),
            _ => None,
        }
    }
}

/// An answer can hold personal data anywhere: only its structure shows.
impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Null => f.write_str("null"),
            Value::Bool(_) => f.write_str("bool"),
            Value::Number(_) => f.write_str("number"),
            Value::String(_) => f.write_str("string"),
            Value::Array(items) => f.debug_list().entries(items).finish(),
            Value::Object(members) => f
                .debug_map()
                .entries(members.iter().map(|(name, value)| (name, value)))
                .finish(),
        }
    }
}

fn read(scanner: &mut Scanner<'_>, text: &str, depth: usize) -> Result<Value> {
    let (kind, place) = scanner.token()?;
    match kind {
        Kind::Null => Ok(Value::Null),
        Kind::Bool => Ok(Value::Bool(place.raw(text) == "true")),
        Kind::Number => Ok(Value::Number(place.raw(text).into())),
        Kind::String => Ok(Value::String(place.decode(text).into_owned())),
        Kind::Array | Kind::Object if depth >= MAX_DEPTH => scanner.fault(Fault::TooDeep),
        Kind::Array => array(scanner, text, depth + 1),
        Kind::Object => object(scanner, text, depth + 1),
    }
}

fn array(scanner: &mut Scanner<'_>, text: &str, depth: usize) -> Result<Value> {
    let mut items = Vec::new();
    if scanner.take(b']') {
        return Ok(Value::Array(items));
    }
    loop {
        items.push(read(scanner, text, depth)?);
        if !scanner.more(b']')? {
            return Ok(Value::Array(items));
        }
    }
}

fn object(scanner: &mut Scanner<'_>, text: &str, depth: usize) -> Result<Value> {
    let mut members: Vec<(String, Value)> = Vec::new();
    if scanner.take(b'}') {
        return Ok(Value::Object(members));
    }
    loop {
        let name = scanner.name()?.decode(text).into_owned();
        members.push((name, read(scanner, text, depth)?));
        if !scanner.more(b'}')? {
            return match sorted(&mut members.iter().map(|(name, _)| name.as_str()))
                .err()
                .and_then(|twice| members.get(twice))
            {
                Some((name, _)) => Err(Error::of(name, Fault::DuplicateName)),
                None => Ok(Value::Object(members)),
            };
        }
    }
}
