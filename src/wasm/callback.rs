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
    Callback, Checked, Error, Facts, Fault, FieldForm, Merchant, Result, Unconfirmed,
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
/// words; operation, outcome, whether it is paid and whether it is final; then where the texts start
/// that follow from the values, and where the last one ends.
fn write_words(callback: &mut Callback, words: &mut Vec<usize>) {
    let facts = callback.facts();
    let uncertain = callback.uncertain;
    words.clear();
    words.extend([
        0, // The text is still to grow.
        0,
        callback.notice.signed,
        callback.notice.entries.as_ptr() as usize,
        callback.notice.entries.len(),
        callback.notice.secret_index,
        uncertain as usize,
        (uncertain >> 32) as usize,
        facts.operation() as usize,
        facts.outcome() as usize,
        usize::from(facts.is_paid()),
        usize::from(facts.is_final()),
    ]);
    let mut text = String::with_capacity(callback.notice.text.len() + DERIVED);
    text.push_str(&callback.notice.text);
    push_derived(facts, &mut text, words);
    let notice = &mut callback.notice;
    notice.text = text;
    if let [address, length, ..] = words.as_mut_slice() {
        *address = notice.text.as_ptr() as usize;
        *length = notice.text.len();
    }
}

/// About as many bytes as follow from the values.
const DERIVED: usize = 256;

/// When it occurred, the amounts in minor units, the reason, the keys; empty where there is none.
pub(super) fn push_derived(facts: Facts<'_>, text: &mut String, starts: &mut Vec<usize>) {
    starts.push(text.len());
    facts.push_occurred_at(text);
    for money in [facts.order(), facts.settlement(), facts.disputed()] {
        starts.push(text.len());
        if let Some(money) = money {
            money.push_minor_units(text);
        }
    }
    let reason = facts.reason();
    let (code, message) = reason.map_or((None, None), |reason| (reason.resp_code, reason.resp_msg));
    for part in [code, message] {
        starts.push(text.len());
        text.push_str(&part.unwrap_or_default());
    }
    starts.push(text.len());
    let second = facts.push_keys(text);
    starts.push(second);
    starts.push(text.len());
}

/// The error of the doubts; then names and values that are claimed, the index of the secret, and the
/// claimed amount and currency, which are for a comparison only.
fn doubtful(unconfirmed: Unconfirmed) -> JsValue {
    let claims = Array::new();
    for (name, value) in unconfirmed.claims() {
        claims.push(&JsValue::from_str(name));
        claims.push(&JsValue::from_str(value));
    }
    let (amount, currency) = unconfirmed.claimed_money();
    let money = Array::of2(&JsValue::from_str(amount), &JsValue::from_str(currency));
    let secret_index = unconfirmed.secret_index();
    let parts = convert::parts(&Error::doubtful(unconfirmed.doubts));
    parts.push(&claims);
    parts.push(&JsValue::from(secret_index as u32));
    parts.push(&money);
    parts.into()
}
