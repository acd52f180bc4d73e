//! Queries and answers.

use alloc::{string::String, vec, vec::Vec};

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{Headers, Request, RequestInit, RequestRedirect};

use super::{
    callback::push_derived,
    convert::{self, thrown, to_js},
};
use crate::{
    CONTENT_TYPE, Claims, Endpoint, Kind, METHOD, Merchant, Page, Params, Query, Result, Secret,
    Settlement, SignedRequest, Value, VoucherAddress, VoucherQuery, Zone, confirm, excerpt,
    parse_page, parse_signed_data, query::settlement_in, text::cut,
};

/// Besides the kinds of queries: its answer is no page.
const VOUCHER: &str = "voucher";

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

    /// `voucher`: path and field of the id, a NUL between them, for that kind alone.
    fn query(&self, kind: &str, params: &str, voucher: &str) -> Result<SignedRequest> {
        if kind == VOUCHER {
            let (path, id_field) = cut(voucher, b'\0').unwrap_or_default();
            let address = VoucherAddress::new(path, id_field)?;
            let params = convert::params(params)?;
            let query = VoucherQuery::new(&address, &self.merchant, params)?;
            return Ok(query.sign(&self.secret, &self.endpoint));
        }
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
    voucher: &str,
    as_request: bool,
) -> Result<JsValue, JsValue> {
    let settings = Settings::read(settings, secrets).map_err(thrown)?;
    let signed = settings.query(kind, params, voucher).map_err(thrown)?;
    if as_request {
        request(&signed).map(JsValue::from)
    } else {
        let SignedRequest { mut url, body } = signed;
        url.push('\n');
        url.push_str(&body);
        Ok(url.into())
    }
}

/// Any other signed call: the `Request` that goes out.
#[wasm_bindgen(js_name = buildCall)]
pub fn build_call(
    path: &str,
    params: &str,
    settings: &str,
    secrets: usize,
) -> Result<Request, JsValue> {
    let settings = Settings::read(settings, secrets).map_err(thrown)?;
    let params = convert::params(params)
        .and_then(Params::new)
        .map_err(thrown)?;
    let Settings {
        endpoint,
        merchant,
        secret,
        ..
    } = settings;
    let signed = SignedRequest::new(&endpoint, path, &merchant, params, &secret).map_err(thrown)?;
    request(&signed)
}

/// The data in the whole answer of such a call; its signature is right, if it has one.
#[wasm_bindgen(js_name = parseData)]
pub fn parse_call_data(answer: &[u8], secret: &str, secrets: usize) -> Result<JsValue, JsValue> {
    let secrets = convert::secrets(secret, secrets).map_err(thrown)?;
    let data = parse_signed_data(answer, &secrets).map_err(thrown)?;
    convert::check_names(&data).map_err(thrown)?;
    to_js(&data)
}

/// How all records of a range are asked for: the name of a record's id, the names of start and end,
/// then both of each window in turn; no times where there is no range. `parts`: about how many windows
/// there should be at least.
#[wasm_bindgen]
pub fn windows(
    kind: &str,
    params: &str,
    settings: &str,
    secrets: usize,
    parts: u32,
) -> Result<Array, JsValue> {
    let settings = Settings::read(settings, secrets).map_err(thrown)?;
    let kind = Kind::parse(kind).map_err(thrown)?;
    let params = convert::params(params).map_err(thrown)?;
    let windows =
        Query::windows(kind, &settings.merchant, params, settings.zone).map_err(thrown)?;
    let [start, end] = kind.time_names();
    let times = windows.into_iter();
    let times = times.flat_map(|windows| match parts {
        0 => windows,
        parts => windows.in_parts(parts),
    });
    let times = times.flat_map(|(start, end)| [start.to_text(), end.to_text()]);
    let texts = Array::of3(&kind.id_name().into(), &start.into(), &end.into());
    for time in times {
        texts.push(&time.into());
    }
    Ok(texts)
}

