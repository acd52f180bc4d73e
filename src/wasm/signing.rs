//! Canonical strings and signatures of objects.

use alloc::string::String;

use wasm_bindgen::prelude::*;

use super::convert::{self, thrown};
use crate::{Params, Rule, params::body, verify_response};

fn read(params: &str) -> Result<Params, JsValue> {
    convert::params(params)
        .and_then(Params::new)
        .map_err(thrown)
}

/// The signature of an object's fields, 64 lower-case hex digits; with no secret, what is signed.
/// `rule`: `request`, `response` or `callback`.
#[wasm_bindgen]
pub fn sign(params: &str, secret: &str, secrets: usize, rule: &str) -> Result<String, JsValue> {
    let rule = Rule::parse(rule).map_err(thrown)?;
    let params = read(params)?;
    if secrets == 0 {
        return Ok(params.canonical_string(rule));
    }
    let secret = convert::signing_secret(secret, secrets).map_err(thrown)?;
    Ok(params.sign(&secret, rule).to_hex())
}

/// The body of a signed request: JSON of the fields as they are sent, `sign` among them.
#[wasm_bindgen(js_name = signRequest)]
pub fn sign_request(params: &str, secret: &str, secrets: usize) -> Result<String, JsValue> {
    let secret = convert::signing_secret(secret, secrets).map_err(thrown)?;
    Ok(body(&read(params)?.signed(&secret)))
}

/// Whether `data.sign` in the whole answer of a creation is right.
#[wasm_bindgen(js_name = verifyResponse)]
pub fn verify_response_text(answer: &[u8], secret: &str, secrets: usize) -> Result<bool, JsValue> {
    let secrets = convert::secrets(secret, secrets).map_err(thrown)?;
    Ok(verify_response(answer, &secrets))
}
