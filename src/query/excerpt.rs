//! What a text that is no answer looked like, fit to stand in an error.

use alloc::string::String;

/// The most bytes of the text that are looked at, and the most characters that are shown.
const LOOKED_AT: usize = 400;
const SHOWN: usize = 120;
const MASK: &str = "...";

/// All words that are shown: those of error pages and of the gateway's envelope, in lower case. Any other can be a name,
/// an address, an id, a card number or a secret.
const WORDS: &str = " 400 401 403 404 405 408 413 415 429 500 501 502 503 504 520 521 522 523 524 525 526 530 \
    a access again allowed an and apache bad banned be before blocked body br by captcha center certificate charset closed \
    cloudflare cloudfront code connect connection content could current data denied disconnect div dns doctype down error \
    exceeded expired failed false for forbidden found gateway h1 h2 head headers host hr html http https in internal invalid \
    is it large later limit limited maintenance many message meta method moved msg nginx no not null of on openresty or origin \
    overflow overloaded p page path permanently please proxy rate refused request requests reset resource respcode respmsg \
    retry script server service sign size span ssl status style temporarily temporary terminated the this time timed timeout \
    title tls to too totalelements totalpages true try unauthorized unavailable undefined unexpected unknown upstream url \
    utf varnish was while with xml you ";

/// The start of what was received, on one line of ASCII. Only words of error pages and of the envelope are shown, all others
/// are masked.
#[must_use]
pub fn excerpt(received: &[u8]) -> String {
    let mut shown = String::new();
    let mut rest = received.get(..LOOKED_AT).unwrap_or(received);
    while let Some(&first) = rest.first() {
        let len = match first {
            _ if is_word(first) => while_true(rest, is_word),
            _ if is_space(first) => while_true(rest, is_space),
            _ => 1,
        };
        let (piece, tail) = rest.split_at_checked(len).unwrap_or((rest, &[]));
        rest = tail;
        if is_space(first) {
            shown.push(' ');
        } else if is_word(first) && !is_known(piece) {
            shown.push_str(MASK);
        } else {
            shown.extend(piece.iter().copied().map(char::from));
        }
    }
    // All is ASCII.
    if shown.len() > SHOWN || received.len() > LOOKED_AT {
        shown.truncate(SHOWN);
        shown.push_str(MASK);
    }
    shown
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii() || byte == b'_'
}

const fn is_space(byte: u8) -> bool {
    byte <= b' ' || byte == 0x7F
}

fn is_known(word: &[u8]) -> bool {
    let mut known = WORDS.as_bytes().split(|byte| *byte == b' ');
    known.any(|known| known.eq_ignore_ascii_case(word))
}

/// How many bytes at the start are such.
fn while_true(text: &[u8], is_such: impl Fn(u8) -> bool) -> usize {
    let end = text.iter().position(|&byte| !is_such(byte));
    end.unwrap_or(text.len())
}
