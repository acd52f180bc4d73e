//! Base64 as it may come: both alphabets, with or without padding, broken into lines.

use alloc::{vec, vec::Vec};

use base64ct::{Base64Unpadded, Encoding as _};

/// The bytes; `None` for what is no base64, and for the empty text.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut digits = Vec::with_capacity(text.len());
    let mut padding = 0;
    for byte in text.bytes() {
        let digit = match byte {
            b' ' | b'\t' | b'\r' | b'\n' => continue,
            b'=' => {
                padding += 1;
                continue;
            }
            b'-' => b'+',
            b'_' => b'/',
            digit => digit,
        };
        // Nothing follows the padding.
        if padding > 0 {
            return None;
        }
        digits.push(digit);
    }
    // Padding that is there fills up a group of four.
    let fills_up = padding == 0 || (digits.len() + padding).is_multiple_of(4);
    if digits.is_empty() || padding > 2 || !fills_up {
        return None;
    }
    let mut bytes = vec![0; digits.len()];
    // Decoding in place would not look at the bits that belong to no byte.
    let length = Base64Unpadded::decode(&digits, &mut bytes).ok()?.len();
    bytes.truncate(length);
    Some(bytes)
}
