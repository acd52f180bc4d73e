//! From the bytes of a callback to its fields, if the digest is right.

use alloc::{borrow::Cow, vec, vec::Vec};

use super::{
    fields::{MERCHANT_NO, SIGN, TRANSACTION_ID},
    header,
    read::{Flat, Member},
};
use crate::{
    error::{Error, Fault, Result},
    json::Place,
    query::Merchant,
    signature::{Rule, Secret, Signature, sign_canonical},
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

/// A callback whose digest is right: somebody who had the secret signed these values, joined.
///
/// The digest covers neither names nor borders, so this is not yet proof of a status; ask the
/// gateway before goods leave. It holds no field that is null or empty, and not the signature.
#[derive(Clone)]
pub struct Callback<'a> {
    flat: Flat<'a>,
    secret_index: usize,
}

/// One field of a callback that has a value.
#[derive(Clone, Copy)]
pub struct Field<'a> {
    text: &'a str,
    member: &'a Member,
    /// Whether the digest covers the value.
    pub signed: bool,
    /// The place in [`FIELDS`](crate::FIELDS), for a name that is known.
    pub known: Option<usize>,
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
pub fn verify_callback<'a>(body: &'a [u8], options: &VerifyOptions<'_>) -> Result<Callback<'a>> {
    if body.len() > options.max_bytes {
        return Err(Error::new(Fault::TooLong));
    }
    let flat = Flat::read(body)?;
    let received = received_signatures(&flat, options)?;
    let secret_index = matching_secret(&flat, &received, options.secrets)?;
    let callback = Callback { flat, secret_index };
    match callback.flat.known(MERCHANT_NO) {
        Some(merchant_no) if merchant_no == options.merchant.as_str() => {}
        _ => {
            return Err(Error::of("merchantNo", Fault::OtherMerchant));
        }
    }
    match callback.flat.known(TRANSACTION_ID) {
        None => Err(Error::of("transactionId", Fault::IdMissing)),
        Some(id) if id.len() > 20 || !id.bytes().all(|byte| byte.is_ascii_digit()) => {
            Err(Error::of("transactionId", Fault::IdMalformed))
        }
        Some(_) => Ok(callback),
    }
}

fn received_signatures(flat: &Flat<'_>, options: &VerifyOptions<'_>) -> Result<Vec<Signature>> {
    match options.header {
        Some(header) => header::parse(header),
        None if options.require_header => Err(Error::of(header::FIELD, Fault::HeaderMissing)),
        None => match flat.known(SIGN) {
            Some(sign) => Signature::parse(&sign).map(|sign| vec![sign]),
            None => Err(Error::of("sign", Fault::BodySignatureMissing)),
        },
    }
}

/// Every secret is held against every signature, so that time does not tell which one matched.
fn matching_secret(flat: &Flat<'_>, received: &[Signature], secrets: &[Secret]) -> Result<usize> {
    // One long piece is hashed faster than many short ones.
    let canonical = flat.canonical();
    let mut found = None;
    for (index, secret) in secrets.iter().enumerate() {
        let computed = sign_canonical(&canonical, secret);
        let matches = received
            .iter()
            .fold(false, |any, one| one.matches(&computed) | any);
        if matches && found.is_none() {
            found = Some(index);
        }
    }
    found.ok_or_else(|| Error::new(Fault::Mismatch))
}

impl<'a> Callback<'a> {
    /// The gateway's id of this attempt; the body of the acknowledgement.
    #[must_use]
    pub fn transaction_id(&self) -> Cow<'_, str> {
        self.flat.known(TRANSACTION_ID).unwrap_or_default()
    }

    /// Which of the secrets signed it, counted from 0.
    #[must_use]
    pub const fn secret_index(&self) -> usize {
        self.secret_index
    }

    /// The body as text.
    #[must_use]
    pub const fn body(&self) -> &'a str {
        self.flat.text
    }

    /// The value of a signed field; `None` where it is empty, absent or not signed.
    #[must_use]
    pub fn signed(&self, name: &str) -> Option<Cow<'_, str>> {
        Rule::Callback.signs(name).then(|| self.flat.find(name))?
    }

    /// The value of a field that the signature does not cover: anybody can have changed it.
    #[must_use]
    pub fn unsigned(&self, name: &str) -> Option<Cow<'_, str>> {
        let unsigned = !Rule::Callback.signs(name) && name != "sign";
        unsigned.then(|| self.flat.find(name))?
    }

    /// Calls `take` with every field that has a value, sorted by name, without the signature.
    #[inline(always)]
    pub fn each_field(&self, mut take: impl FnMut(Field<'_>)) {
        self.flat.each(|member| {
            if member.known != Some(SIGN) {
                take(Field {
                    text: self.flat.text,
                    member,
                    signed: member.is_signed(),
                    known: member.known,
                });
            }
        });
    }
}

impl<'a> Field<'a> {
    /// The field's name.
    #[must_use]
    pub fn name(&self) -> Cow<'a, str> {
        self.member.name.decode(self.text)
    }

    /// The value: a string's content, or a number or boolean as written.
    #[must_use]
    pub fn value(&self) -> Cow<'a, str> {
        self.member.value.decode(self.text)
    }

    /// Where the value stands in the body, without quotes.
    #[must_use]
    pub const fn place(&self) -> Place {
        self.member.value
    }

    /// Where the name stands in the body, without quotes.
    #[must_use]
    pub const fn name_place(&self) -> Place {
        self.member.name
    }
}

/// Personal data stays out of logs: only the names of the fields show.
impl core::fmt::Debug for Callback<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let mut names = f.debug_list();
        self.each_field(|field| {
            names.entry(&field.name());
        });
        names.finish()
    }
}
