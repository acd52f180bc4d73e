//! Small cuts of ASCII-separated text.

/// Splits at the first `separator`, an ASCII byte.
pub(crate) fn cut(text: &str, separator: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == separator)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// The parts between separators, at least one.
pub(crate) fn parts(text: &str, separator: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    core::iter::from_fn(move || {
        let text = rest?;
        let (part, tail) = match cut(text, separator) {
            Some((part, tail)) => (part, Some(tail)),
            None => (text, None),
        };
        rest = tail;
        Some(part)
    })
}

/// Whether there is white space or a control character.
pub(crate) fn has_space(text: &str) -> bool {
    text.chars().any(|c| c.is_whitespace() || c.is_control())
}

/// The number that 1 to 15 decimal digits write: it fits, and JavaScript is exact about it.
pub(crate) fn decimal(digits: &[u8]) -> Option<i64> {
    if digits.is_empty() || digits.len() > 15 {
        return None;
    }
    let mut number = 0;
    for byte in digits {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number = number * 10 + i64::from(digit);
    }
    Some(number)
}
