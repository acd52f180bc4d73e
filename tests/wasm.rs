//! The bindings, in Node: what crosses the border, and in which form. The suite in `tests/js` holds
//! the whole package against the vectors; here only the seam is tried.
#![cfg(target_arch = "wasm32")]

use js_sys::{Array, JSON, Object, Reflect, Uint8Array, Uint32Array, WebAssembly};
use onerway_edge::{Code, FIELDS, wasm};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Request;

const SECRET: &str = "59c5b49a58c74340b28ecc68004e815a";

/// The second query of the order query's document, strings tagged as params.js does.
const PARAMS: &str = r#"{"current":"t1","endTime":"t","merchantTxnIds":"t","startTime":"t","transactionIds":"t1826814232868814848","txnTypes":"t"}"#;
const SIGN: &str = "64aaf970c33ed11f6ae8d16dccf3ec30858da3077789a918402ca7d9133bb3cd";

/// The published callback.
const CALLBACK: &str = r#"{"notifyType":"TXN","transactionId":"1810553728219353088","txnType":"SALE","merchantNo":"800209","merchantTxnId":"1720504619000","responseTime":"2024-07-09 13:57:19","txnTime":"2024-07-09 13:57:01","txnTimeZone":"+08:00","orderAmount":"100.00","orderCurrency":"USD","txnAmount":"","status":"S","contractId":"1810553728324210688","tokenId":"7d827950f927d1be3f47c87819a8ba0d8f24b75112d70a7292e92696793081d7","reason":"{\"respCode\":\"20000\",\"respMsg\":\"Success\"}","paymentMethod":"VISA","sign":"36e8dbce8f436df4dbb08490276bda68b101f1241897f4910a93af9d383e9d64"}"#;

/// merchantNo, environment, baseUrl and timeZone, a NUL after each; then the secret.
fn settings() -> String {
    format!("800209\0sandbox\0\0\0{SECRET}")
}

