//! JavaScript values to the core's, and back.

use alloc::{string::String, vec::Vec};

use js_sys::{Array, Function, JsString, Object, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::{Code, Error, MAX_DEPTH, Merchant, Number, Param, Result, Secret};

/// Takes the core's errors over the border.
#[allow(clippy::needless_pass_by_value, reason = "stands in map_err")]
pub(super) fn thrown(error: Error) -> JsValue {
    let message = error.message();
    let parts = [
        ("code", Some(error.code().as_str())),
        ("message", Some(message.as_str())),
        ("field", error.field()),
        ("respCode", error.resp_code()),
        ("respMsg", error.resp_msg()),
    ];
    let object = Object::new();
    for (name, part) in parts {
        if let Some(text) = part {
            // Setting a property of a fresh object does not fail.
            let _ = Reflect::set(&object, &name.into(), &text.into());
        }
    }
    object.into()
}

/// A plain JavaScript object: maps become objects, what is absent becomes null.
pub(super) fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(JsValue::from)
}

/// A property of an options object; absent where there are no options.
pub(super) fn option(options: &JsValue, name: &str) -> JsValue {
    Reflect::get(options, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// A setting that is a string where it is set.
pub(super) fn text_option(options: &JsValue, name: &'static str) -> Result<Option<String>> {
    let value = option(options, name);
    if value.is_undefined() || value.is_null() {
        return Ok(None);
    }
    match value.as_string() {
        Some(text) => Ok(Some(text)),
        None => Err(Error::of(Code::ConfigInvalid, name, "is a string")),
    }
}

/// `secret` as it stands in options: a string, or an array of strings.
pub(super) fn secrets(secret: &JsValue) -> Result<Vec<Secret>> {
    let text = |value: &JsValue| match value.as_string() {
        Some(text) => Ok(text),
        None if value.is_undefined() || value.is_null() => Ok(String::new()),
        None => Err(Error::of(
            Code::ConfigInvalid,
            "secret",
            "is a string, or an array of strings",
        )),
    };
    if Array::is_array(secret) {
        let list: Vec<String> = Array::from(secret)
            .iter()
            .map(|entry| text(&entry))
            .collect::<Result<_>>()?;
        Secret::list(list)
    } else {
        Secret::list([text(secret)?])
    }
}

/// The secret that signs: the first.
pub(super) fn signing_secret(secret: &JsValue) -> Result<Secret> {
    let mut list = secrets(secret)?;
    Ok(list.swap_remove(0))
}

pub(super) fn merchant(merchant_no: &JsValue) -> Result<Merchant> {
    match merchant_no.as_string() {
        Some(text) => Merchant::new(&text),
        None if merchant_no.is_undefined() || merchant_no.is_null() => Merchant::new(""),
        None => Err(Error::of(
            Code::ParamInvalid,
            "merchantNo",
            "is a string; a number may lose digits",
        )),
    }
}

/// The entries of a plain object as parameters.
pub(super) fn params(object: &JsValue) -> Result<Vec<(String, Param)>> {
    if !is_plain_object(object) {
        return Err(Error::of(
            Code::ParamInvalid,
            "params",
            "is a plain object of parameters",
        ));
    }
    entries(object, 0)
}

fn entries(object: &JsValue, depth: usize) -> Result<Vec<(String, Param)>> {
    let mut members = Vec::new();
    for entry in Object::entries(object.unchecked_ref()).iter() {
        let pair: Array = entry.unchecked_into();
        let name = text(&pair.get(0)).unwrap_or(Err(unfit()))?;
        let value = pair.get(1);
        if value.is_undefined() {
            continue;
        }
        let param = param(&value, depth).map_err(|error| error.named(&name))?;
        members.push((name, param));
    }
    Ok(members)
}

fn param(value: &JsValue, depth: usize) -> Result<Param> {
    if let Some(text) = text(value) {
        return text.map(Param::Text);
    }
    if value.is_null() || value.is_undefined() {
        return Ok(Param::Null);
    }
    if let Some(value) = value.as_bool() {
        return Ok(Param::Bool(value));
    }
    if value.as_f64().is_some() {
        return Number::from_javascript(&plain_text(value)).map(Param::Number);
    }
    if value.is_bigint() {
        return Number::from_integer(&plain_text(value)).map(Param::Number);
    }
    if depth > MAX_DEPTH {
        return Err(Error::new(
            Code::ParamInvalid,
            "is nested more than 16 levels deep",
        ));
    }
    if Array::is_array(value) {
        let items = Array::from(value);
        return items
            .iter()
            .map(|item| {
                if item.is_undefined() {
                    Err(unfit())
                } else {
                    param(&item, depth + 1)
                }
            })
            .collect::<Result<_>>()
            .map(Param::List);
    }
    if let Some(millis) = date(value) {
        return millis.map(Param::Instant);
    }
    if is_plain_object(value) {
        return entries(value, depth + 1).map(Param::Object);
    }
    Err(unfit())
}

/// A string; one with half of a surrogate pair has no UTF-8 and cannot be signed as it is sent.
fn text(value: &JsValue) -> Option<Result<String>> {
    let text = value.as_string()?;
    let intact = !text.contains('\u{fffd}')
        || value
            .dyn_ref::<JsString>()
            .is_none_or(JsString::is_valid_utf16);
    Some(if intact {
        Ok(text)
    } else {
        Err(Error::new(
            Code::ParamInvalid,
            "holds half of a surrogate pair, which has no UTF-8",
        ))
    })
}

/// `String(value)` of a number or bigint.
fn plain_text(value: &JsValue) -> String {
    Object::from(value.clone()).to_string().into()
}

/// The milliseconds of a Date, told by its method: a Date of another realm is no `instanceof Date`.
fn date(value: &JsValue) -> Option<Result<i64>> {
    let method: Function = option(value, "getTime").dyn_into().ok()?;
    let millis = method.call0(value).ok()?.as_f64()?;
    // No Date lies further from 1970 than this; NaN is an invalid Date.
    Some(if millis.abs() <= 8.64e15 {
        #[allow(
            clippy::cast_possible_truncation,
            reason = "within the range just checked"
        )]
        Ok(millis as i64)
    } else {
        Err(Error::new(Code::ParamInvalid, "is an invalid Date"))
    })
}

/// An object literal, of any realm: its prototype is null or has no prototype itself.
fn is_plain_object(value: &JsValue) -> bool {
    if !value.is_object() || Array::is_array(value) {
        return false;
    }
    let prototype_of = |value: &JsValue| Reflect::get_prototype_of(value).map(JsValue::from);
    match prototype_of(value) {
        Ok(prototype) if prototype.is_null() => true,
        Ok(prototype) => prototype_of(&prototype).is_ok_and(|outer| outer.is_null()),
        Err(_) => false,
    }
}

fn unfit() -> Error {
    Error::new(
        Code::ParamInvalid,
        "is no string, number, bigint, boolean, array or plain object; pass a string",
    )
}

/// Names and texts as one plain object.
pub(super) struct Fields<'a>(pub(super) &'a [(String, String)]);

impl Serialize for Fields<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, text)| (name, text)))
    }
}
