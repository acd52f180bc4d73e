//! Vouchers.

use alloc::{borrow::Cow, string::String};

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

use super::convert::thrown;
use crate::{
    Voucher, VoucherFile, Zone, parse_voucher_file, parse_voucher_response, voucher::availability,
    voucher_file_name,
};

/// When the voucher can be had: the state's number, and two times or undefined. With `absent`, it throws what is to be
/// told of one that is not there.
#[wasm_bindgen(js_name = voucherAvailability)]
pub fn voucher_availability(
    status: &str,
    txn_time: &str,
    txn_time_zone: &str,
    now: f64,
    zone: &str,
    absent: bool,
) -> Result<Array, JsValue> {
    let zone = match zone {
        "" => None,
        zone => Some(Zone::parse(zone).map_err(thrown)?),
    };
    // Saturating: what lies beyond is beyond all times.
    let found =
        availability([status, txn_time, txn_time_zone], now as i64, zone).map_err(thrown)?;
    if absent {
        return Err(thrown(found.absent()));
    }
    let time = |time: Option<String>| time.map_or(JsValue::UNDEFINED, JsValue::from);
    Ok(Array::of3(
        &JsValue::from(found.state as u32),
        &time(found.available_at),
        &time(found.overdue_at),
    ))
}

/// What came back: undefined, a link, or the file's type and its bytes, which are undefined where they are the
/// answer's own. With `linked`, what a link led to.
#[wasm_bindgen(js_name = parseVoucher)]
pub fn parse_voucher(answer: &[u8], content_type: &str, linked: bool) -> Result<JsValue, JsValue> {
    let content_type = Some(content_type);
    let found = if linked {
        parse_voucher_file(answer, content_type).map(|file| Some(Voucher::File(file)))
    } else {
        parse_voucher_response(answer, content_type)
    };
    Ok(match found.map_err(thrown)? {
        None => JsValue::UNDEFINED,
        Some(Voucher::Link(url)) => url.into(),
        Some(Voucher::File(VoucherFile {
            content_type,
            bytes,
        })) => {
            let bytes = match bytes {
                Cow::Borrowed(_) => JsValue::UNDEFINED,
                Cow::Owned(bytes) => Uint8Array::from(bytes.as_slice()).into(),
            };
            Array::of2(&content_type.into(), &bytes).into()
        }
    })
}

/// A name to keep the file under; an empty header is none.
#[wasm_bindgen(js_name = voucherName)]
#[must_use]
pub fn voucher_name(disposition: &str, transaction_id: &str, content_type: &str) -> String {
    voucher_file_name(Some(disposition), transaction_id, content_type)
}