/// What a text that is no answer looked like.
#[wasm_bindgen(js_name = excerpt)]
#[must_use]
pub fn excerpt_of(received: &[u8]) -> String {
    excerpt(received)
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

/// The page in the whole answer of a query: content, current, size, totalPages, totalElements. It is
/// held against itself where the number that was asked for is given.
#[wasm_bindgen(js_name = parseQueryResponse)]
pub fn parse_query_response(
    kind: &str,
    answer: &[u8],
    asked: Option<u32>,
) -> Result<JsValue, JsValue> {
    let kind = Kind::parse(kind).map_err(thrown)?;
    let page = parse_page(kind, answer).map_err(thrown)?;
    if let Some(asked) = asked {
        page.check(asked.into()).map_err(thrown)?;
    }
    let Page {
        content,
        current,
        size,
        total_pages,
        total_elements,
    } = page;
    let content = content.into_iter();
    let content = Value::Array(content.map(|record| settled(kind, record)).collect());
    convert::check_names(&content).map_err(thrown)?;
    let page = Array::of1(&to_js(&content)?);
    for count in [current, size, total_pages, total_elements] {
        // Exact: a count has at most 15 digits.
        page.push(&count.map_or(JsValue::NULL, |count| JsValue::from_f64(count as f64)));
    }
    Ok(page.into())
}

/// A record as JavaScript gets it: with its settlement.
fn settled(kind: Kind, mut record: Value) -> Value {
    let settlement = settlement_value(settlement_in(&record));
    if kind == Kind::Transactions
        && let Value::Object(members) = &mut record
    {
        members.push((SETTLEMENT.into(), settlement));
    }
    record
}

const SETTLEMENT: &str = "settlement";

fn settlement_value(settlement: Option<Settlement>) -> Value {
    let Some(settlement) = settlement else {
        return Value::Null;
    };
    let Settlement {
        expected,
        difference,
        matches,
    } = settlement;
    Value::Object(vec![
        ("expected".into(), Value::String(expected)),
        ("difference".into(), Value::String(difference)),
        ("matches".into(), Value::Bool(matches)),
    ])
}

/// What is settled, compared with orderAmount, settleRate: null where one of the three is empty.
#[wasm_bindgen(js_name = settlement)]
pub fn settlement_of(
    order_amount: &str,
    settle_rate: &str,
    txn_amount: &str,
) -> Result<JsValue, JsValue> {
    let compared = Settlement::read(order_amount, settle_rate, txn_amount).map_err(thrown)?;
    to_js(&settlement_value(compared))
}

/// The kind of query that tells of a notification, and the parameter for its transactionId; undefined
/// where there is none.
#[wasm_bindgen(js_name = confirmingQuery)]
#[must_use]
pub fn confirming_query(notify_type: &str) -> Option<Array> {
    let (kind, param) = Kind::confirming(notify_type)?;
    Some(Array::of2(&kind.as_str().into(), &param.into()))
}

/// The record that is claimed, in the whole answer of a query, and what it says: the record; a list of
/// the texts of its facts; operation, outcome, paid, final; the texts that follow from the facts,
/// joined, and where each starts; id and order number of the original.
///
/// `claims`: transactionId, merchantTxnId, txnType, amount, currency. `payment`: the answer of the payment query,
/// once the last part has named the payment to ask for.
#[wasm_bindgen(js_name = confirm)]
pub fn confirm_record(
    kind: &str,
    merchant_no: &str,
    answer: &[u8],
    claims: Vec<String>,
    payment: Option<Vec<u8>>,
) -> Result<JsValue, JsValue> {
    let kind = Kind::parse(kind).map_err(thrown)?;
    let mut claims = claims.iter().map(String::as_str);
    let mut next = || claims.next().unwrap_or_default();
    let claims = Claims {
        transaction_id: next(),
        merchant_txn_id: next(),
        txn_type: next(),
        amount: next(),
        currency: next(),
    };
    let mut confirmed = confirm(kind, merchant_no, answer, &claims).map_err(thrown)?;
    if let Some(payment) = payment {
        confirmed = confirmed.with_payment(&payment).map_err(thrown)?;
    }
    convert::check_names(confirmed.record()).map_err(thrown)?;
    let facts = confirmed.facts();
    let (original_id, original_order) = confirmed.original();
    let texts = Array::new();
    for text in [
        facts.notify_type,
        facts.merchant_no,
        facts.transaction_id,
        facts.merchant_txn_id,
        facts.payment_id,
        facts.txn_type,
        facts.status,
        facts.payment_status,
        facts.chargeback_status,
        facts.order_amount,
        facts.order_currency,
        facts.txn_amount,
        facts.txn_currency,
        facts.chargeback_amount,
        facts.chargeback_currency,
        original_id,
        original_order,
    ] {
        texts.push(&JsValue::from_str(text));
    }
    let (mut derived, mut starts) = (String::new(), Vec::new());
    push_derived(facts, &mut derived, &mut starts);
    let record = settled(kind, confirmed.record().clone());
    let parts = Array::of2(&to_js(&record)?, &texts);
    for word in [
        facts.operation() as usize,
        facts.outcome() as usize,
        usize::from(facts.is_paid()),
        usize::from(facts.is_final()),
    ] {
        parts.push(&JsValue::from(word as u32));
    }
    let bounds = starts.windows(2);
    let pieces = bounds.map(|bounds| match bounds {
        [start, end] => derived.get(*start..*end).unwrap_or_default(),
        _ => "",
    });
    parts.push(&pieces.map(JsValue::from_str).collect::<Array>());
    parts.push(&JsValue::from_str(confirmed.open_payment()));
    Ok(parts.into())
}
