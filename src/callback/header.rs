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

/// The well-formed signatures of scheme `v1`. Each is judged apart, and other schemes are ignored.
pub(super) fn parse(header: &str) -> Result<Vec<Signature>> {
    let mut signatures = Vec::new();
    let mut seen = 0;
    for item in parts(header, b',') {
        let Some(digits) = item.trim_ascii().strip_prefix("v1=") else {
            continue;
        };
        seen += 1;
        if seen > MAX_SIGNATURES {
            return Err(Error::of(FIELD, Fault::HeaderCrowded));
        }
        signatures.extend(Signature::parse(digits));
    }
    match (signatures.is_empty(), seen) {
        (false, _) => Ok(signatures),
        (true, 0) => Err(Error::of(FIELD, Fault::HeaderEmpty)),
        (true, _) => Err(Error::of(FIELD, Fault::HeaderMalformed)),
    }
}
