//! Webhooks of the sibling products.

use wasm_bindgen::prelude::*;

use super::convert::{self, thrown};
use crate::{WebhookOptions, verify_webhook};

/// Verifies a webhook; throws, or gives the index of the secret. An absent header is empty, `now` is
/// in whole seconds.
#[allow(clippy::too_many_arguments, reason = "an object is dear at the border")]
#[wasm_bindgen(js_name = verifyWebhook)]
pub fn verify_webhook_text(
    body: &[u8],
    secret: &str,
    secrets: usize,
    timestamp: &str,
    signature: &str,
    now: f64,
    tolerance_seconds: u32,
    max_bytes: usize,
) -> Result<usize, JsValue> {
    convert::secrets(secret, secrets)
        .and_then(|secrets| {
            let options = WebhookOptions {
                secrets: &secrets,
                timestamp: Some(timestamp),
                signature: Some(signature),
                now: now as i64,
                tolerance_seconds: tolerance_seconds.into(),
                max_bytes,
            };
            verify_webhook(body, &options)
        })
        .map_err(thrown)
}
