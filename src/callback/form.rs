//! The forms that values have, and where a value of a form can end.

use alloc::borrow::Cow;
use core::mem;

use super::notify;
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
    /// Up to 1024 bytes of any characters but controls. Two texts side by side have more readings than
    /// are tried.
    pub const TEXT: FieldForm = FieldForm(Form::Text(1024));

    pub(crate) const NAMES: [(&'static str, FieldForm); 10] = [
        ("time", FieldForm::TIME),
        ("zone", FieldForm::ZONE),
        ("id", FieldForm::ID),
        ("digits", FieldForm::DIGITS),
        ("decimal", FieldForm::DECIMAL),
        ("currency", FieldForm::CURRENCY),
        ("country", FieldForm::COUNTRY),
        ("object", FieldForm::OBJECT),
        ("array", FieldForm::ARRAY),
        ("text", FieldForm::TEXT),
    ];

    /// The form of that name: the constant's name in small letters.
    #[must_use]
    pub fn parse(name: &str) -> Option<FieldForm> {
        let known = FieldForm::NAMES.iter().find(|(known, _)| *known == name);
        known.map(|(_, form)| *form)
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
    /// One upper-case letter.
    Letter,
    /// One of these words; or a whole run of upper-case letters and `_`, with or without its last letter,
    /// which can be a status.
    UpperWord(&'static [&'static str]),
    /// One of these words; or at least 5 lower-case letters and `_`, but not a word and then hex digits only,
    /// which can be a token.
    LowerWord(&'static [&'static str]),
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
    /// 64 lower-case hex digits; or 12 to 300 letters, digits, `-` and `_`, never 48 hex digits in a row,
    /// before an id.
    TokenBeforeId,
    /// Up to so many bytes of any characters but controls.
    Text(usize),
    /// The merchant's own number.
    Merchant,
    /// Up to 64 characters but controls, before a type of notification.
    Order,
    /// The merchant's own number and 19 digits.
    Channel,
    /// A decimal number before text that can start with digits.
    AmountBeforeText,
}

const ORDER_LENGTH: usize = 64;
/// The most bytes of so many characters.
pub(super) const ORDER_BYTES: usize = 4 * ORDER_LENGTH;
const TIME_LENGTH: usize = 19;
const ZONE_LENGTH: usize = 6;
pub(super) const ID_LENGTH: usize = 19;
const TOKEN_LENGTH: usize = 64;
const TOKEN_HEX: usize = 48;
/// Fewer would be digits of an id, with the amount behind it.
const SHORTEST_TOKEN: usize = 12;
const SHORTEST_WORD: usize = 5;
const TOKEN_LENGTHS: core::ops::RangeInclusive<usize> = 32..=300;

