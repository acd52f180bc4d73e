//! Callbacks. A whole object is dear at the border, so a verified callback comes out as a table of
//! offsets, and JavaScript cuts the text that it has already.

use alloc::{boxed::Box, string::String, vec::Vec};

use wasm_bindgen::prelude::*;

use super::convert::{self, thrown};
use crate::{Callback, FIELDS, Merchant, VerifyOptions, verify_callback};

/// The digest covers the value.
const SIGNED: u32 = 1;
/// The value holds JSON escapes.
const ESCAPED: u32 = 2;
/// The name is none of [`FIELDS`]: its start and end follow at the end of the row.
const UNKNOWN: u32 = 4;
/// That name holds JSON escapes.
const NAME_ESCAPED: u32 = 8;

/// The names that the first number of a row counts, a comma after each.
#[wasm_bindgen(js_name = fieldNames)]
pub fn field_names() -> String {
    let mut names = String::new();
    for name in FIELDS {
        names.push_str(name);
        names.push(',');
    }
    names
}

/// Verifies a callback; throws, or gives the table of its fields.
#[wasm_bindgen(js_name = verifyCallback)]
pub fn verify(
    body: &[u8],
    secret: &str,
    secrets: usize,
    merchant_no: &str,
    header: Option<String>,
    require_header: bool,
    max_bytes: usize,
) -> Result<Box<[u32]>, JsValue> {
    let secrets = convert::secrets(secret, secrets).map_err(thrown)?;
    let merchant = Merchant::new(merchant_no).map_err(thrown)?;
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
/// Places count UTF-16 code units, as JavaScript's strings do.
fn table(callback: &Callback<'_>) -> Box<[u32]> {
    let units = Units::of(callback.body());
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
        table.push(units.before(place.start));
        table.push(units.before(place.end));
        if field.known.is_none() {
            table.push(units.before(name.start));
            table.push(units.before(name.end));
        }
    }
    table.into_boxed_slice()
}

/// On wasm32 nothing is longer than a u32 can say.
fn size(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// From places in bytes to places in UTF-16 code units.
struct Units<'a> {
    text: &'a str,
    /// For each block of bytes, how many units start before it; empty where all text is ASCII.
    blocks: Vec<u32>,
}

const BLOCK: usize = 64;

impl<'a> Units<'a> {
    fn of(text: &'a str) -> Self {
        let mut blocks = Vec::new();
        if !text.is_ascii() {
            let mut units = 0;
            for block in text.as_bytes().chunks(BLOCK) {
                blocks.push(units);
                units += count_units(block);
            }
        }
        Units { text, blocks }
    }

    fn before(&self, byte: usize) -> u32 {
        let Some(units) = self.blocks.get(byte / BLOCK) else {
            return size(byte);
        };
        let start = byte - byte % BLOCK;
        units + count_units(self.text.as_bytes().get(start..byte).unwrap_or_default())
    }
}

/// Units are counted where a character starts: one, or two where it takes four bytes.
fn count_units(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .map(|byte| match byte {
            0x80..=0xbf => 0,
            0xf0.. => 2,
            _ => 1,
        })
        .sum()
}
