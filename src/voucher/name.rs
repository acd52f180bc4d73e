//! A name to keep a voucher under. It comes from outside, so nothing of it is taken that could lead to
//! another folder, hide an ending, or be a device.

use alloc::{string::String, vec::Vec};

use super::file::extension;
use crate::text::{cut, parts};

/// The longest name, in characters; in bytes, what common file systems take.
const MAX_CHARS: usize = 120;
const MAX_BYTES: usize = 240;

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
    let mut name = String::from("voucher");
    let digits = transaction_id.chars().filter(char::is_ascii_alphanumeric);
    for (at, digit) in digits.take(64).enumerate() {
        if at == 0 {
            name.push('-');
        }
        name.push(digit);
    }
    name.push('.');
    name.push_str(extension(content_type));
    name
}

/// The first of both forms of the name that leaves something.
fn named(header: &str) -> Option<String> {
    let (mut plain, mut extended) = (None, None);
    let mut rest = header;
    while let Some((_, tail)) = next_separator(rest) {
        rest = tail;
        let parameter = next_separator(rest).map_or(rest, |(parameter, _)| parameter);
        let Some((name, value)) = cut(parameter, b'=') else {
            continue;
        };
        let (name, value) = (name.trim_ascii(), value.trim_ascii());
        if name.eq_ignore_ascii_case("filename") {
            plain = plain.or_else(|| Some(unquoted(value)));
        } else if name.eq_ignore_ascii_case("filename*") {
            extended = extended.or_else(|| decoded(value));
        }
    }
    extended.as_deref().and_then(safe).or_else(|| safe(&plain?))
}

/// Splits at the first semicolon outside of quotes.
fn next_separator(text: &str) -> Option<(&str, &str)> {
    let (mut quoted, mut escaped) = (false, false);
    let at = text.bytes().position(|byte| {
        if escaped {
            escaped = false;
        } else if quoted && byte == b'\\' {
            escaped = true;
        } else if byte == b'"' {
            quoted = !quoted;
        }
        byte == b';' && !quoted
    })?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// A token, or what stands between quotes.
fn unquoted(value: &str) -> String {
    let Some(inner) = value.strip_prefix("\"") else {
        return value.into();
    };
    let mut text = String::new();
    let mut chars = inner.chars();
    while let Some(char) = chars.next() {
        match char {
            '"' => break,
            // A path of Windows is not escaped by those who send it: its backslashes stay, and are cut.
            '\\' => match chars.next() {
                Some(escaped @ ('"' | '\\')) => text.push(escaped),
                other => {
                    text.push('\\');
                    text.extend(other);
                }
            },
            char => text.push(char),
        }
    }
    text
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
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => hex_digit(rest.next()?)? << 4 | hex_digit(rest.next()?)?,
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

fn hex_digit(byte: u8) -> Option<u8> {
    let digit = char::from(byte).to_digit(16)?;
    u8::try_from(digit).ok()
}

/// What is left of a name that is safe; `None` where nothing is.
fn safe(name: &str) -> Option<String> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = name
        .chars()
        .filter(|char| !char.is_control() && !is_mark(*char))
        .map(|char| match char {
            '<' | '>' | ':' | '"' | '|' | '?' | '*' => '_',
            char => char,
        })
        .collect();
    let at_ends = |char: char| char == '.' || char.is_whitespace();
    let kept = kept.trim_matches(at_ends);
    if kept.is_empty() || is_device(kept) {
        return None;
    }
    Some(shortened(kept))
}

/// Characters that nobody sees: they turn the direction of writing, so that `exe` looks like `pdf`.
const fn is_mark(char: char) -> bool {
    matches!(char,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// `CON`, `COM1`, ... with any ending, which Windows keeps for devices.
fn is_device(name: &str) -> bool {
    let stem = parts(name, b'.').next().unwrap_or_default().trim_end();
    let is = |word: &str| stem.eq_ignore_ascii_case(word);
    let numbered = stem.split_at_checked(3).is_some_and(|(word, number)| {
        (word.eq_ignore_ascii_case("COM") || word.eq_ignore_ascii_case("LPT"))
            && matches!(
                number.as_bytes(),
                [b'0'..=b'9'] | [0xc2, 0xb9 | 0xb2 | 0xb3]
            )
    });
    numbered
        || ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"]
            .into_iter()
            .any(is)
}

/// At most so long: the middle goes, the ending stays.
fn shortened(name: &str) -> String {
    let dot = name.bytes().rposition(|byte| byte == b'.');
    let ending = dot.and_then(|at| name.get(at..));
    let ending = ending
        .filter(|ending| ending.len() <= 16)
        .unwrap_or_default();
    let stem = name.strip_suffix(ending).unwrap_or(name);
    let chars = MAX_CHARS.saturating_sub(ending.chars().count());
    let bytes = MAX_BYTES.saturating_sub(ending.len());
    let mut short = String::with_capacity(name.len().min(MAX_BYTES));
    for char in stem.chars().take(chars) {
        if short.len() + char.len_utf8() > bytes {
            break;
        }
        short.push(char);
    }
    short.push_str(ending);
    short
}
