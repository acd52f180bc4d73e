//! Pages and requests through serde: what goes out comes back.
#![cfg(feature = "serde")]

use onerway_edge::{
    ChargebackInfo, Endpoint, Kind, Merchant, Page, PaymentInfo, Query, Record, Secret,
    SignedRequest, TxnInfo, Value,
};

const ANSWER: &str = r#"{"respCode":"20000","data":{"content":[
    {"transactionId":"1826814232868814848","orderAmount":19.90,"eci":5,"userPaymentStatus":"true",
     "creditCard":{"cvvResult":"M","verification":{"a":1.50}},"tokenId":"t","status":["S"],
     "new":{"list":[1.0,null,true,"x"],"big":12345678901234567890},"extra":{"extra":{"a":"b"}}},
    {"creditCard":{"verificationResult":{"cvvResult":"M","newCheck":"x"},"bin":"411111"}},
    {}],"current":"1","size":10,"totalPages":null}}"#;

#[test]
fn a_page_comes_back_as_it_was() {
    let page = Page::<TxnInfo>::parse(ANSWER.as_bytes()).unwrap();
    let text = serde_json::to_string(&page).unwrap();
    let again: Page<TxnInfo> = serde_json::from_str(&text).unwrap();
    // A number comes back as the text that it went out as, and goes out the same again.
    assert_eq!(serde_json::to_string(&again).unwrap(), text);
    assert_eq!(
        again.content[0].transaction_id(),
        Some("1826814232868814848")
    );
    assert_eq!(again.content[0].order_amount(), Some("19.90"));
    assert_eq!(again.content[0].user_payment_status(), Some(true));
    for record in &again.content[..2] {
        assert_eq!(record.verification_result("cvvResult"), Some("M"));
    }
    assert_eq!((again.current, again.size), (Some(1), Some(10)));
    assert_eq!((again.total_pages, again.total_elements), (None, None));
    for record in &again.content {
        assert!(record.extra("nothing").is_none());
    }
    let new = again.content[0].extra("new").unwrap();
    assert_eq!(
        new.get("big").and_then(Value::as_text),
        Some("12345678901234567890")
    );
}

#[test]
fn names_are_those_of_the_wire() {
    let page = Page::<TxnInfo>::parse(ANSWER.as_bytes()).unwrap();
    let json = serde_json::to_value(&page).unwrap();
    assert_eq!(json["totalElements"], serde_json::Value::Null);
    assert_eq!(json["content"][0]["orderAmount"], "19.90");
    assert_eq!(json["content"][0]["userPaymentStatus"], true);
    let cards = [0, 1].map(|at| &json["content"][at]["creditCard"]);
    assert_eq!(cards[0]["cvvResult"], "M");
    assert_eq!(cards[1]["verificationResult"]["cvvResult"], "M");
    assert_eq!(json["content"][0]["extra"]["new"]["list"][0], "1.0");
    assert_eq!(json["content"][2]["transactionId"], serde_json::Value::Null);
}

#[test]
fn the_other_kinds_too() {
    let answer =
        r#"{"respCode":"20000","data":{"content":[{"paymentId":"1","chargebackId":"2","x":3}]}}"#;
    let payments = Page::<PaymentInfo>::parse(answer.as_bytes()).unwrap();
    let text = serde_json::to_string(&payments).unwrap();
    let again: Page<PaymentInfo> = serde_json::from_str(&text).unwrap();
    assert_eq!(again.content[0].payment_id(), Some("1"));
    assert_eq!(serde_json::to_string(&again).unwrap(), text);
    let chargebacks = Page::<ChargebackInfo>::parse(answer.as_bytes()).unwrap();
    let text = serde_json::to_string(&chargebacks).unwrap();
    let again: Page<ChargebackInfo> = serde_json::from_str(&text).unwrap();
    assert_eq!(again.content[0].chargeback_id(), Some("2"));
    assert_eq!(serde_json::to_string(&again).unwrap(), text);
}

#[test]
fn what_is_no_page_is_refused() {
    for text in [
        r#"{"content":["x"]}"#,
        r#"{"content":[null]}"#,
        r#"{"content":{}}"#,
        "[1]",
    ] {
        assert!(
            serde_json::from_str::<Page<TxnInfo>>(text).is_err(),
            "{text}"
        );
    }
}

#[test]
fn a_request_comes_back_as_it_was() {
    let merchant = Merchant::new("800209").unwrap();
    let ids = [("transactionIds", "1826814232868814848".into())];
    let query = Query::new(Kind::Transactions, &merchant, ids, None).unwrap();
    let secret = Secret::new("59c5b49a58c74340b28ecc68004e815a").unwrap();
    let endpoint = Endpoint::parse(Some("sandbox"), None).unwrap();
    let request = query.sign(&secret, &endpoint);
    let text = serde_json::to_string(&request).unwrap();
    let again: SignedRequest = serde_json::from_str(&text).unwrap();
    assert_eq!(again, request);
}
