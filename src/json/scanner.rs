//! The one reader of JSON: tokens from a text, by the grammar of RFC 8259, with nothing forgiven.

use alloc::{borrow::Cow, string::String};

use crate::{
    error::{Error, Fault, Result},
    text::cut,
};

/// A string as it stood between its quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quoted<'a> {
    /// The text between the quotes, escapes and all.
    pub(crate) raw: &'a str,
    /// Where `raw` starts in the whole text.
    pub(crate) start: usize,
    /// Whether `raw` holds an escape.
    pub(crate) escaped: bool,
}

/// What a value starts with, or all of it where it is a scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    Null,
    Bool { value: bool, start: usize },
    Number { raw: &'a str, start: usize },
    String(Quoted<'a>),
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

    pub(crate) const fn position(&self) -> usize {
        self.at
    }

    #[cold]
    fn syntax(&self) -> Error {
        Error::at(self.at, Fault::NotJson)
    }

    #[inline(always)]
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    #[inline(always)]
    /// Skips white space and looks at the next byte.
    pub(crate) fn next_byte(&mut self) -> Option<u8> {
        loop {
            match self.peek() {
                Some(b' ' | b'\t' | b'\n' | b'\r') => self.at += 1,
                other => return other,
            }
        }
    }

    #[inline(always)]
    /// Takes `byte` if it comes next, after white space.
    pub(crate) fn take(&mut self, byte: u8) -> bool {
        let found = self.next_byte() == Some(byte);
        self.at += usize::from(found);
        found
    }

    #[inline(always)]
    pub(crate) fn expect(&mut self, byte: u8) -> Result<()> {
        if self.take(byte) {
            Ok(())
        } else {
            Err(self.syntax())
        }
    }

    pub(crate) fn end(&mut self) -> Result<()> {
        match self.next_byte() {
            None => Ok(()),
            Some(_) => Err(Error::at(self.at, Fault::TrailingBytes)),
        }
    }

    /// A name and its colon.
    pub(crate) fn name(&mut self) -> Result<Quoted<'a>> {
        self.expect(b'"')?;
        let name = self.string()?;
        self.expect(b':')?;
        Ok(name)
    }

    /// A scalar, or the opening bracket of an array or object.
    pub(crate) fn token(&mut self) -> Result<Token<'a>> {
        match self.next_byte() {
            Some(b'"') => {
                self.at += 1;
                self.string().map(Token::String)
            }
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b'n') => self.literal("null", Token::Null),
            Some(b't') => self.bool("true", true),
            Some(b'f') => self.bool("false", false),
            Some(b'[') => {
                self.at += 1;
                Ok(Token::Array)
            }
            Some(b'{') => {
                self.at += 1;
                Ok(Token::Object)
            }
            _ => Err(self.syntax()),
        }
    }

    fn bool(&mut self, word: &str, value: bool) -> Result<Token<'a>> {
        let start = self.at;
        self.literal(word, Token::Bool { value, start })
    }

    fn literal(&mut self, word: &str, token: Token<'a>) -> Result<Token<'a>> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        if !rest.starts_with(word.as_bytes()) {
            return Err(self.syntax());
        }
        self.at += word.len();
        Ok(token)
    }

    fn digits(&mut self) -> Result<()> {
        if !matches!(self.peek(), Some(b'0'..=b'9')) {
            return Err(self.syntax());
        }
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        Ok(())
    }

    fn number(&mut self) -> Result<Token<'a>> {
        let start = self.at;
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
        let raw = self.text.get(start..self.at).unwrap_or_default();
        Ok(Token::Number { raw, start })
    }

    /// The rest of a string, its opening quote taken.
    fn string(&mut self) -> Result<Quoted<'a>> {
        let start = self.at;
        let mut escaped = false;
        loop {
            self.at += plain_bytes(self.text.as_bytes().get(self.at..).unwrap_or_default());
            match self.peek() {
                Some(b'"') => {
                    let raw = self.text.get(start..self.at).unwrap_or_default();
                    self.at += 1;
                    return Ok(Quoted {
                        raw,
                        start,
                        escaped,
                    });
                }
                Some(b'\\') => {
                    escaped = true;
                    let rest = self.text.get(self.at..).unwrap_or_default();
                    let (_, length) = escape(rest).map_err(|fault| Error::at(self.at, fault))?;
                    self.at += length;
                }
                _ => return Err(self.syntax()),
            }
        }
    }
}

#[inline(always)]
/// How many bytes stand before the next quote, backslash or control character.
fn plain_bytes(bytes: &[u8]) -> usize {
    let mut plain = 0;
    let mut rest = bytes;
    while let Some((chunk, tail)) = rest.split_first_chunk::<8>() {
        let special = special_bytes(u64::from_le_bytes(*chunk));
        if special != 0 {
            return plain + (special.trailing_zeros() / 8) as usize;
        }
        plain += chunk.len();
        rest = tail;
    }
    let is_special = |&byte: &u8| byte == b'"' || byte == b'\\' || byte < 0x20;
    plain + rest.iter().position(is_special).unwrap_or(rest.len())
}

#[inline(always)]
/// Eight bytes at once: the lowest bit that is set lies in the first special byte, if there is one.
/// A byte is zero where subtracting one borrows through its high bit, which was not set before.
const fn special_bytes(word: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let quote = word ^ (ONES * b'"' as u64);
    let backslash = word ^ (ONES * b'\\' as u64);
    let zero_quote = quote.wrapping_sub(ONES) & !quote;
    let zero_backslash = backslash.wrapping_sub(ONES) & !backslash;
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    (zero_quote | zero_backslash | control) & HIGH
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

impl<'a> Quoted<'a> {
    /// The string that is meant, in pieces: runs without an escape, and what the escapes stand for.
    pub(crate) fn each_piece(&self, mut piece: impl FnMut(&str)) {
        let mut rest = self.raw;
        if self.escaped {
            while let Some((before, _)) = cut(rest, b'\\') {
                let tail = rest.get(before.len()..).unwrap_or_default();
                // The scanner has accepted every escape; a broken one would end the string here.
                let Ok((character, length)) = escape(tail) else {
                    break;
                };
                if !before.is_empty() {
                    piece(before);
                }
                piece(character.encode_utf8(&mut [0; 4]));
                rest = tail.get(length..).unwrap_or_default();
            }
        }
        if !rest.is_empty() {
            piece(rest);
        }
    }

    /// The string that is meant.
    pub(crate) fn decode(&self) -> Cow<'a, str> {
        if !self.escaped {
            return Cow::Borrowed(self.raw);
        }
        let mut decoded = String::with_capacity(self.raw.len());
        self.each_piece(|piece| decoded.push_str(piece));
        Cow::Owned(decoded)
    }
}