impl Form {
    /// The first place after `before` at which a value that starts with `rest` can end.
    pub(super) fn next_end(&self, rest: &str, before: usize, merchant: &str) -> Option<usize> {
        match self {
            Form::Words(words) => next_word(words, rest, before),
            Form::Text(most) => next_character(rest, before).filter(|end| end <= most),
            Form::Token => next_token(rest, before),
            Form::TokenBeforeId => next_token_before_id(rest, before),
            Form::UpperWord(words) => next_upper_word(words, rest, before),
            Form::LowerWord(words) => next_lower_word(words, rest, before),
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
            Form::Letter => {
                (run(head(rest, 1), |byte| byte.is_ascii_uppercase()) == 1).then_some(1)
            }
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
                | Form::UpperWord(_)
                | Form::LowerWord(_)
                | Form::Text(_)
                | Form::Token
                | Form::TokenBeforeId
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
            Form::Currency | Form::Country | Form::Letter | Form::UpperWord(_) => {
                byte.is_ascii_uppercase()
            }
            Form::LowerWord(_) => byte.is_ascii_lowercase(),
            Form::Zone => matches!(byte, b'+' | b'-'),
            Form::Object | Form::Reason | Form::Details => byte == b'{',
            Form::Array => byte == b'[',
            Form::Token | Form::TokenBeforeId => {
                byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
            }
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
    let head = bytes.get(..ORDER_LENGTH).unwrap_or(bytes);
    let most = if head.is_ascii() {
        ORDER_LENGTH
    } else {
        ORDER_BYTES
    };
    let fits = |end| {
        let order = rest.get(..end).unwrap_or_default();
        order.is_ascii() || order.chars().count() <= ORDER_LENGTH
    };
    let mut end = before;
    while let Some(tail) = bytes.get(end..bytes.len().min(most + 1)) {
        let Some(stop) = tail.iter().position(|byte| STOPS[usize::from(*byte)]) else {
            break;
        };
        end += stop;
        let tail = bytes.get(end..).unwrap_or_default();
        if tail.first().is_none_or(u8::is_ascii_control) {
            return None;
        }
        if end > before && notify::starts(tail) {
            return fits(end).then_some(end);
        }
        end += 1;
    }
    let end = bytes.len();
    (before < end && end <= most && fits(end)).then_some(end)
}

fn next_character(rest: &str, before: usize) -> Option<usize> {
    let character = rest.get(before..)?.chars().next()?;
    (!character.is_control()).then_some(before + character.len_utf8())
}

const fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

const fn is_hex(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

/// Whether a text starts with a token of the usual kind. Where another kind could be too, it is this.
fn is_hex_token(text: &[u8]) -> bool {
    let head = text.first_chunk::<TOKEN_LENGTH>();
    head.is_some_and(|head| head.iter().fold(true, |all, byte| all & is_hex(*byte)))
}

fn next_token(rest: &str, before: usize) -> Option<usize> {
    if is_hex_token(rest.as_bytes()) {
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

/// The id ends where so many digits in a row do.
fn next_token_before_id(rest: &str, before: usize) -> Option<usize> {
    if is_hex_token(rest.as_bytes()) {
        return (before < TOKEN_LENGTH).then_some(TOKEN_LENGTH);
    }
    let (mut hex, mut digits) = (0, 0);
    let mut most = *TOKEN_LENGTHS.end();
    for (at, byte) in rest.bytes().enumerate() {
        digits = if byte.is_ascii_digit() { digits + 1 } else { 0 };
        hex = if is_hex(byte) { hex + 1 } else { 0 };
        if hex == TOKEN_HEX {
            most = most.min(at);
        }
        let end = (at + 1).saturating_sub(ID_LENGTH);
        if !is_token(byte) || end > most {
            return None;
        }
        if digits >= ID_LENGTH && end > before && end >= SHORTEST_TOKEN {
            return Some(end);
        }
    }
    None
}

fn next_upper_word(words: &[&str], rest: &str, before: usize) -> Option<usize> {
    let run = run(rest, |byte| byte.is_ascii_uppercase() || byte == b'_');
    let ends = [
        next_word(words, rest, before),
        run.checked_sub(1),
        Some(run),
    ];
    let ends = ends.into_iter().flatten();
    ends.filter(|end| *end > before && *end >= SHORTEST_WORD)
        .min()
}

fn next_lower_word(words: &[&str], rest: &str, before: usize) -> Option<usize> {
    let is_lower = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
    let run = run(rest, is_lower);
    let starting = words.iter().filter(|word| rest.starts_with(**word));
    let known = starting.map(|word| word.len()).max();
    let is_word = |end: usize| match known {
        Some(known) if end > known => {
            let more = rest.as_bytes().get(known..end).unwrap_or_default();
            !more.iter().all(|byte| is_hex(*byte))
        }
        Some(known) => end == known,
        None => true,
    };
    (before + 1..=run).find(|end| *end >= SHORTEST_WORD && is_word(*end))
}

fn json_end(rest: &str, open: u8) -> Option<usize> {
    if rest.as_bytes().first() != Some(&open) {
        return None;
    }
    let mut scanner = Scanner::new(rest);
    scanner.skip(0).ok()?;
    Some(scanner.place())
}

const REASON_NAMES: [&str; 2] = ["respCode", "respMsg"];
/// Documented with 512 characters.
const REASON_LENGTH: usize = 2048;

/// The first name, if the object is a reason.
fn reason_name<'a>(object: &'a str, scanner: &mut Scanner<'a>) -> Option<Cow<'a, str>> {
    if !scanner.take(b'{') {
        return None;
    }
    let name = scanner.name().ok()?.decode(object);
    REASON_NAMES.contains(&name.as_ref()).then_some(name)
}

/// One of its names twice would have two meanings.
fn reason_end(rest: &str) -> Option<usize> {
    let mut scanner = Scanner::new(rest);
    let mut name = reason_name(rest, &mut scanner)?;
    let mut seen = [false; 2];
    loop {
        for (seen, part) in seen.iter_mut().zip(REASON_NAMES) {
            if name == part && mem::replace(seen, true) {
                return None;
            }
        }
        scanner.skip(1).ok()?;
        if !scanner.more(b'}').ok()? {
            let end = scanner.place();
            return (end <= REASON_LENGTH).then_some(end);
        }
        name = scanner.name().ok()?.decode(rest);
    }
}
