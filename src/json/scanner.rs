//! The one reader of JSON: tokens from a text, by the grammar of RFC 8259, with nothing forgiven.
//!
//! Tokens are places in the text. What is called for each byte or token is inlined even where the
//! Wasm is built for size, since every callback passes through here.

use alloc::{borrow::Cow, string::String, vec::Vec};

use super::MAX_DEPTH;
use crate::error::{Error, Fault, Result};

/// A stretch of the text, in bytes: a scalar as written, or a string between its quotes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// Whether the stretch holds JSON escapes.
    pub escaped: bool,
}

/// What a value starts with, or all of it where it is a scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Null,
    Bool,
    Number,
    String,
    Array,
    Object,
}

pub(crate) struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    pub(crate) const fn new(text: &'a str) -> Self {
        Scanner { text, at: 0 }
    }

    #[cold]
    pub(crate) fn fault<T>(&self, fault: Fault) -> Result<T> {
        Err(Error::at(self.at, fault))
    }

    #[inline(always)]
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Skips white space and looks at the next byte.
    #[inline(always)]
    pub(crate) fn next_byte(&mut self) -> Option<u8> {
        loop {
            match self.peek() {
                Some(b' ' | b'\t' | b'\n' | b'\r') => self.at += 1,
                other => return other,
            }
        }
    }

    /// Takes `byte` if it comes next, after white space; mostly there is none.
    #[inline(always)]
    pub(crate) fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        if found {
            self.at += 1;
        }
        found || self.take_after_space(byte)
    }

    fn take_after_space(&mut self, byte: u8) -> bool {
        let found = self.next_byte() == Some(byte);
        self.at += usize::from(found);
        found
    }

    #[inline(always)]
    pub(crate) fn expect(&mut self, byte: u8) -> Result<()> {
        if self.take(byte) {
            Ok(())
        } else {
            self.fault(Fault::NotJson)
        }
    }

    #[inline(always)]
    /// Whether a comma comes next, or else what closes the list.
    pub(crate) fn more(&mut self, close: u8) -> Result<bool> {
        if self.take(b',') {
            return Ok(true);
        }
        self.expect(close)?;
        Ok(false)
    }

    pub(crate) fn end(&mut self) -> Result<()> {
        match self.next_byte() {
            None => Ok(()),
            Some(_) => self.fault(Fault::TrailingBytes),
        }
    }

    /// A name and its colon.
    #[inline(always)]
    pub(crate) fn name(&mut self) -> Result<Place> {
        self.expect(b'"')?;
        let name = self.string()?;
        self.expect(b':')?;
        Ok(name)
    }

    #[inline(always)]
    /// A scalar, or the opening bracket of an array or object.
    pub(crate) fn token(&mut self) -> Result<(Kind, Place)> {
        if self.take(b'"') {
            return Ok((Kind::String, self.string()?));
        }
        self.other_token()
    }

    fn other_token(&mut self) -> Result<(Kind, Place)> {
        let start = self.at;
        let kind = match self.peek() {
            Some(b'-' | b'0'..=b'9') => {
                self.number()?;
                Kind::Number
            }
            Some(b'n') => self.literal("null", Kind::Null)?,
            Some(b't') => self.literal("true", Kind::Bool)?,
            Some(b'f') => self.literal("false", Kind::Bool)?,
            Some(b'[') => self.literal("[", Kind::Array)?,
            Some(b'{') => self.literal("{", Kind::Object)?,
            _ => return self.fault(Fault::NotJson),
        };
        let place = Place {
            start,
            end: self.at,
            escaped: false,
        };
        Ok((kind, place))
    }

    fn literal(&mut self, word: &str, kind: Kind) -> Result<Kind> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        if !rest.starts_with(word.as_bytes()) {
            return self.fault(Fault::NotJson);
        }
        self.at += word.len();
        Ok(kind)
    }

    fn digits(&mut self) -> Result<()> {
        if !matches!(self.peek(), Some(b'0'..=b'9')) {
            return self.fault(Fault::NotJson);
        }
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        Ok(())
    }

    fn number(&mut self) -> Result<()> {
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(())
    }

    /// Where the scanner stands.
    pub(crate) const fn place(&self) -> usize {
        self.at
    }

    /// Reads over a whole value.
    pub(crate) fn skip(&mut self, depth: usize) -> Result<()> {
        let (kind, _) = self.token()?;
        let close = match kind {
            Kind::Array => b']',
            Kind::Object => b'}',
            _ => return Ok(()),
        };
        if depth >= MAX_DEPTH {
            return self.fault(Fault::TooDeep);
        }
        if self.take(close) {
            return Ok(());
        }
        loop {
            if kind == Kind::Object {
                self.name()?;
            }
            self.skip(depth + 1)?;
            if !self.more(close)? {
                return Ok(());
            }
        }
    }

    /// The rest of a string, its opening quote taken.
    fn string(&mut self) -> Result<Place> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut escaped = false;
        loop {
            let mut rest = bytes.get(self.at..).unwrap_or_default();
            while let Some((chunk, tail)) = rest.split_first_chunk::<8>() {
                let special = special_bytes(u64::from_le_bytes(*chunk));
                if special != 0 {
                    self.at += (special.trailing_zeros() / 8) as usize;
                    break;
                }
                self.at += 8;
                rest = tail;
            }
            while matches!(self.peek(), Some(byte) if byte >= 0x20 && byte != b'"' && byte != b'\\')
            {
                self.at += 1;
            }
            match self.peek() {
                Some(b'"') => {
                    let end = self.at;
                    self.at += 1;
                    return Ok(Place {
                        start,
                        end,
                        escaped,
                    });
                }
                Some(b'\\') => {
                    escaped = true;
                    // Quotes are what is escaped in callbacks.
                    self.at += match bytes.get(self.at + 1) {
                        Some(b'"') => 2,
                        _ => match escape(self.text.get(self.at..).unwrap_or_default()) {
                            Ok((_, length)) => length,
                            Err(fault) => return self.fault(fault),
                        },
                    };
                }
                _ => return self.fault(Fault::NotJson),
            }
        }
    }
}