fn property(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

/// What a verified callback is in memory: text, how much of it is signed, entries, secret's index.
struct Table {
    text: String,
    signed: usize,
    entries: Vec<u32>,
    secret_index: u32,
}

fn bytes_at(address: u32, length: u32) -> Uint8Array {
    let memory: WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    Uint8Array::new_with_byte_offset_and_length(&memory.buffer(), address, length)
}

fn words_at(address: u32, count: u32) -> Vec<u32> {
    let memory: WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    Uint32Array::new_with_byte_offset_and_length(&memory.buffer(), address, count).to_vec()
}

fn verify(body: &str) -> Result<Table, JsValue> {
    let input = [body, "800209", SECRET].concat();
    let address = wasm::input_address(input.len()) as u32;
    bytes_at(address, input.len() as u32).copy_from(input.as_bytes());
    let table = wasm::verify(body.len(), 6, SECRET.len(), 1, None, false, 65536, None)? as u32;
    let words = words_at(table, 6);
    Ok(Table {
        text: String::from_utf8(bytes_at(words[0], words[1]).to_vec()).unwrap(),
        signed: words[2] as usize,
        entries: words_at(words[3], 2 * words[4]),
        secret_index: words[5],
    })
}

/// The code and field of what was thrown: numbers and texts, in their order.
fn code_and_field<T>(outcome: Result<T, JsValue>) -> (f64, Option<String>) {
    let Err(thrown) = outcome else {
        panic!("nothing was thrown");
    };
    let parts: Array = thrown.dyn_into().unwrap();
    (parts.get(0).as_f64().unwrap(), parts.get(2).as_string())
}

#[wasm_bindgen_test]
fn an_object_is_signed() {
    let params = PARAMS.replacen('{', r#"{"merchantNo":"t800209","#, 1);
    let canonical = wasm::sign(&params, "", 0, "request").unwrap();
    assert_eq!(canonical, "18002091826814232868814848");
    let fields = JSON::parse(&wasm::sign(&params, SECRET, 1, "request").unwrap()).unwrap();
    assert_eq!(property(&fields, "sign").as_string().as_deref(), Some(SIGN));
    assert_eq!(Object::keys(fields.unchecked_ref::<Object>()).length(), 8);
}

#[wasm_bindgen_test]
fn a_callback_becomes_a_table() {
    let added = CALLBACK.replacen('{', r#"{"new":"x","originTransactionId":"1","#, 1);
    // An unsigned field changes nothing, one that nobody knows does.
    assert!(verify(&added).is_err());
    let added = CALLBACK.replacen('{', r#"{"new":"","originTransactionId":"1","#, 1);
    let table = verify(&added).unwrap();
    assert_eq!(table.secret_index, 0, "the first secret signed");
    let (mut start, mut fields) = (0, Vec::new());
    for entry in table.entries.chunks(2) {
        let (name, end) = (FIELDS[entry[0] as usize], entry[1] as usize);
        fields.push((name, &table.text[start..end], end <= table.signed));
        start = end;
    }
    // Sixteen fields have a value, the signature aside; the signed ones come first.
    assert_eq!(fields.len(), 16);
    assert!(fields.contains(&("transactionId", "1810553728219353088", true)));
    assert!(fields.contains(&(
        "reason",
        r#"{"respCode":"20000","respMsg":"Success"}"#,
        true
    )));
    assert_eq!(
        fields[14..],
        [
            ("originTransactionId", "1", false),
            ("paymentMethod", "VISA", false)
        ]
    );
}

#[wasm_bindgen_test]
fn a_webhook_gives_the_index_of_its_secret() {
    let verify = |signature: &str, now: f64| {
        let secrets = format!("other\0{SECRET}");
        wasm::verify_webhook_text(b"{}", &secrets, 2, "1790000000", signature, now, 300, 1024)
    };
    let signature = "3e0e0082315b33c2a67ae65a5b68a790be9251382cd04d5f27dc9a49ea1270ce";
    assert_eq!(verify(signature, 1_790_000_300.0), Ok(1));
    let late = Code::TimestampOutOfTolerance as u32;
    for now in [1_790_000_301.0, f64::MAX, f64::MIN] {
        let field = Some("x-timestamp".into());
        assert_eq!(code_and_field(verify(signature, now)), (late.into(), field));
    }
    let missing = Code::SignatureMissing as u32;
    let field = Some("x-signature".into());
    assert_eq!(code_and_field(verify("", 0.0)), (missing.into(), field));
}

#[wasm_bindgen_test]
fn an_error_is_numbers_and_texts() {
    let forged = CALLBACK.replace("100.00", "900.00");
    let mismatch = Code::SignatureMismatch as u32;
    assert_eq!(code_and_field(verify(&forged)), (mismatch.into(), None));
    let missing = Code::ConfigMissing as u32;
    assert_eq!(
        code_and_field(wasm::sign("{}", "", 1, "request")),
        (missing.into(), Some("secret".into()))
    );
}

#[wasm_bindgen_test]
fn a_query_becomes_a_request() {
    let built = wasm::build_query("transactions", PARAMS, &settings(), 1, "", true).unwrap();
    let request: Request = built.dyn_into().unwrap();
    assert_eq!(request.method(), "POST");
    assert_eq!(request.url(), "https://sandbox-acq.onerway.com/v1/txn/list");
    let header = request.headers().get("content-type").unwrap();
    assert_eq!(header.as_deref(), Some("application/json"));
    let built = wasm::build_query("transactions", PARAMS, &settings(), 1, "", false).unwrap();
    let text = built.as_string().unwrap();
    let (url, body) = text.split_once('\n').unwrap();
    assert_eq!(url, request.url());
    let body = JSON::parse(body).unwrap();
    assert_eq!(property(&body, "sign").as_string().as_deref(), Some(SIGN));
}

#[wasm_bindgen_test]
fn an_answer_becomes_plain_data() {
    let answer = br#"{"respCode":"20000","data":{"content":[{"status":"S"}],"current":"1"}}"#;
    let page = wasm::parse_query_response("transactions", answer, None).unwrap();
    let page: Array = page.dyn_into().unwrap();
    assert_eq!(page.get(1).as_f64(), Some(1.0), "current");
    assert!(page.get(2).is_null(), "size");
    let content: Array = page.get(0).dyn_into().unwrap();
    let status = property(&content.get(0), "status");
    assert_eq!(status.as_string().as_deref(), Some("S"));
    assert!(property(&content.get(0), "arn").is_null());
}
