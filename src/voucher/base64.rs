//! Base64 as it may come: both alphabets, with or without padding, broken into lines.

use alloc::{string::String, vec::Vec};

use base64ct::{Base64Unpadded, Encoding as _};

/// The bytes; `None` for what is no base64, and for the empty text.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut digits = String::with_capacity(text.len());
    let mut padding = 0;
    for byte in text.bytes() {
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' => {}
            b'=' => padding += 1,
            // Nothing follows the padding.
            _ if padding > 0 || !byte.is_ascii() => return None,
            b'-' => digits.push('+'),
            b'_' => digits.push('/'),
            _ => digits.push(char::from(byte)),
        }
    }
    // Padding that is there fills up a group of four.
    let fills_up = padding == 0 || (digits.len() + padding).is_multiple_of(4);
    if digits.is_empty() || padding > 2 || !fills_up {
        return None;
    }
    Base64Unpadded::decode_vec(&digits).ok()
}
