//! Canonical strings and signatures of objects.

use alloc::string::String;

use wasm_bindgen::prelude::*;

use super::convert::{self, thrown};
use crate::{Params, Result, Rule, verify_response};

/// The fields of an object as they are sent, `sign` among them: JSON. With no secret, what is signed.
/// `rule`: `request`, `response` or `callback`.
#[wasm_bindgen]
pub fn sign(params: &str, secret: &str, secrets: usize, rule: &str) -> Result<String, JsValue> {
    signed(params, secret, secrets, rule).map_err(thrown)
}

fn signed(params: &str, secret: &str, secrets: usize, rule: &str) -> Result<String> {
    let rule = Rule::parse(rule)?;
    let params = Params::new(convert::params(params)?)?;
    if secrets == 0 {
        return Ok(params.canonical_string(rule));
    }
    let secret = convert::signing_secret(secret, secrets)?;
    Ok(params.signed_body(&secret, rule))
}

/// Whether `data.sign` in the whole answer of a creation is right.
#[wasm_bindgen(js_name = verifyResponse)]
pub fn verify_response_text(answer: &[u8], secret: &str, secrets: usize) -> Result<bool, JsValue> {
    let secrets = convert::secrets(secret, secrets).map_err(thrown)?;
    Ok(verify_response(answer, &secrets))
}
