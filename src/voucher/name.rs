//! A name to keep a voucher under. It comes from outside, so nothing of it is taken that could lead to
//! another folder, hide an ending, or be a device.

use alloc::{string::String, vec::Vec};
use core::{slice, str::Chars};

use super::file::extension;
use crate::text::cut;

/// The longest name, in characters; in bytes, what common file systems take.
const MAX_CHARS: usize = 120;
const MAX_BYTES: usize = 240;
/// What follows the last dot is an ending if it is no longer than this, the dot among it.
const MAX_ENDING: usize = 16;

/// The name in a header Content-Disposition (RFC 6266: `filename*` before `filename`), made safe for
/// file systems; `voucher-{transactionId}.{pdf|png|jpg|gif|zip|bin}` where nothing of it is left.
///
/// What is made safe: only the part after the last slash or backslash is taken; controls and marks that
/// turn the direction of writing are dropped; `< > : " | ? *` become `_`; dots and spaces at the ends
/// go; a name that Windows keeps for a device is not taken; the rest has at most 120 characters.
#[must_use]
pub fn voucher_file_name(
    content_disposition: Option<&str>,
    transaction_id: &str,
    content_type: &str,
) -> String {
    content_disposition
        .and_then(named)
        .unwrap_or_else(|| own(transaction_id, content_type))
}

/// A name of our own.
fn own(transaction_id: &str, content_type: &str) -> String {
    let mut name = String::from("voucher-");
    let digits = transaction_id.bytes().filter(u8::is_ascii_alphanumeric);
    name.extend(digits.take(64).map(char::from));
    name.push('.');
    name.push_str(extension(content_type));
    name
}

/// The first of both forms of the name that leaves something.
fn named(header: &str) -> Option<String> {
    let (mut plain, mut extended) = (None, None);
    let mut rest = header;
    while let Some(at) = separator(rest) {
        rest = rest.get(at + 1..).unwrap_or_default();
        let parameter = separator(rest).and_then(|end| rest.get(..end));
        let Some((name, value)) = cut(parameter.unwrap_or(rest), b'=') else {
            continue;
        };
        let (name, value) = (name.trim_ascii(), value.trim_ascii());
        if name.eq_ignore_ascii_case("filename") {
            plain = plain.or(Some(value));
        } else if name.eq_ignore_ascii_case("filename*") {
            extended = extended.or(Some(value));
        }
    }
    let extended = extended.and_then(decoded);
    let extended = extended.and_then(|name| safe(&mut name.chars()));
    extended.or_else(|| {
        let value = plain?;
        match value.strip_prefix("\"") {
            Some(text) => safe(&mut Unquoted(text.chars())),
            None => safe(&mut value.chars()),
        }
    })
}

/// The place of the first semicolon outside of quotes.
fn separator(text: &str) -> Option<usize> {
    let (mut quoted, mut escaped) = (false, false);
    text.bytes().position(|byte| {
        quoted ^= byte == b'"' && !escaped;
        escaped = byte == b'\\' && quoted && !escaped;
        byte == b';' && !quoted
    })
}

/// The characters up to the closing quote.
struct Unquoted<'a>(Chars<'a>);

impl Iterator for Unquoted<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        match self.0.next()? {
            '"' => None,
            // Whoever sends a path of Windows does not escape its backslashes: these are kept, and cut.
            '\\' if self.0.as_str().starts_with("\"") => self.0.next(),
            char => Some(char),
        }
    }
}

/// `UTF-8''%e2%82%ac.pdf` (RFC 8187).
fn decoded(value: &str) -> Option<String> {
    let (charset, rest) = cut(value, b'\'')?;
    let (_, escaped) = cut(rest, b'\'')?;
    if !charset.eq_ignore_ascii_case("UTF-8") {
        return None;
    }
    let mut bytes = Vec::with_capacity(escaped.len());
    let mut rest = escaped.bytes();
    while let Some(mut byte) = rest.next() {
        if byte == b'%' {
            hex::decode_to_slice([rest.next()?, rest.next()?], slice::from_mut(&mut byte)).ok()?;
        }
        bytes.push(byte);
    }
    String::from_utf8(bytes).ok()
}

/// What is left of a name that is safe; `None` where nothing is.
fn safe(chars: &mut dyn Iterator<Item = char>) -> Option<String> {
    let mut name = String::new();
    for char in chars {
        let kept = match char {
            '/' | '\\' => {
                name.clear();
                continue;
            }
            '.' | ' ' if name.is_empty() => continue,
            _ if is_unseen(char) => continue,
            '<' | '>' | ':' | '"' | '|' | '?' | '*' => '_',
            char => char,
        };
        name.push(kept);
    }
    while name.ends_with(['.', ' ']) {
        name.pop();
    }
    if name.is_empty() || is_device(&name) {
        return None;
    }
    shorten(&mut name);
    Some(name)
}

/// Controls, and characters that nobody sees: some turn the direction of writing, so that `exe` looks like `pdf`.
const fn is_unseen(char: char) -> bool {
    matches!(char,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// `CON`, `COM1`, ... with any ending, which Windows keeps for devices.
fn is_device(name: &str) -> bool {
    let stem = cut(name, b'.').map_or(name, |(stem, _)| stem);
    let stem = stem.trim_ascii_end();
    // Windows takes superscripts for digits too.
    let word = match stem.as_bytes() {
        [_, _, _, b'0'..=b'9'] | [_, _, _, 0xc2, 0xb2 | 0xb3 | 0xb9] => stem.get(..3),
        _ => None,
    };
    let numbered = word.is_some_and(|word| is_one_of(word, &["COM", "LPT"]));
    numbered || is_one_of(stem, &["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"])
}

fn is_one_of(word: &str, list: &[&str]) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Takes characters before the ending until the name is short enough.
fn shorten(name: &mut String) {
    let dot = name.bytes().rposition(|byte| byte == b'.');
    let start = dot.filter(|dot| name.len() - dot <= MAX_ENDING);
    let ending = name.split_off(start.unwrap_or(name.len()));
    let chars = MAX_CHARS.saturating_sub(ending.chars().count());
    let bytes = MAX_BYTES.saturating_sub(ending.len());
    let fits = |(count, (at, char)): &(usize, (usize, char))| {
        *count < chars && at + char.len_utf8() <= bytes
    };
    let last = name.char_indices().enumerate().take_while(fits).last();
    name.truncate(last.map_or(0, |(_, (at, char))| at + char.len_utf8()));
    name.push_str(&ending);
}
