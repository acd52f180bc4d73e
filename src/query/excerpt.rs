//! What a text that is no answer looked like, fit to stand in an error.

use alloc::string::String;

/// The most bytes of the text that are looked at, and the most characters that are shown.
const LOOKED_AT: usize = 400;
const SHOWN: usize = 120;
const MASK: &str = "...";
/// Longer ones are ids, card numbers and tokens.
const LONGEST_NUMBER: usize = 4;
const LONGEST_WORD: usize = 20;

/// The start of what was received, on one line of ASCII. Strings, but for the names of JSON members,
/// long numbers and words, words with an `@` and those beyond ASCII are masked: they can be personal
/// data.
#[must_use]
pub fn excerpt(received: &[u8]) -> String {
    let mut shown = String::new();
    let mut rest = received.get(..LOOKED_AT).unwrap_or(received);
    while let Some(&first) = rest.first() {
        let len = match first {
            b'"' => quoted(rest),
            _ if is_word(first) => while_true(rest, is_word),
            _ if is_space(first) => while_true(rest, is_space),
            _ => 1,
        };
        let (piece, tail) = rest.split_at_checked(len).unwrap_or((rest, &[]));
        rest = tail;
        let named = || tail.get(while_true(tail, is_space)) == Some(&b':');
        match first {
            b'"' if named() => push(&mut shown, piece),
            b'"' => shown.push_str("\"...\""),
            _ if is_space(first) => shown.push(' '),
            _ if is_word(first) && !is_bearable(piece) => shown.push_str(MASK),
            _ => push(&mut shown, piece),
        }
    }
    // All is ASCII.
    if shown.len() > SHOWN || received.len() > LOOKED_AT {
        shown.truncate(SHOWN);
        shown.push_str(MASK);
    }
    shown
}

fn push(shown: &mut String, piece: &[u8]) {
    for &byte in piece {
        shown.push(if byte.is_ascii() {
            char::from(byte)
        } else {
            '?'
        });
    }
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || !byte.is_ascii()
        || matches!(byte, b'@' | b'_' | b'-' | b'+' | b'.' | b'=' | b'%')
}

const fn is_space(byte: u8) -> bool {
    byte <= b' ' || byte == 0x7F
}

/// Letters, or a short number; what mixes them can be a token.
fn is_bearable(word: &[u8]) -> bool {
    let count = |is: fn(&u8) -> bool| word.iter().filter(|byte| is(byte)).count();
    let (letters, digits) = (count(u8::is_ascii_alphabetic), count(u8::is_ascii_digit));
    let is_kind =
        letters == 0 && digits <= LONGEST_NUMBER || digits == 0 && letters <= LONGEST_WORD;
    is_kind && word.iter().all(|byte| byte.is_ascii() && *byte != b'@')
}

/// The length of a string with its quotes; it can end with the text.
fn quoted(text: &[u8]) -> usize {
    let mut escaped = false;
    for (at, &byte) in text.iter().enumerate().skip(1) {
        if byte == b'"' && !escaped {
            return at + 1;
        }
        escaped = byte == b'\\' && !escaped;
    }
    text.len()
}

/// How many bytes at the start are such.
fn while_true(text: &[u8], is_such: impl Fn(u8) -> bool) -> usize {
    let end = text.iter().position(|&byte| !is_such(byte));
    end.unwrap_or(text.len())
}
