//! JavaScript values to the core's, and back.

use alloc::{string::String, vec::Vec};

use js_sys::{Array, Function, JsString, Object, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::{Error, Fault, MAX_DEPTH, Number, Param, Result, Secret};

/// Takes the core's errors over the border: an array of the code's and the fault's number, then
/// field, place, respCode and respMsg, each of them or undefined.
#[allow(clippy::needless_pass_by_value, reason = "stands in map_err")]
pub(super) fn thrown(error: Error) -> JsValue {
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
    ] {
        parts.push(&part);
    }
    parts.into()
}

/// Several secrets come as one text, a NUL between them, and their number beside it.
pub(super) fn secrets(joined: &str, count: usize) -> Result<Vec<Secret>> {
    if count == 1 {
        return Secret::list([joined]);
    }
    let secrets = Secret::list(joined.split('\0').take(count))?;
    // A NUL inside a secret would make two of one.
    if secrets.len() == count && joined.matches('\0').count() + 1 == count {
        Ok(secrets)
    } else {
        Err(Error::of("secret", Fault::SecretSpace))
    }
}

/// The secret that signs: the first.
pub(super) fn signing_secret(joined: &str, count: usize) -> Result<Secret> {
    let mut list = secrets(joined, count)?;
    Ok(list.swap_remove(0))
}

/// A plain JavaScript value: maps become objects, what is absent becomes null.
pub(super) fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(JsValue::from)
}

/// Names and texts as one plain object.
pub(super) struct Fields<'a>(pub(super) &'a [(String, String)]);

impl Serialize for Fields<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, text)| (name, text)))
    }
}

/// The entries of a plain object as parameters.
pub(super) fn params(object: &JsValue) -> Result<Vec<(String, Param)>> {
    if is_plain_object(object) {
        entries(object, 0)
    } else {
        Err(Error::of("params", Fault::NotParams))
    }
}

fn entries(object: &JsValue, depth: usize) -> Result<Vec<(String, Param)>> {
    let mut members = Vec::new();
    for entry in Object::entries(object.unchecked_ref()).iter() {
        let pair: Array = entry.unchecked_into();
        let Some(name) = text(&pair.get(0))? else {
            continue;
        };
        let value = pair.get(1);
        if !value.is_undefined() {
            let param = param(&value, depth).map_err(|error| error.named(&name))?;
            members.push((name, param));
        }
    }
    Ok(members)
}

fn param(value: &JsValue, depth: usize) -> Result<Param> {
    if let Some(text) = text(value)? {
        return Ok(Param::Text(text));
    }
    if value.is_null() {
        return Ok(Param::Null);
    }
    if let Some(value) = value.as_bool() {
        return Ok(Param::Bool(value));
    }
    let float = value.as_f64().is_some();
    if float || value.is_bigint() {
        let digits = String::from(Object::from(value.clone()).to_string());
        return if float {
            Number::from_javascript(&digits)
        } else {
            Number::from_integer(&digits)
        }
        .map(Param::Number);
    }
    if depth > MAX_DEPTH {
        return Err(Error::new(Fault::ParamTooDeep));
    }
    if Array::is_array(value) {
        let mut items = Vec::new();
        for item in Array::from(value).iter() {
            items.push(param(&item, depth + 1)?);
        }
        return Ok(Param::List(items));
    }
    if let Some(millis) = date(value) {
        return Ok(Param::Instant(millis));
    }
    if is_plain_object(value) {
        return entries(value, depth + 1).map(Param::Object);
    }
    Err(Error::new(Fault::Unfit))
}

/// A string; one with half of a surrogate pair has no UTF-8 and cannot be signed as it is sent.
fn text(value: &JsValue) -> Result<Option<String>> {
    let Some(text) = value.as_string() else {
        return Ok(None);
    };
    let replaced = text.chars().any(|c| c == char::REPLACEMENT_CHARACTER);
    if replaced && !JsString::is_valid_utf16(value.unchecked_ref()) {
        return Err(Error::new(Fault::HalfPair));
    }
    Ok(Some(text))
}

/// The milliseconds of a Date, told by its method: a Date of another realm is no `instanceof Date`.
/// An invalid one lies beyond all times.
fn date(value: &JsValue) -> Option<i64> {
    let method = Reflect::get(value, &"getTime".into()).ok()?;
    let millis = method.dyn_ref::<Function>()?.call0(value).ok()?.as_f64()?;
    // NaN compares as false: no Date lies further from 1970 than this.
    if millis.abs() <= 8.64e15 {
        #[allow(
            clippy::cast_possible_truncation,
            reason = "within the range just checked"
        )]
        Some(millis as i64)
    } else {
        Some(i64::MAX)
    }
}

/// An object literal, of any realm: its prototype is null or has no prototype itself.
fn is_plain_object(value: &JsValue) -> bool {
    if !value.is_object() {
        return false;
    }
    let mut prototype = Reflect::get_prototype_of(value).map(JsValue::from);
    if let Ok(outer) = &prototype
        && !outer.is_null()
    {
        prototype = Reflect::get_prototype_of(outer).map(JsValue::from);
    }
    prototype.is_ok_and(|prototype| prototype.is_null())
}
