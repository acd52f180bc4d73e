//! The forms that values have, and where a value of a form can end.

use alloc::borrow::Cow;
use core::mem;

use super::grammar::notify;
use crate::{
    amount::{Currency, Decimal, MAX_DIGITS},
    json::Scanner,
    time::{DateTime, Zone},
};

/// What a field may hold that the caller knows and this release does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldForm(pub(super) Form);

impl FieldForm {
    /// `yyyy-MM-dd HH:mm:ss`, a day that there is.
    pub const TIME: FieldForm = FieldForm(Form::Time);
    /// An offset from UTC: `+08:00`.
    pub const ZONE: FieldForm = FieldForm(Form::Zone);
    /// 19 digits.
    pub const ID: FieldForm = FieldForm(Form::Id);
    /// 1 to 20 digits.
    pub const DIGITS: FieldForm = FieldForm(Form::Digits);
    /// A decimal number of at most 19 characters: `100.00`, `7.8`, `20`.
    pub const DECIMAL: FieldForm = FieldForm(Form::AmountBeforeText);
    /// Three upper-case letters.
    pub const CURRENCY: FieldForm = FieldForm(Form::Currency);
    /// Two upper-case letters.
    pub const COUNTRY: FieldForm = FieldForm(Form::Country);
    /// A whole JSON object.
    pub const OBJECT: FieldForm = FieldForm(Form::Object);
    /// A whole JSON array.
    pub const ARRAY: FieldForm = FieldForm(Form::Array);
    /// Up to 1024 bytes of any characters but controls. Beside a field that decides it makes every
    /// callback ambiguous that has both; two texts side by side have more readings than are tried.
    pub const TEXT: FieldForm = FieldForm(Form::Text(1024));

    /// The form of that name: the constant's name in small letters.
    #[must_use]
    pub fn parse(name: &str) -> Option<FieldForm> {
        Some(match name {
            "time" => FieldForm::TIME,
            "zone" => FieldForm::ZONE,
            "id" => FieldForm::ID,
            "digits" => FieldForm::DIGITS,
            "decimal" => FieldForm::DECIMAL,
            "currency" => FieldForm::CURRENCY,
            "country" => FieldForm::COUNTRY,
            "object" => FieldForm::OBJECT,
            "array" => FieldForm::ARRAY,
            "text" => FieldForm::TEXT,
            _ => return None,
        })
    }
}

/// The form of a value, as far as one field tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `yyyy-MM-dd HH:mm:ss`, a day that there is.
    Time,
    /// `+08:00`
    Zone,
    /// 19 digits.
    Id,
    /// One digit or more, at most 20.
    Digits,
    /// A decimal number that no digit follows: `100.00`, `7.8`.
    Decimal,
    /// Three upper-case letters.
    Currency,
    /// Two upper-case letters.
    Country,
    /// One of these letters or digits.
    One(&'static str),
    /// One of these words.
    Words(&'static [&'static str]),
    /// A whole JSON object.
    Object,
    /// A whole JSON object that starts with `respCode` or `respMsg`, each of them once.
    Reason,
    /// A whole JSON object that does not.
    Details,
    /// A whole JSON array.
    Array,
    /// 64 lower-case hex digits; or 32 to 300 letters, digits, `-` and `_`, never 48 hex digits in a row,
    /// and not hex digits alone.
    Token,
    /// Up to so many bytes of any characters but controls.
    Text(usize),
    /// The merchant's own number.
    Merchant,
    /// Up to 64 bytes of any characters but controls, before a type of notification.
    Order,
    /// The merchant's own number and 19 digits.
    Channel,
    /// A decimal number before text that can start with digits.
    AmountBeforeText,
}

pub(super) const ORDER_LENGTH: usize = 64;
const TIME_LENGTH: usize = 19;
const ZONE_LENGTH: usize = 6;
pub(super) const ID_LENGTH: usize = 19;
const TOKEN_LENGTH: usize = 64;
const TOKEN_HEX: usize = 48;
const TOKEN_LENGTHS: core::ops::RangeInclusive<usize> = 32..=300;

