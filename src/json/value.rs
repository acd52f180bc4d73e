//! A nested JSON value with nothing lost.

use alloc::{string::String, vec::Vec};

use crate::error::{Error, Fault, Result};

use super::{MAX_ANSWER_BYTES, MAX_DEPTH, Scanner, Token, sorted, utf8};

/// A JSON value. Numbers are kept as they were written, and objects in the order they came in,
/// each name once.
#[derive(Clone, Debug, PartialEq, Eq)]
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
        if bytes.len() > MAX_ANSWER_BYTES {
            return Err(Error::new(Fault::TooLong));
        }
        let mut scanner = Scanner::new(utf8(bytes)?);
        let value = read(&mut scanner, 0)?;
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

fn read(scanner: &mut Scanner<'_>, depth: usize) -> Result<Value> {
    match scanner.token()? {
        Token::Null => Ok(Value::Null),
        Token::Bool { value, .. } => Ok(Value::Bool(value)),
        Token::Number { raw, .. } => Ok(Value::Number(raw.into())),
        Token::String(quoted) => Ok(Value::String(quoted.decode().into_owned())),
        Token::Array | Token::Object if depth >= MAX_DEPTH => {
            Err(Error::at(scanner.position(), Fault::TooDeep))
        }
        Token::Array => array(scanner, depth + 1),
        Token::Object => object(scanner, depth + 1),
    }
}

fn array(scanner: &mut Scanner<'_>, depth: usize) -> Result<Value> {
    let mut items = Vec::new();
    if scanner.take(b']') {
        return Ok(Value::Array(items));
    }
    loop {
        items.push(read(scanner, depth)?);
        if !scanner.take(b',') {
            scanner.expect(b']')?;
            return Ok(Value::Array(items));
        }
    }
}

fn object(scanner: &mut Scanner<'_>, depth: usize) -> Result<Value> {
    let mut members: Vec<(String, Value)> = Vec::new();
    if scanner.take(b'}') {
        return Ok(Value::Object(members));
    }
    loop {
        let name = scanner.name()?.decode().into_owned();
        members.push((name, read(scanner, depth)?));
        if !scanner.take(b',') {
            scanner.expect(b'}')?;
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
