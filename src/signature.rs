//! Canonical string, digest and comparison.
//!
//! A signature is the SHA-256 of the signed values, sorted by the names of their fields and joined
//! without names or separators, with the merchant's secret at the end. It is a plain digest and no
//! HMAC; only webhooks have one. Source: the gateway's signature page; reproduced from published samples (`tests/vectors`).

use core::{fmt, hint::black_box};

use alloc::{string::String, vec::Vec};

use crate::{
    error::{Error, Fault, Result},
    sha256::{digest, hmac},
};

/// Which fields of an object are left out of its signature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rule {
    /// What a merchant sends: everything but `sign`.
    #[default]
    Request,
    /// `data` of a creation's answer.
    Response,
    /// A payment callback.
    Callback,
}

impl Rule {
    pub(crate) const NAMES: [(&'static str, Rule); 3] = [
        ("request", Rule::Request),
        ("response", Rule::Response),
        ("callback", Rule::Callback),
    ];

    /// The names that are not signed. Empty and null values are never signed either.
    #[must_use]
    pub const fn excluded(self) -> &'static [&'static str] {
        match self {
            Rule::Request => &["sign"],
            Rule::Response => &["actionType", "periodValue", "sign"],
            Rule::Callback => &[
                "customsDeclarationAmount",
                "customsDeclarationCurrency",
                "originMerchantTxnId",
                "originTransactionId",
                "paymentMethod",
                "periodValue",
                "sign",
                "tokenExpireTime",
                "walletTypeName",
            ],
        }
    }

    /// Whether a field of this name is signed when it has a value.
    #[must_use]
    pub fn signs(self, name: &str) -> bool {
        !self.excluded().contains(&name)
    }

    /// The rule of that name: `request`, `response` or `callback`.
    pub fn parse(name: &str) -> Result<Rule> {
        let known = Rule::NAMES.iter().find(|(known, _)| *known == name);
        known.map_or(Err(Error::of("rule", Fault::RuleUnknown)), |(_, rule)| {
            Ok(*rule)
        })
    }
}

/// The merchant's secret key. It never shows in `Debug` and cannot be read back.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Checks a secret key: not empty, since anybody can sign with an empty one, and without white
    /// space at its ends, which a copy from a page or file often leaves there.
    pub fn new(secret: &str) -> Result<Secret> {
        let is_space = |c: char| c.is_whitespace() || c == '\u{feff}';
        if secret.is_empty() {
            return Err(Error::of("secret", Fault::SecretMissing));
        }
        let mut characters = secret.chars();
        if characters.next().is_some_and(is_space) || characters.next_back().is_some_and(is_space) {
            return Err(Error::of("secret", Fault::SecretSpace));
        }
        Ok(Secret(secret.into()))
    }

    /// Several secrets, for the time in which one is replaced; one bad entry makes the list bad.
    pub fn list<S: AsRef<str>>(secrets: impl IntoIterator<Item = S>) -> Result<Vec<Secret>> {
        let mut list = Vec::new();
        for secret in secrets {
            list.push(Secret::new(secret.as_ref())?);
        }
        if list.is_empty() {
            return Err(Error::of("secret", Fault::SecretMissing));
        }
        Ok(list)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// A signature: 32 bytes, written as 64 lower-case hex digits.
///
/// It has no `PartialEq`: [`Signature::matches`] is the only comparison, and it takes the same time
/// wherever two signatures differ.
///
/// ```compile_fail,E0369
/// fn same(one: onerway_edge::Signature, other: onerway_edge::Signature) -> bool {
///     one == other
/// }
/// ```
#[derive(Clone, Copy)]
pub struct Signature([u8; 32]);

/// The length of a written signature.
pub const SIGNATURE_DIGITS: usize = 64;

impl Signature {
    /// Reads exactly 64 lower-case hex digits; anything else is `signature_malformed`.
    pub fn parse(text: &str) -> Result<Signature> {
        let malformed = || Error::of("sign", Fault::NotHex);
        if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Err(malformed());
        }
        let mut bytes = [0; 32];
        match hex::decode_to_slice(text, &mut bytes) {
            Ok(()) => Ok(Signature(bytes)),
            Err(_) => Err(malformed()),
        }
    }

    /// Compares in constant time.
    #[must_use]
    pub fn matches(&self, other: &Signature) -> bool {
        let difference = self
            .0
            .iter()
            .zip(&other.0)
            .fold(0, |difference, (one, two)| {
                black_box(difference | (one ^ two))
            });
        black_box(difference) == 0
    }

    /// The 64 lower-case hex digits.
    #[must_use]
    pub fn to_hex(&self) -> String {
        hex::encode(self.0)
    }
}

/// A signature that was computed is as good as the secret for one message, so `Debug` hides it.
impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signature(..)")
    }
}

/// The first secret that matches. All are tried, so that time does not tell which one it was.
#[inline(always)]
pub(crate) fn matching_secret(
    secrets: &[Secret],
    matches: impl Fn(&Secret) -> bool,
) -> Option<usize> {
    let mut found = None;
    for (index, secret) in secrets.iter().enumerate() {
        if matches(secret) && found.is_none() {
            found = Some(index);
        }
    }
    found
}

/// The signature of a canonical string that is already there.
#[must_use]
pub fn sign_canonical(canonical: impl AsRef<[u8]>, secret: &Secret) -> Signature {
    Signature(digest(canonical.as_ref(), &[secret.0.as_bytes()]))
}

/// The signature of a webhook's parts.
pub(crate) fn sign_hmac(message: &[&[u8]], secret: &Secret) -> Signature {
    Signature(hmac(secret.0.as_bytes(), message))
}
