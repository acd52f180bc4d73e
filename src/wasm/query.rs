//! Queries and answers.

use js_sys::Array;
use serde::{Serialize, Serializer, ser::SerializeMap};
use wasm_bindgen::prelude::*;
use web_sys::{Headers, Request, RequestInit, RequestRedirect};

use super::convert::{self, thrown, to_js};
use crate::{
    CONTENT_TYPE, Endpoint, Kind, METHOD, Merchant, Page, Query, Result, Secret, SignedRequest,
    Value, Zone, parse_page,
};

/// What every signed call needs, as the JavaScript side has it in options.
struct Settings {
    merchant: Merchant,
    secret: Secret,
    endpoint: Endpoint,
    zone: Option<Zone>,
}

impl Settings {
    /// From merchantNo, secrets, their number, environment, baseUrl and timeZone, in this order.
    fn read(settings: &Array) -> Result<Settings> {
        let text = |index| settings.get(index).as_string();
        let secrets = settings.get(2).as_f64().map_or(1, |count| count as usize);
        Ok(Settings {
            merchant: Merchant::new(&text(0).unwrap_or_default())?,
            secret: convert::signing_secret(&text(1).unwrap_or_default(), secrets)?,
            endpoint: Endpoint::parse(text(3).as_deref(), text(4).as_deref())?,
            zone: text(5).map(|zone| Zone::parse(&zone)).transpose()?,
        })
    }

    fn query(&self, kind: &str, params: &str) -> Result<SignedRequest> {
        let kind = Kind::parse(kind)?;
        let params = convert::params(params)?;
        let query = Query::new(kind, &self.merchant, params, self.zone)?;
        Ok(query.sign(&self.secret, &self.endpoint))
    }
}

/// A query: the `Request` that goes out, or its address and body.
#[wasm_bindgen(js_name = buildQuery)]
pub fn build_query(
    kind: &str,
    params: &str,
    settings: &Array,
    as_request: bool,
) -> Result<JsValue, JsValue> {
    let settings = Settings::read(settings).map_err(thrown)?;
    let signed = settings.query(kind, params).map_err(thrown)?;
    if as_request {
        request(&signed).map(JsValue::from)
    } else {
        let SignedRequest { url, body } = signed;
        to_js(&convert::Fields(&[
            ("url".into(), url),
            ("body".into(), body),
        ]))
    }
}

/// Throws where the settings of a client break a rule, before the first call.
#[wasm_bindgen(js_name = checkSettings)]
pub fn check_settings(settings: &Array) -> Result<(), JsValue> {
    Settings::read(settings).map(drop).map_err(thrown)
}

fn request(signed: &SignedRequest) -> Result<Request, JsValue> {
    let headers = Headers::new()?;
    headers.set("Content-Type", CONTENT_TYPE)?;
    let init = RequestInit::new();
    init.set_method(METHOD);
    init.set_headers(&headers);
    init.set_body(&JsValue::from_str(&signed.body));
    // A redirect would carry the signed request to another address.
    init.set_redirect(RequestRedirect::Manual);
    Request::new_with_str_and_init(&signed.url, &init)
}

/// The page in the whole answer of a query.
#[wasm_bindgen(js_name = parseQueryResponse)]
pub fn parse_query_response(kind: &str, answer: &[u8]) -> Result<JsValue, JsValue> {
    let kind = Kind::parse(kind).map_err(thrown)?;
    to_js(&View(parse_page(kind, answer).map_err(thrown)?))
}

/// A page as a map: the serializer's way for structs brings a table of names along.
struct View(Page<Value>);

impl Serialize for View {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let page = &self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("content", &page.content)?;
        for (name, count) in [
            ("current", page.current),
            ("size", page.size),
            ("totalPages", page.total_pages),
            ("totalElements", page.total_elements),
        ] {
            // Exact: counts are at most 2^53 - 1. The serializer's way for u64 weighs more.
            map.serialize_entry(name, &count.map(|count| count as f64))?;
        }
        map.end()
    }
}