impl Form {
    /// The first place after `before` at which a value that starts with `rest` can end.
    pub(super) fn next_end(&self, rest: &str, before: usize, merchant: &str) -> Option<usize> {
        match self {
            Form::Words(words) => next_word(words, rest, before),
            Form::Text(most) => next_character(rest, before).filter(|end| end <= most),
            Form::Token => next_token(rest, before),
            Form::Order => next_order(rest, before),
            Form::Digits => {
                let end = before + 1;
                (end <= 20 && digits(rest) >= end).then_some(end)
            }
            Form::AmountBeforeText => {
                let most = decimals(rest).min(MAX_DIGITS);
                (before + 1..=most).find(|end| Decimal::parse(head(rest, *end)).is_some())
            }
            _ if before > 0 => None,
            Form::One(letters) => {
                let first = rest.as_bytes().first()?;
                letters.as_bytes().contains(first).then_some(1)
            }
            Form::Time => {
                let end = TIME_LENGTH;
                DateTime::parse(head(rest, end)).map(|_| end)
            }
            Form::Zone => {
                let end = ZONE_LENGTH;
                Zone::read(head(rest, end)).map(|_| end)
            }
            Form::Id => (digits(head(rest, ID_LENGTH)) == ID_LENGTH).then_some(ID_LENGTH),
            Form::Decimal => {
                let end = decimals(rest);
                Decimal::parse(head(rest, end)).map(|_| end)
            }
            Form::Currency => Currency::parse(head(rest, 3)).map(|_| 3),
            Form::Country => {
                (run(head(rest, 2), |byte| byte.is_ascii_uppercase()) == 2).then_some(2)
            }
            Form::Object => json_end(rest, b'{'),
            Form::Reason => reason_end(rest),
            Form::Details if reason_name(rest, &mut Scanner::new(rest)).is_some() => None,
            Form::Details => json_end(rest, b'{'),
            Form::Array => json_end(rest, b'['),
            Form::Merchant => rest.starts_with(merchant).then_some(merchant.len()),
            Form::Channel => {
                let id = rest.strip_prefix(merchant)?;
                Form::Id
                    .next_end(id, 0, merchant)
                    .map(|end| merchant.len() + end)
            }
        }
    }

    /// Whether a value can end in several places.
    pub(super) const fn has_ends(&self) -> bool {
        matches!(
            self,
            Form::Words(_)
                | Form::Text(_)
                | Form::Token
                | Form::Order
                | Form::Digits
                | Form::AmountBeforeText
        )
    }

    /// Whether a value can start with a byte; one past ASCII stands for all such.
    pub(super) const fn can_start(&self, byte: u8) -> bool {
        match self {
            Form::Time | Form::Id | Form::Digits | Form::Decimal | Form::AmountBeforeText => {
                byte.is_ascii_digit()
            }
            Form::Currency | Form::Country => byte.is_ascii_uppercase(),
            Form::Zone => matches!(byte, b'+' | b'-'),
            Form::Object | Form::Reason | Form::Details => byte == b'{',
            Form::Array => byte == b'[',
            Form::Token => byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'),
            Form::Text(_) | Form::Merchant | Form::Channel | Form::Order => true,
            Form::One(letters) => {
                let mut index = 0;
                while index < letters.len() {
                    if letters.as_bytes()[index] == byte {
                        return true;
                    }
                    index += 1;
                }
                false
            }
            Form::Words(words) => {
                let mut index = 0;
                while index < words.len() {
                    if let [first, ..] = words[index].as_bytes()
                        && *first == byte
                    {
                        return true;
                    }
                    index += 1;
                }
                false
            }
        }
    }

    /// Whether the whole of `text` has this form.
    pub(super) fn fits(&self, text: &str, merchant: &str) -> bool {
        let mut end = 0;
        while let Some(next) = self.next_end(text, end, merchant) {
            if next == text.len() {
                return true;
            }
            end = next;
        }
        false
    }
}

/// The first bytes of a text, if it has so many.
fn head(text: &str, length: usize) -> &str {
    text.get(..length).unwrap_or_default()
}

/// How many bytes at the start are of a kind.
fn run(text: &str, is: impl Fn(u8) -> bool) -> usize {
    text.bytes().take_while(|byte| is(*byte)).count()
}

