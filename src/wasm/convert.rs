//! JavaScript values to the core's, and back.

use alloc::{string::String, vec::Vec};

use js_sys::Array;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::{
    Error, Fault, Number, Param, Result, Secret, Value,
    text::{cut, decimal},
};

/// Takes the core's errors over the border: an array of the code's and the fault's number, then field,
/// place, respCode, respMsg and available_at, each of them or undefined; then code and field of each doubt.
#[allow(clippy::needless_pass_by_value, reason = "stands in map_err")]
pub(super) fn thrown(error: Error) -> JsValue {
    parts(&error).into()
}

pub(super) fn parts(error: &Error) -> Array {
    let text = |part: Option<&str>| part.map_or(JsValue::UNDEFINED, JsValue::from_str);
    let place = error.position().map_or(JsValue::UNDEFINED, JsValue::from);
    let parts = Array::new();
    for part in [
        JsValue::from(error.code() as u32),
        JsValue::from(error.fault() as u32),
        text(error.field()),
        place,
        text(error.resp_code()),
        text(error.resp_msg()),
        text(error.available_at()),
    ] {
        parts.push(&part);
    }
    let doubts = Array::new();
    for doubt in error.doubts() {
        doubts.push(&JsValue::from(doubt.code() as u32));
        doubts.push(&JsValue::from_str(doubt.field()));
    }
    parts.push(&doubts);
    parts
}

/// Several secrets come as one text, a NUL between them, and their number beside it.
pub(super) fn secrets(joined: &str, count: usize) -> Result<Vec<Secret>> {
    let mut secrets = Vec::new();
    let mut rest = joined;
    for _ in 1..count {
        let (secret, tail) = cut(rest, b'\0').unwrap_or_default();
        secrets.push(Secret::new(secret)?);
        rest = tail;
    }
    secrets.push(Secret::new(rest)?);
    Ok(secrets)
}

/// The secret that signs: the first.
pub(super) fn signing_secret(joined: &str, count: usize) -> Result<Secret> {
    let mut list = secrets(joined, count)?;
    list.truncate(1);
    list.pop()
        .ok_or_else(|| Error::of("secret", Fault::SecretMissing))
}

/// Assigning to this name sets an object's prototype and no property.
const PROTOTYPE: &str = "__proto__";

/// Refuses what would be lost on its way to JavaScript.
pub(super) fn check_names(value: &Value) -> Result<()> {
    if let Value::Array(items) = value {
        for item in items {
            check_names(item)?;
        }
    }
    for (name, value) in value.members() {
        if name == PROTOTYPE {
            return Err(Error::of(PROTOTYPE, Fault::NameReserved));
        }
        check_names(value)?;
    }
    Ok(())
}

/// A plain JavaScript value; numbers are strings, as they were written.
pub(super) fn to_js(value: &Value) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(JsValue::from)
}

/// Parameters as `pkg-template/src/params.js` writes them: a JSON object in which each string starts
/// with a letter for the type that the value has in JavaScript.
pub(super) fn params(tagged: &str) -> Result<Vec<(String, Param)>> {
    match Value::parse(tagged.as_bytes()) {
        Ok(Value::Object(members)) => untag_members(members),
        _ => Err(Error::of("params", Fault::NotParams)),
    }
}

fn untag_members(members: Vec<(String, Value)>) -> Result<Vec<(String, Param)>> {
    let mut params = Vec::new();
    for (name, value) in members {
        match untag(value) {
            Ok(param) => params.push((name, param)),
            Err(error) => return Err(error.named(&name)),
        }
    }
    Ok(params)
}

fn untag(value: Value) -> Result<Param> {
    match value {
        Value::Null => Ok(Param::Null),
        Value::Bool(value) => Ok(Param::Bool(value)),
        Value::Object(members) => untag_members(members).map(Param::Object),
        Value::Array(items) => {
            let mut params = Vec::new();
            for item in items {
                params.push(untag(item)?);
            }
            Ok(Param::List(params))
        }
        Value::String(text) | Value::Number(text) => untag_text(&text),
    }
}

fn untag_text(text: &str) -> Result<Param> {
    let rest = text.get(1..).unwrap_or_default();
    match text.as_bytes().first() {
        Some(b't') => Ok(Param::Text(rest.into())),
        Some(b'n') => Number::from_javascript(rest).map(Param::Number),
        Some(b'i') => Number::from_integer(rest).map(Param::Number),
        Some(b'd') => Ok(Param::Instant(instant(rest))),
        Some(b'h') => Err(Error::new(Fault::HalfPair)),
        Some(b'!') => Err(Error::new(Fault::ParamTooDeep)),
        _ => Err(Error::new(Fault::Unfit)),
    }
}

/// The milliseconds of a Date. An invalid one, and one with more digits than the gateway's years
/// have, lies beyond all times.
fn instant(text: &str) -> i64 {
    let (digits, sign) = match text.strip_prefix("-") {
        Some(digits) => (digits, -1),
        None => (text, 1),
    };
    decimal(digits.as_bytes()).map_or(i64::MAX, |millis| millis * sign)
}
