//! A query as it goes out.

use alloc::string::String;

use super::{Endpoint, Merchant, Query, endpoint::check_path, merchant::MERCHANT_NO};
use crate::{
    error::Result,
    params::Params,
    signature::{Rule, Secret},
};

/// Every call is a POST. Source: the gateway's documents, acquiring API.
pub const METHOD: &str = "POST";
/// Exactly this: with a charset the gateway documents it as wrong. Source: order query, head.
pub const CONTENT_TYPE: &str = "application/json";

/// A request ready to be sent with [`METHOD`] and the header `Content-Type:` [`CONTENT_TYPE`].
///
/// The body holds a signature, so treat it as confidential; `Debug` shows only the address.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SignedRequest {
    /// The address.
    pub url: String,
    /// The body: one JSON object of strings, in UTF-8, to be sent byte for byte.
    pub body: String,
}

impl Query {
    /// Signs the query for an endpoint.
    #[must_use]
    pub fn sign(self, secret: &Secret, endpoint: &Endpoint) -> SignedRequest {
        SignedRequest {
            url: endpoint.url(self.kind().spec().path),
            body: self.into_params().signed_body(secret, Rule::Request),
        }
    }
}

impl SignedRequest {
    /// Signs any other call; `path` starts with a slash, as in `/v1/txn/onlineRefund`. The merchant's
    /// number is added where the parameters lack it; another one is refused.
    pub fn new(
        endpoint: &Endpoint,
        path: &str,
        merchant: &Merchant,
        mut params: Params,
        secret: &Secret,
    ) -> Result<SignedRequest> {
        let url = endpoint.url(check_path(path)?);
        let given = params.iter().find(|(name, _)| *name == MERCHANT_NO);
        match given {
            Some((_, given)) => merchant.check_own(Some(given))?,
            None => merchant.add_to(&mut params)?,
        }
        Ok(SignedRequest {
            url,
            body: params.signed_body(secret, Rule::Request),
        })
    }
}

impl core::fmt::Debug for SignedRequest {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("SignedRequest")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}