/// Eight bytes at once: the lowest bit that is set lies in the first quote, backslash or control
/// character, if there is one. A byte is below n where subtracting n borrows through its high bit,
/// which was not set before.
#[inline(always)]
const fn special_bytes(word: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let quote = word ^ (ONES * b'"' as u64);
    let backslash = word ^ (ONES * b'\\' as u64);
    let is_quote = quote.wrapping_sub(ONES) & !quote;
    let is_backslash = backslash.wrapping_sub(ONES) & !backslash;
    let is_control = word.wrapping_sub(ONES * 0x20) & !word;
    (is_quote | is_backslash | is_control) & HIGH
}

/// The character that an escape at the start of `text` stands for, and the length of the escape.
fn escape(text: &str) -> Result<(char, usize), Fault> {
    let character = match text.as_bytes().get(1) {
        Some(b'"') => '"',
        Some(b'\\') => '\\',
        Some(b'/') => '/',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unicode_escape(text),
        _ => return Err(Fault::NotJson),
    };
    Ok((character, 2))
}

fn unicode_escape(text: &str) -> Result<(char, usize), Fault> {
    let high = code_unit(text, 0).ok_or(Fault::NotJson)?;
    if let Some(character) = char::from_u32(high) {
        return Ok((character, 6));
    }
    let low = code_unit(text, 6).filter(|low| (0xdc00..0xe000).contains(low));
    match low {
        Some(low) if high < 0xdc00 => {
            let scalar = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
            char::from_u32(scalar).map(|character| (character, 12))
        }
        _ => None,
    }
    .ok_or(Fault::LoneSurrogate)
}

/// The four hex digits of `\uXXXX` at `at`.
fn code_unit(text: &str, at: usize) -> Option<u32> {
    let rest = text.as_bytes().get(at..)?;
    if !rest.starts_with(b"\\u") {
        return None;
    }
    rest.get(2..6)?.iter().try_fold(0, |unit, &byte| {
        Some(unit << 4 | char::from(byte).to_digit(16)?)
    })
}

impl Place {
    /// The stretch as it is written.
    #[inline(always)]
    pub(crate) fn raw(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Appends the text that is meant, escapes resolved.
    #[inline(always)]
    pub(crate) fn push_to(self, out: &mut Vec<u8>, text: &str) {
        if self.escaped {
            self.push_unescaped(out, text);
        } else {
            out.extend_from_slice(self.raw(text).as_bytes());
        }
    }

    fn push_unescaped(self, out: &mut Vec<u8>, text: &str) {
        let raw = self.raw(text);
        let mut to = out.len();
        // What is meant is never longer than what is written.
        out.resize(to + raw.len(), 0);
        let mut put = |byte| {
            if let Some(slot) = out.get_mut(to) {
                *slot = byte;
                to += 1;
            }
        };
        let mut from = 0;
        while let Some(&byte) = raw.as_bytes().get(from) {
            if byte != b'\\' {
                put(byte);
                from += 1;
                continue;
            }
            // The scanner has accepted every escape; a broken one would end the string here.
            let Ok((character, length)) = escape(raw.get(from..).unwrap_or_default()) else {
                break;
            };
            for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                put(byte);
            }
            from += length;
        }
        out.truncate(to);
    }

    /// The text that is meant, escapes resolved.
    pub(crate) fn decode(self, text: &str) -> Cow<'_, str> {
        if !self.escaped {
            return Cow::Borrowed(self.raw(text));
        }
        let mut decoded = Vec::new();
        self.push_unescaped(&mut decoded, text);
        Cow::Owned(String::from_utf8(decoded).unwrap_or_default())
    }
}

/// The text of a string or number that is a member of the object that `json` starts with.
pub(crate) fn text_member<'a>(json: &'a str, name: &str) -> Option<Cow<'a, str>> {
    let mut scanner = Scanner::new(json);
    if !scanner.take(b'{') {
        return None;
    }
    loop {
        let member = scanner.name().ok()?;
        let mut value = Scanner { ..scanner };
        scanner.skip(1).ok()?;
        if member.decode(json) == name {
            return match value.token() {
                Ok((Kind::String | Kind::Number, place)) => Some(place.decode(json)),
                _ => None,
            };
        }
        if !scanner.more(b'}').ok()? {
            return None;
        }
    }
}
