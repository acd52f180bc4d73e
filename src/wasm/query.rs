//! Queries and answers.

use serde::{Serialize, Serializer, ser::SerializeMap};
use wasm_bindgen::prelude::*;
use web_sys::{Headers, Request, RequestInit, RequestRedirect};

use super::convert::{self, option, text_option, thrown, to_js};
use crate::{
    CONTENT_TYPE, Code, Endpoint, Error, Kind, METHOD, Merchant, Page, Query, Result, Secret,
    SignedRequest, Value, Zone, parse_page,
};

fn zone(options: &JsValue) -> Result<Option<Zone>> {
    let Some(text) = text_option(options, "timeZone")? else {
        return Ok(None);
    };
    match Zone::parse(&text) {
        Some(zone) => Ok(Some(zone)),
        None => Err(Error::of(
            Code::ConfigInvalid,
            "timeZone",
            "is an offset from UTC in the form +08:00",
        )),
    }
}

fn endpoint(options: &JsValue) -> Result<Endpoint> {
    let environment = text_option(options, "environment")?;
    let base_url = text_option(options, "baseUrl")?;
    Endpoint::parse(environment.as_deref(), base_url.as_deref())
}

/// What every signed call needs.
struct Settings {
    merchant: Merchant,
    secret: Secret,
    endpoint: Endpoint,
    zone: Option<Zone>,
}

impl Settings {
    fn read(options: &JsValue) -> Result<Settings> {
        Ok(Settings {
            merchant: convert::merchant(&option(options, "merchantNo"))?,
            secret: convert::signing_secret(&option(options, "secret"))?,
            endpoint: endpoint(options)?,
            zone: zone(options)?,
        })
    }
}

fn query(kind: &str, params: &JsValue, options: &JsValue) -> Result<SignedRequest> {
    let kind = Kind::parse(kind)?;
    let settings = Settings::read(options)?;
    let params = convert::params(params)?;
    let query = Query::new(kind, &settings.merchant, params, settings.zone)?;
    Ok(query.sign(&settings.secret, &settings.endpoint))
}

/// The address and the body of a query.
#[wasm_bindgen(js_name = buildQuery)]
pub fn build_query(kind: &str, params: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
    let SignedRequest { url, body } = query(kind, params, options).map_err(thrown)?;
    to_js(&convert::Fields(&[
        ("url".into(), url),
        ("body".into(), body),
    ]))
}

/// A query as the `Request` that goes out.
#[wasm_bindgen(js_name = buildQueryRequest)]
pub fn build_query_request(
    kind: &str,
    params: &JsValue,
    options: &JsValue,
) -> Result<Request, JsValue> {
    request(&query(kind, params, options).map_err(thrown)?)
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
            map.serialize_entry(name, &count)?;
        }
        map.end()
    }
}

/// Throws where the settings of a client break a rule, before the first call.
#[wasm_bindgen(js_name = checkOptions)]
pub fn check_options(options: &JsValue) -> Result<(), JsValue> {
    Settings::read(options).map(drop).map_err(thrown)
}
