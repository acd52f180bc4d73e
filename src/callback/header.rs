//! The header `X-Rh-Signature: v1=<64 hex>[, v1=<64 hex>]`.

use alloc::vec::Vec;

use crate::{
    error::{Error, Fault, Result},
    signature::Signature,
    text::parts,
};

/// More signatures than secrets can be in rotation at one time.
const MAX_SIGNATURES: usize = 8;

pub(super) const FIELD: &str = "X-Rh-Signature";

/// The well-formed ones of the first signatures of scheme `v1`. Each is judged apart, and other
/// schemes are ignored.
pub(super) fn parse(header: &str) -> Result<Vec<Signature>> {
    let mut signatures = Vec::new();
    let mut fault = Fault::HeaderEmpty;
    let written = parts(header, b',').filter_map(|item| item.trim_ascii().strip_prefix("v1="));
    for digits in written.take(MAX_SIGNATURES) {
        fault = Fault::HeaderMalformed;
        signatures.extend(Signature::parse(digits));
    }
    if signatures.is_empty() {
        return Err(Error::of(FIELD, fault));
    }
    Ok(signatures)
}
