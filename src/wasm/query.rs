//! Queries and answers.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{Headers, Request, RequestInit, RequestRedirect};

use super::convert::{self, thrown, to_js};
use crate::{
    CONTENT_TYPE, Endpoint, Kind, METHOD, Merchant, Page, Query, Result, Secret, SignedRequest,
    Value, Zone, parse_page, text::cut,
};

/// What every signed call needs.
struct Settings {
    merchant: Merchant,
    secret: Secret,
    endpoint: Endpoint,
    zone: Option<Zone>,
}

impl Settings {
    /// From one text: merchantNo, environment, baseUrl and timeZone, a NUL after each, empty where
    /// it is not set; then the secrets, a NUL between them.
    fn read(settings: &str, secrets: usize) -> Result<Settings> {
        let mut rest = settings;
        let mut next = || {
            let (text, tail) = cut(rest, b'\0').unwrap_or_default();
            rest = tail;
            Some(text).filter(|text| !text.is_empty())
        };
        let (merchant_no, environment, base_url, zone) = (next(), next(), next(), next());
        Ok(Settings {
            merchant: Merchant::new(merchant_no.unwrap_or_default())?,
            secret: convert::signing_secret(rest, secrets)?,
            endpoint: Endpoint::parse(environment, base_url)?,
            zone: match zone {
                Some(zone) => Some(Zone::parse(zone)?),
                None => None,
            },
        })
    }

    fn query(&self, kind: &str, params: &str) -> Result<SignedRequest> {
        let kind = Kind::parse(kind)?;
        let params = convert::params(params)?;
        let query = Query::new(kind, &self.merchant, params, self.zone)?;
        Ok(query.sign(&self.secret, &self.endpoint))
    }
}

/// A query: the `Request` that goes out, or its address, a line break and its body.
#[wasm_bindgen(js_name = buildQuery)]
pub fn build_query(
    kind: &str,
    params: &str,
    settings: &str,
    secrets: usize,
    as_request: bool,
) -> Result<JsValue, JsValue> {
    let settings = Settings::read(settings, secrets).map_err(thrown)?;
    let signed = settings.query(kind, params).map_err(thrown)?;
    if as_request {
        request(&signed).map(JsValue::from)
    } else {
        let SignedRequest { mut url, body } = signed;
        url.push('\n');
        url.push_str(&body);
        Ok(url.into())
    }
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

/// The page in the whole answer of a query: content, current, size, totalPages, totalElements.
#[wasm_bindgen(js_name = parseQueryResponse)]
pub fn parse_query_response(kind: &str, answer: &[u8]) -> Result<JsValue, JsValue> {
    let kind = Kind::parse(kind).map_err(thrown)?;
    let Page {
        content,
        current,
        size,
        total_pages,
        total_elements,
    } = parse_page(kind, answer).map_err(thrown)?;
    let content = Value::Array(content);
    convert::check_names(&content).map_err(thrown)?;
    let page = Array::of1(&to_js(&content)?);
    for count in [current, size, total_pages, total_elements] {
        // Exact: a count has at most 15 digits.
        page.push(&count.map_or(JsValue::NULL, |count| JsValue::from_f64(count as f64)));
    }
    Ok(page.into())
}
