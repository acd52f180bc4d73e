//! Callbacks. A whole object is dear at the border, so a verified callback comes out as a table of
//! offsets, and JavaScript cuts the text that it has already.

use alloc::{boxed::Box, string::String, vec::Vec};

use wasm_bindgen::prelude::*;

use super::convert::{self, thrown};
use crate::{Callback, Merchant, VerifyOptions, verify_callback};

/// The digest covers the value.
const SIGNED: u32 = 1;
/// The value holds JSON escapes.
const ESCAPED: u32 = 2;
/// The name is none of [`FIELDS`](crate::FIELDS): its start and end follow at the end of the row.
const UNKNOWN: u32 = 4;
/// That name holds JSON escapes.
const NAME_ESCAPED: u32 = 8;

/// Verifies a callback; throws, or gives the table of its fields.
///
/// Each text that crosses the border costs, so `input` holds all of them, one after the other: the
/// body, merchantNo and the secrets.
#[wasm_bindgen(js_name = verifyCallback)]
pub fn verify(
    input: &[u8],
    body_bytes: usize,
    merchant_bytes: usize,
    secrets: usize,
    header: Option<String>,
    require_header: bool,
    max_bytes: usize,
) -> Result<Box<[u32]>, JsValue> {
    let (body, settings) = input.split_at_checked(body_bytes).unwrap_or_default();
    let settings = core::str::from_utf8(settings).unwrap_or_default();
    let (merchant, secret) = settings
        .split_at_checked(merchant_bytes)
        .unwrap_or_default();
    let secrets = convert::secrets(secret, secrets).map_err(thrown)?;
    let merchant = Merchant::new(merchant).map_err(thrown)?;
    let options = VerifyOptions {
        header: header.as_deref(),
        require_header,
        max_bytes,
        ..VerifyOptions::new(&secrets, &merchant)
    };
    let callback = verify_callback(body, &options).map_err(thrown)?;
    Ok(table(&callback))
}

/// The index of the secret, then a row for each field: name, flags, start and end of the value.
/// Places count bytes.
fn table(callback: &Callback<'_>) -> Box<[u32]> {
    let mut table = Vec::with_capacity(256);
    table.push(size(callback.secret_index()));
    for field in callback.fields() {
        let place = field.place();
        let name = field.name_place();
        let mut flags = u32::from(field.signed) * SIGNED + u32::from(place.escaped) * ESCAPED;
        if field.known.is_none() {
            flags += UNKNOWN + u32::from(name.escaped) * NAME_ESCAPED;
        }
        table.push(size(field.known.unwrap_or(0)));
        table.push(flags);
        table.push(size(place.start));
        table.push(size(place.end));
        if field.known.is_none() {
            table.push(size(name.start));
            table.push(size(name.end));
        }
    }
    table.into_boxed_slice()
}

/// On wasm32 nothing is longer than a u32 can say.
fn size(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
