//! The question for a voucher. Path and field come from the merchant, who has them from Onerway.

use alloc::string::String;

use crate::{
    error::{Error, Fault, Result},
    params::{Param, Params},
    query::{Endpoint, MERCHANT_NO, Merchant, SignedRequest, is_path},
    signature::{Rule, Secret},
};

/// Where vouchers are asked for, and the field that takes the transactionId. No public document names
/// either, so neither has a default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoucherAddress {
    path: String,
    id_field: String,
}

impl VoucherAddress {
    /// Checks both. An empty one is not set.
    ///
    /// # Errors
    ///
    /// `config_missing` and `config_invalid`, with the field `voucher.path` or `voucher.idField`.
    pub fn new(path: &str, id_field: &str) -> Result<VoucherAddress> {
        const PATH: &str = "voucher.path";
        const ID_FIELD: &str = "voucher.idField";
        if path.is_empty() {
            return Err(Error::of(PATH, Fault::VoucherPathMissing));
        }
        if !is_path(path) {
            return Err(Error::of(PATH, Fault::VoucherPathMalformed));
        }
        if id_field.is_empty() {
            return Err(Error::of(ID_FIELD, Fault::VoucherFieldMissing));
        }
        if !is_field(id_field) {
            return Err(Error::of(ID_FIELD, Fault::VoucherFieldMalformed));
        }
        Ok(VoucherAddress {
            path: path.into(),
            id_field: id_field.into(),
        })
    }
}

/// Whether a name can stand beside the two fields that every request has.
fn is_field(name: &str) -> bool {
    name.len() <= 64
        && name
            .bytes()
            .next()
            .is_some_and(|byte| byte.is_ascii_alphabetic())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && name != MERCHANT_NO
        && name != "sign"
}

/// A question for the voucher of a transaction; only [`VoucherQuery::new`] makes one.
///
/// ```
/// use onerway_edge::{Endpoint, Environment, Merchant, Secret, VoucherAddress, VoucherQuery};
///
/// // As Onerway has told you: these are only an example.
/// let address = VoucherAddress::new("/v1/example/voucher", "transactionId")?;
/// let params = [("transactionId", "1826814232868814848".into())];
/// let query = VoucherQuery::new(&address, &Merchant::new("800209")?, params)?;
/// let request = query.sign(&Secret::new("secret")?, &Endpoint::Environment(Environment::Sandbox));
/// assert_eq!(request.url, "https://sandbox-acq.onerway.com/v1/example/voucher");
/// # Ok::<(), onerway_edge::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoucherQuery {
    path: String,
    params: Params,
}

impl VoucherQuery {
    /// Takes one parameter, `transactionId`. As in a query, a `merchantNo` has to be the merchant's own, and
    /// a `sign` is dropped.
    pub fn new<N: Into<String>>(
        address: &VoucherAddress,
        merchant: &Merchant,
        params: impl IntoIterator<Item = (N, Param)>,
    ) -> Result<VoucherQuery> {
        const ID: &str = "transactionId";
        let mut id = None;
        for (name, value) in params {
            let name = name.into();
            match (name.as_str(), value) {
                ("sign", _) | (_, Param::Null) => {}
                (MERCHANT_NO, value) => merchant.check_own(value.plain())?,
                (ID, _) if id.is_some() => return Err(Error::of(ID, Fault::ParamTwice)),
                (ID, value) => id = Some(digits(&value)?),
                _ => return Err(Error::of(&name, Fault::ParamUnknown)),
            }
        }
        let id = id
            .filter(|id| !id.is_empty())
            .ok_or_else(|| Error::of(ID, Fault::VoucherIdMissing))?;
        let mut params = Params::default();
        merchant.add_to(&mut params)?;
        params.add_text(address.id_field.clone(), id)?;
        Ok(VoucherQuery {
            path: address.path.clone(),
            params,
        })
    }

    /// Signs it for an endpoint.
    #[must_use]
    pub fn sign(self, secret: &Secret, endpoint: &Endpoint) -> SignedRequest {
        SignedRequest {
            url: endpoint.url(&self.path),
            body: self.params.signed_body(secret, Rule::Request),
        }
    }
}

/// An id, or the empty text.
fn digits(value: &Param) -> Result<String> {
    let is_id = |text: &&str| text.len() <= 20 && text.bytes().all(|byte| byte.is_ascii_digit());
    match value.plain().filter(is_id) {
        Some(id) => Ok(id.into()),
        None => Err(Error::of("transactionId", Fault::VoucherIdMalformed)),
    }
}
