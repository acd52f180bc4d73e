//! The merchant that a call is made for.

use alloc::string::String;

use crate::{
    error::{Error, Fault, Result},
    params::Params,
    text::has_space,
};

/// The field of every call that names the merchant.
pub(crate) const MERCHANT_NO: &str = "merchantNo";

/// A merchant number: 1 to 20 characters without white space or controls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merchant(String);

impl Merchant {
    /// Checks a merchant number.
    pub fn new(merchant_no: &str) -> Result<Merchant> {
        let fault = if merchant_no.is_empty() {
            Fault::MerchantMissing
        } else if merchant_no.chars().nth(20).is_some() {
            Fault::MerchantTooLong
        } else if has_space(merchant_no) {
            Fault::MerchantSpace
        } else {
            return Ok(Merchant(merchant_no.into()));
        };
        Err(Error::of(MERCHANT_NO, fault))
    }

    /// The number as it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A number among the parameters has to be the merchant's own.
    pub(crate) fn check_own(&self, given: Option<&str>) -> Result<()> {
        if given == Some(self.as_str()) {
            Ok(())
        } else {
            Err(Error::of(MERCHANT_NO, Fault::MerchantOther))
        }
    }

    /// Names the merchant in a request.
    pub(crate) fn add_to(&self, params: &mut Params) -> Result<()> {
        params.add_text(MERCHANT_NO.into(), self.0.clone())
    }
}
