//! Callbacks. Whole objects and arrays are dear at the border, so JavaScript writes the body into
//! a buffer here, and a verified callback comes out as a table of offsets in another; JavaScript
//! reads it at once and cuts the text that it has already.

extern crate std;

use alloc::{string::String, vec::Vec};
use core::cell::RefCell;

use wasm_bindgen::prelude::*;

use super::convert::{self, thrown};
use crate::{Callback, Error, Fault, Merchant, Result, VerifyOptions, verify_callback};

/// The digest covers the value.
const SIGNED: u32 = 1;
/// The value holds JSON escapes.
const ESCAPED: u32 = 2;
/// The name is none of [`FIELDS`](crate::FIELDS): its start and end follow at the end of the row.
const UNKNOWN: u32 = 4;
/// That name holds JSON escapes.
const NAME_ESCAPED: u32 = 8;

/// Both stay from call to call and grow with the longest body.
#[derive(Default)]
struct Buffers {
    input: Vec<u8>,
    table: Vec<u32>,
}

std::thread_local! {
    static BUFFERS: RefCell<Buffers> = RefCell::default();
}

/// The address of a buffer of at least so many bytes, for the body, merchantNo and the secrets, one
/// after the other.
#[must_use]
#[wasm_bindgen(js_name = inputAddress)]
pub fn input_address(bytes: usize) -> usize {
    BUFFERS.with_borrow_mut(|buffers| {
        if buffers.input.len() < bytes {
            buffers.input.resize(bytes, 0);
        }
        buffers.input.as_ptr() as usize
    })
}

/// Verifies the callback in the input buffer; throws, or gives the address of the table.
#[wasm_bindgen(js_name = verifyCallback)]
pub fn verify(
    body_bytes: usize,
    merchant_bytes: usize,
    secret_bytes: usize,
    secrets: usize,
    header: Option<String>,
    require_header: bool,
    max_bytes: usize,
) -> Result<usize, JsValue> {
    BUFFERS
        .with_borrow_mut(|Buffers { input, table }| {
            let (Some(body), Some(settings)) = (input.get(..body_bytes), input.get(body_bytes..))
            else {
                // What is too long anyway is not even copied.
                return Err(Error::new(Fault::TooLong));
            };
            let (merchant, rest) = cut(settings, merchant_bytes);
            let (secret, _) = cut(rest, secret_bytes);
            let secrets = convert::secrets(secret, secrets)?;
            let merchant = Merchant::new(merchant)?;
            let options = VerifyOptions {
                header: header.as_deref(),
                require_header,
                max_bytes,
                ..VerifyOptions::new(&secrets, &merchant)
            };
            fill(table, &verify_callback(body, &options)?);
            Ok(table.as_ptr() as usize)
        })
        .map_err(thrown)
}

fn cut(bytes: &[u8], length: usize) -> (&str, &[u8]) {
    let (text, rest) = bytes.split_at_checked(length).unwrap_or_default();
    (core::str::from_utf8(text).unwrap_or_default(), rest)
}

/// The end of the table and the index of the secret, then a row for each field: name, flags, start
/// and end of the value. Places count bytes.
fn fill(table: &mut Vec<u32>, callback: &Callback<'_>) {
    table.clear();
    table.push(0);
    table.push(size(callback.secret_index()));
    callback.each_field(|field| {
        let place = field.place();
        let name = field.name_place();
        let mut flags = u32::from(field.signed) * SIGNED + u32::from(place.escaped) * ESCAPED;
        if field.known.is_none() {
            flags += UNKNOWN + u32::from(name.escaped) * NAME_ESCAPED;
        }
        table.extend([
            size(field.known.unwrap_or(0)),
            flags,
            size(place.start),
            size(place.end),
        ]);
        if field.known.is_none() {
            table.extend([size(name.start), size(name.end)]);
        }
    });
    let end = size(table.len());
    if let Some(first) = table.first_mut() {
        *first = end;
    }
}

/// On wasm32 nothing is longer than a u32 can say.
fn size(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
