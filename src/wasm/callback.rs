//! Callbacks. Whole objects and arrays are dear at the border, so JavaScript writes the body into
//! a buffer here, and a verified callback comes out as one text and where its values end in it;
//! JavaScript reads both at once.

extern crate std;

use alloc::{string::String, vec::Vec};
use core::{cell::Cell, mem::ManuallyDrop};

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::convert::{self, thrown};
use crate::{
    Callback, Checked, Error, Fault, FieldForm, Merchant, Money, Result, Unconfirmed,
    VerifyOptions, check_callback, text::cut as cut_text,
};

/// What JavaScript reads and writes stays where it is until the next call.
#[derive(Default)]
struct Buffers {
    input: Vec<u8>,
    table: Vec<usize>,
    callback: Option<Callback>,
}

std::thread_local! {
    // An instance ends with all of its memory, so nothing has to be dropped.
    static BUFFERS: ManuallyDrop<Cell<Buffers>> = const { ManuallyDrop::new(Cell::new(Buffers {
        input: Vec::new(),
        table: Vec::new(),
        callback: None,
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
///
/// `known_fields`: names and forms of fields that the table lacks, a NUL after each.
#[wasm_bindgen(js_name = verifyCallback)]
#[allow(
    clippy::too_many_arguments,
    reason = "numbers cross the border for nothing"
)]
pub fn verify(
    body_bytes: usize,
    merchant_bytes: usize,
    secret_bytes: usize,
    secrets: usize,
    header: Option<String>,
    require_header: bool,
    max_bytes: usize,
    known_fields: Option<String>,
) -> Result<usize, JsValue> {
    with_buffers(|buffers| {
        let Buffers {
            input,
            table,
            callback,
        } = buffers;
        let checked = || {
            let (Some(body), Some(settings)) = (input.get(..body_bytes), input.get(body_bytes..))
            else {
                // What is too long anyway is not even copied.
                return Err(Error::new(Fault::TooLong));
            };
            let (merchant, rest) = cut(settings, merchant_bytes);
            let (secret, _) = cut(rest, secret_bytes);
            let secrets = convert::secrets(secret, secrets)?;
            let merchant = Merchant::new(merchant)?;
            let known_fields = forms(known_fields.as_deref().unwrap_or_default())?;
            let options = VerifyOptions {
                header: header.as_deref(),
                require_header,
                max_bytes,
                known_fields: &known_fields,
                ..VerifyOptions::new(&secrets, &merchant)
            };
            check_callback(body, &options)
        };
        match checked().map_err(thrown)? {
            Checked::Verified(verified) => {
                write_words(callback.insert(verified), table);
                Ok(table.as_ptr() as usize)
            }
            Checked::Unconfirmed(unconfirmed) => Err(doubtful(unconfirmed)),
        }
    })
}

fn cut(bytes: &[u8], length: usize) -> (&str, &[u8]) {
    let (text, rest) = bytes.split_at_checked(length).unwrap_or_default();
    (core::str::from_utf8(text).unwrap_or_default(), rest)
}

fn forms(mut known_fields: &str) -> Result<Vec<(&str, FieldForm)>> {
    let mut forms = Vec::new();
    while let Some((name, rest)) = cut_text(known_fields, b'\0') {
        let (form, rest) = cut_text(rest, b'\0').unwrap_or_default();
        match FieldForm::parse(form) {
            Some(form) => forms.push((name, form)),
            None => return Err(Error::of(name, Fault::KnownFieldForm)),
        }
        known_fields = rest;
    }
    Ok(forms)
}

/// The address and the bytes of the text, and how many of them are signed; the address and the
/// number of the entries; the index of the secret; which of the signed fields are uncertain, in two
/// words; operation, outcome and whether it is paid; then where the texts end that follow from the
/// values, which stand behind values and names.
fn write_words(callback: &mut Callback, words: &mut Vec<usize>) {
    words.clear();
    // Text and entries may still move.
    words.resize(FIRST_END, 0);
    let derived = derived(callback);
    let facts = callback.facts();
    let (operation, outcome, paid) = (facts.operation(), facts.outcome(), facts.is_paid());
    let uncertain = callback.uncertain;
    let notice = &mut callback.notice;
    words.push(notice.text.len());
    for part in &derived {
        notice.text.push_str(part);
        words.push(notice.text.len());
    }
    let head = [
        notice.text.as_ptr() as usize,
        notice.text.len(),
        notice.signed,
        notice.entries.as_ptr() as usize,
        notice.entries.len(),
        notice.secret_index,
        uncertain as usize,
        (uncertain >> 32) as usize,
        operation as usize,
        outcome as usize,
        usize::from(paid),
    ];
    for (word, value) in words.iter_mut().zip(head) {
        *word = value;
    }
}

/// The words before the ends of the texts.
const FIRST_END: usize = 11;

/// When it occurred, the amounts in minor units, the reason, the keys; empty where there is none.
fn derived(callback: &Callback) -> [String; 8] {
    let minor_units = |money: Option<Money<'_>>| money.map(Money::minor_units).unwrap_or_default();
    let reason = callback.reason();
    let (code, message) = reason.map_or((None, None), |reason| (reason.resp_code, reason.resp_msg));
    let mut keys = callback.idempotency_keys().into_iter();
    [
        callback.occurred_at().unwrap_or_default(),
        minor_units(callback.order()),
        minor_units(callback.settlement()),
        minor_units(callback.disputed()),
        code.unwrap_or_default().into_owned(),
        message.unwrap_or_default().into_owned(),
        keys.next().unwrap_or_default(),
        keys.next().unwrap_or_default(),
    ]
}

/// The error of the doubts; then names and values that are claimed, and the index of the secret.
fn doubtful(unconfirmed: Unconfirmed) -> JsValue {
    let claims = Array::new();
    for (name, value) in unconfirmed.claims() {
        claims.push(&JsValue::from_str(name));
        claims.push(&JsValue::from_str(value));
    }
    let secret_index = unconfirmed.secret_index();
    let parts = convert::parts(&Error::doubtful(unconfirmed.doubts));
    parts.push(&claims);
    parts.push(&JsValue::from(secret_index as u32));
    parts.into()
}
