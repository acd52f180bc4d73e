//! From the bytes of a callback to its fields, if the digest is right.

use alloc::{vec, vec::Vec};

use super::{event::Callback, fields::MERCHANT_NO, header, read::Flat};
use crate::{
    error::{Error, Fault, Result},
    query::Merchant,
    signature::{Secret, Signature, sign_canonical},
};

/// What a callback is held against.
#[derive(Clone, Copy, Debug)]
pub struct VerifyOptions<'a> {
    /// The merchant's secrets; more than one while one is replaced. All are always tried.
    pub secrets: &'a [Secret],
    /// The merchant's own number.
    pub merchant: &'a Merchant,
    /// The header `X-Rh-Signature`. Where it is there, even empty, it decides alone; without it
    /// the body's `sign` does.
    pub header: Option<&'a str>,
    /// Whether the header has to be there.
    pub require_header: bool,
    /// The longest body, in bytes.
    pub max_bytes: usize,
}

impl<'a> VerifyOptions<'a> {
    /// The limit unless set: 64 KiB.
    pub const MAX_BYTES: usize = 64 * 1024;

    /// Without a header, and with the usual limit.
    #[must_use]
    pub const fn new(secrets: &'a [Secret], merchant: &'a Merchant) -> Self {
        VerifyOptions {
            secrets,
            merchant,
            header: None,
            require_header: false,
            max_bytes: Self::MAX_BYTES,
        }
    }
}

/// Reads a callback and holds it against its signature.
///
/// ```
/// use onerway_edge::{Merchant, Params, Rule, Secret, VerifyOptions, verify_callback};
///
/// let secrets = [Secret::new("59c5b49a58c74340b28ecc68004e815a")?];
/// let merchant = Merchant::new("800209")?;
/// let sign = Params::new([
///     ("notifyType", "TXN".into()),
///     ("transactionId", "1810553728219353088".into()),
///     ("merchantNo", "800209".into()),
/// ])?
/// .sign(&secrets[0], Rule::Callback)
/// .to_hex();
/// let body = format!(
///     r#"{{"notifyType":"TXN","transactionId":"1810553728219353088","merchantNo":"800209","sign":"{sign}"}}"#
/// );
/// let callback = verify_callback(body.as_bytes(), &VerifyOptions::new(&secrets, &merchant))?;
/// assert_eq!(callback.transaction_id(), "1810553728219353088");
/// # Ok::<(), onerway_edge::Error>(())
/// ```
///
/// # Errors
///
/// `body_too_large`, `body_not_json`, `body_not_object`, `duplicate_field`, `nested_value`;
/// `signature_missing`, `signature_malformed`, `signature_mismatch`; `merchant_mismatch`;
/// `field_missing` or `field_invalid` where there is no transactionId to acknowledge.
pub fn verify_callback(body: &[u8], options: &VerifyOptions<'_>) -> Result<Callback> {
    if body.len() > options.max_bytes {
        return Err(Error::new(Fault::TooLong));
    }
    let flat = Flat::read(body)?;
    let mut callback = Callback::new(&flat)?;
    let received = received_signatures(&flat, options)?;
    callback.secret_index = matching_secret(callback.canonical(), &received, options.secrets)?;
    if callback.known(MERCHANT_NO) != options.merchant.as_str() {
        return Err(Error::of("merchantNo", Fault::OtherMerchant));
    }
    let id = callback.transaction_id();
    let fault = if id.is_empty() {
        Fault::IdMissing
    } else if id.len() > 20 || !id.bytes().all(|byte| byte.is_ascii_digit()) {
        Fault::IdMalformed
    } else {
        return Ok(callback);
    };
    Err(Error::of("transactionId", fault))
}

fn received_signatures(flat: &Flat<'_>, options: &VerifyOptions<'_>) -> Result<Vec<Signature>> {
    match options.header {
        Some(header) => header::parse(header),
        None if options.require_header => Err(Error::of(header::FIELD, Fault::HeaderMissing)),
        None => match flat.signature() {
            Some(sign) => Signature::parse(&sign).map(|sign| vec![sign]),
            None => Err(Error::of("sign", Fault::BodySignatureMissing)),
        },
    }
}

/// Every secret is held against every signature, so that time does not tell which one matched.
fn matching_secret(canonical: &[u8], received: &[Signature], secrets: &[Secret]) -> Result<usize> {
    let mut found = None;
    for (index, secret) in secrets.iter().enumerate() {
        let computed = sign_canonical(canonical, secret);
        let matches = received
            .iter()
            .fold(false, |any, one| one.matches(&computed) | any);
        if matches && found.is_none() {
            found = Some(index);
        }
    }
    found.ok_or_else(|| Error::new(Fault::Mismatch))
}
