//! Callbacks. Whole objects and arrays are dear at the border, so JavaScript writes the body into
//! a buffer here, and a verified callback comes out as one text and where its values end in it;
//! JavaScript reads both at once.

extern crate std;

use alloc::{string::String, vec::Vec};
use core::{cell::Cell, mem::ManuallyDrop};

use wasm_bindgen::prelude::*;

use super::convert::{self, thrown};
use crate::{Error, Fault, Merchant, Notice, Result, VerifyOptions, authenticate_callback};

/// What JavaScript reads and writes stays where it is until the next call.
#[derive(Default)]
struct Buffers {
    input: Vec<u8>,
    table: Vec<usize>,
    notice: Option<Notice>,
}

std::thread_local! {
    // An instance ends with all of its memory, so nothing has to be dropped.
    static BUFFERS: ManuallyDrop<Cell<Buffers>> = const { ManuallyDrop::new(Cell::new(Buffers {
        input: Vec::new(),
        table: Vec::new(),
        notice: None,
    })) };
}

fn with_buffers<T>(operation: impl FnOnce(&mut Buffers) -> T) -> T {
    BUFFERS.with(|cell| {
        let mut buffers = cell.take();
        let result = operation(&mut buffers);
        cell.set(buffers);
        result
    })
}

/// The address of a buffer of at least so many bytes, for the body, merchantNo and the secrets, one
/// after the other.
#[must_use]
#[wasm_bindgen(js_name = inputAddress)]
pub fn input_address(bytes: usize) -> usize {
    with_buffers(|Buffers { input, .. }| {
        if input.len() < bytes {
            input.resize(bytes, 0);
        }
        input.as_ptr() as usize
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
    with_buffers(|buffers| {
        let Buffers {
            input,
            table,
            notice,
        } = buffers;
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
        *table = words(notice.insert(authenticate_callback(body, &options)?)).into();
        Ok(table.as_ptr() as usize)
    })
    .map_err(thrown)
}

fn cut(bytes: &[u8], length: usize) -> (&str, &[u8]) {
    let (text, rest) = bytes.split_at_checked(length).unwrap_or_default();
    (core::str::from_utf8(text).unwrap_or_default(), rest)
}

/// The address and the bytes of the text, and how many of them are signed; the address and the
/// number of the entries; the index of the secret.
fn words(notice: &Notice) -> [usize; 6] {
    [
        notice.text.as_ptr() as usize,
        notice.text.len(),
        notice.signed,
        notice.entries.as_ptr() as usize,
        notice.entries.len(),
        notice.secret_index(),
    ]
}
