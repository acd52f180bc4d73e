//! Webhooks of Onerway's sibling products (issuing, tax), which are signed otherwise than payments:
//! `x-signature` is the HMAC-SHA256 of `x-timestamp`, a dot and the body. The body is not read.

use crate::{
    error::{Error, Fault, Result},
    signature::{Secret, Signature, matching_secret, sign_hmac},
    text::decimal,
};

const TIMESTAMP: &str = "x-timestamp";
const SIGNATURE: &str = "x-signature";

/// What a webhook is held against.
#[derive(Clone, Copy, Debug)]
pub struct WebhookOptions<'a> {
    /// The webhook's secrets; more than one while one is replaced. All are always tried.
    pub secrets: &'a [Secret],
    /// The header `x-timestamp`: Unix seconds, 1 to 15 decimal digits.
    pub timestamp: Option<&'a str>,
    /// The header `x-signature`: 64 lower-case hex digits.
    pub signature: Option<&'a str>,
    /// The time now, in Unix seconds.
    pub now: i64,
    /// How far `timestamp` may lie from `now`, before or after it, in seconds.
    pub tolerance_seconds: u64,
    /// The longest body, in bytes.
    pub max_bytes: usize,
}

impl<'a> WebhookOptions<'a> {
    /// The tolerance unless set: five minutes.
    pub const TOLERANCE_SECONDS: u64 = 300;
    /// The limit unless set: 64 KiB.
    pub const MAX_BYTES: usize = 64 * 1024;

    /// Without the headers, and with the usual tolerance and limit.
    #[must_use]
    pub const fn new(secrets: &'a [Secret], now: i64) -> Self {
        WebhookOptions {
            secrets,
            timestamp: None,
            signature: None,
            now,
            tolerance_seconds: Self::TOLERANCE_SECONDS,
            max_bytes: Self::MAX_BYTES,
        }
    }
}

/// Holds a webhook's body, as received, against its headers; the index of the secret that signed it.
///
/// Within the tolerance the same webhook can come twice: act once for each.
///
/// ```
/// use onerway_edge::{Secret, WebhookOptions, verify_webhook};
///
/// let secrets = [Secret::new("Jefe")?];
/// let options = WebhookOptions {
///     timestamp: Some("1790000000"),
///     signature: Some("56c8012d694f5acff6d38ca3fcad8f3a94e46320ecd74222a611f61484404390"),
///     ..WebhookOptions::new(&secrets, 1_790_000_042)
/// };
/// assert_eq!(verify_webhook(br#"{"event":"card.created"}"#, &options)?, 0);
/// # Ok::<(), onerway_edge::Error>(())
/// ```
///
/// # Errors
///
/// `body_too_large`; `signature_missing` where one of the headers is absent or empty; `field_invalid` for the
/// form of the timestamp; `signature_malformed`, `signature_mismatch`; `timestamp_out_of_tolerance`,
/// which only who has the secret gets to see.
pub fn verify_webhook(body: &[u8], options: &WebhookOptions<'_>) -> Result<usize> {
    if body.len() > options.max_bytes {
        return Err(Error::new(Fault::TooLong));
    }
    let timestamp = present(TIMESTAMP, options.timestamp)?;
    let signature = present(SIGNATURE, options.signature)?;
    // Digits alone: with a dot in it, another cut of the same signed bytes would be possible.
    let seconds = decimal(timestamp.as_bytes())
        .ok_or_else(|| Error::of(TIMESTAMP, Fault::TimestampMalformed))?;
    let received = Signature::parse(signature).map_err(|error| error.named(SIGNATURE))?;
    let message = [timestamp.as_bytes(), b".", body];
    let found = matching_secret(options.secrets, |secret| {
        sign_hmac(&message, secret).matches(&received)
    });
    let index = found.ok_or_else(|| Error::new(Fault::WebhookMismatch))?;
    if options.now.abs_diff(seconds) > options.tolerance_seconds {
        return Err(Error::of(TIMESTAMP, Fault::TimestampDistant));
    }
    Ok(index)
}

fn present<'a>(name: &str, header: Option<&'a str>) -> Result<&'a str> {
    header
        .filter(|text| !text.is_empty())
        .ok_or_else(|| Error::of(name, Fault::HeaderMissing))
}