fn digits(text: &str) -> usize {
    run(text, |byte| byte.is_ascii_digit())
}

/// Digits and points.
fn decimals(text: &str) -> usize {
    run(text, |byte| byte.is_ascii_digit() || byte == b'.')
}

/// Some words start with others: the next longer one.
fn next_word(words: &[&str], rest: &str, before: usize) -> Option<usize> {
    let mut end = None;
    let first = rest.as_bytes().first();
    for word in words {
        let shorter = || end.is_none_or(|end| word.len() < end);
        if word.as_bytes().first() == first
            && word.len() > before
            && shorter()
            && rest.starts_with(word)
        {
            end = Some(word.len());
        }
    }
    end
}

/// What can end an order or break it: the first letters of types of notification, and controls.
const STOPS: [bool; 256] = {
    let mut stops = [false; 256];
    let mut byte = 0;
    while byte < stops.len() {
        stops[byte] = matches!(byte as u8, 0..b' ' | 0x7f | b'T' | b'C' | b'R' | b'P');
        byte += 1;
    }
    stops
};

/// The merchant's choice ends where a type of notification starts, or the text.
fn next_order(rest: &str, before: usize) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut end = before;
    while let Some(tail) = bytes.get(end..bytes.len().min(ORDER_LENGTH + 1)) {
        let Some(stop) = tail.iter().position(|byte| STOPS[usize::from(*byte)]) else {
            break;
        };
        end += stop;
        let tail = bytes.get(end..).unwrap_or_default();
        if tail.first().is_none_or(u8::is_ascii_control) {
            return None;
        }
        if end > before && notify::starts(tail) {
            return Some(end);
        }
        end += 1;
    }
    let end = bytes.len();
    (before < end && end <= ORDER_LENGTH).then_some(end)
}

fn next_character(rest: &str, before: usize) -> Option<usize> {
    let character = rest.get(before..)?.chars().next()?;
    (!character.is_control()).then_some(before + character.len_utf8())
}

/// Where both kinds could be, it is the first.
fn next_token(rest: &str, before: usize) -> Option<usize> {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let is_hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    let bytes = rest.as_bytes();
    if let Some(head) = bytes.first_chunk::<TOKEN_LENGTH>()
        && head.iter().fold(true, |all, byte| all & is_hex(*byte))
    {
        return (before < TOKEN_LENGTH).then_some(TOKEN_LENGTH);
    }
    let mut hex = 0;
    let mut all_hex = true;
    for (at, byte) in rest.bytes().take(*TOKEN_LENGTHS.end()).enumerate() {
        hex = if is_hex(byte) { hex + 1 } else { 0 };
        all_hex &= hex > 0;
        if !is_token(byte) || hex == TOKEN_HEX {
            return None;
        }
        let end = at + 1;
        if end > before && !all_hex && TOKEN_LENGTHS.contains(&end) {
            return Some(end);
        }
    }
    None
}

fn json_end(rest: &str, open: u8) -> Option<usize> {
    if rest.as_bytes().first() != Some(&open) {
        return None;
    }
    let mut scanner = Scanner::new(rest);
    scanner.skip(0).ok()?;
    Some(scanner.place())
}

/// The first name, if the object is a reason.
fn reason_name<'a>(object: &'a str, scanner: &mut Scanner<'a>) -> Option<Cow<'a, str>> {
    if !scanner.take(b'{') {
        return None;
    }
    let name = scanner.name().ok()?.decode(object);
    name.starts_with("resp").then_some(name)
}

/// One of its names twice would have two meanings.
fn reason_end(rest: &str) -> Option<usize> {
    let mut scanner = Scanner::new(rest);
    let mut name = reason_name(rest, &mut scanner)?;
    let mut seen = [false; 2];
    loop {
        for (seen, part) in seen.iter_mut().zip(["respCode", "respMsg"]) {
            if name == part && mem::replace(seen, true) {
                return None;
            }
        }
        scanner.skip(1).ok()?;
        if !scanner.more(b'}').ok()? {
            return Some(scanner.place());
        }
        name = scanner.name().ok()?.decode(rest);
    }
}
