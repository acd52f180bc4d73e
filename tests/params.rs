//! Parameters as a Rust program makes them, where no JSON file can say it.

use onerway_edge::{
    Code, Endpoint, Fault, Kind, Merchant, Number, Param, Params, Query, Rule, Secret,
    SignedRequest,
};

const SECRET: &str = "59c5b49a58c74340b28ecc68004e815a";

fn canonical(fields: impl IntoIterator<Item = (&'static str, Param)>) -> String {
    Params::new(fields)
        .expect("good parameters")
        .canonical_string(Rule::Request)
}

#[test]
fn values_convert() {
    let canonical = canonical([
        ("a", "text".into()),
        ("b", String::from("owned").into()),
        ("c", true.into()),
        ("d", 7.into()),
        ("e", Some("some").into()),
        ("f", None::<&str>.into()),
        ("g", vec!["1", "2"].into()),
        ("h", ["3"].into()),
    ]);
    assert_eq!(canonical, r#"textownedtrue7some["1","2"]["3"]"#);
}

#[test]
fn a_name_that_stands_twice_is_refused() {
    let error = Params::new([
        ("b", "1".into()),
        ("a", "2".into()),
        ("b", Param::from("1")),
    ])
    .unwrap_err();
    assert_eq!(
        (error.code(), error.fault(), error.field()),
        (Code::ParamInvalid, Fault::ParamTwice, Some("b"))
    );
    let merchant = Merchant::new("800209").unwrap();
    let error = Query::new(
        Kind::Transactions,
        &merchant,
        [
            ("transactionIds", "1".into()),
            ("transactionIds", "2".into()),
        ],
        None,
    )
    .unwrap_err();
    assert_eq!(
        (error.code(), error.field()),
        (Code::ParamInvalid, Some("transactionIds"))
    );
}

#[test]
fn numbers_are_checked_as_text() {
    for text in [
        "", "-", ".", "1.", ".5", "+1", "1e5", "0x1", "١", "1 ", "--1", "1.2.3",
    ] {
        let error = Number::from_javascript(text).unwrap_err();
        assert_eq!(error.code(), Code::UnsafeNumber, "{text:?}");
    }
    for text in ["", "-", "1.0", "+1", "1n", "1e5", "١", "--1"] {
        assert!(Number::from_integer(text).is_err(), "{text:?}");
    }
    for text in ["0", "-1", "9007199254740991", "0.1", "1234567890.5"] {
        assert_eq!(Number::from_javascript(text).unwrap().as_str(), text);
    }
}

#[test]
fn the_fields_come_sorted() {
    let params = Params::new([
        ("sign", "given".into()),
        ("z", "4".into()),
        ("a", "2".into()),
        ("B", "1".into()),
        ("empty", "".into()),
    ])
    .unwrap();
    let fields: Vec<_> = params.iter().collect();
    assert_eq!(fields, [("B", "1"), ("a", "2"), ("empty", ""), ("z", "4")]);
}

#[test]
fn any_call_can_be_signed() {
    let endpoint = Endpoint::parse(Some("sandbox"), None).unwrap();
    let secret = Secret::new(SECRET).unwrap();
    let params = Params::new([
        ("merchantNo", Param::from("800209")),
        ("refundType", "0".into()),
    ])
    .unwrap();
    let merchant = Merchant::new("800209").unwrap();
    let path = "/v1/txn/onlineRefund";
    let request = SignedRequest::new(&endpoint, path, &merchant, params.clone(), &secret).unwrap();
    assert_eq!(
        request.url,
        "https://sandbox-acq.onerway.com/v1/txn/onlineRefund"
    );
    let sign = params.sign(&secret, Rule::Request).to_hex();
    assert_eq!(
        request.body,
        format!(r#"{{"merchantNo":"800209","refundType":"0","sign":"{sign}"}}"#)
    );
    let bare = Params::new([("refundType", Param::from("0"))]).unwrap();
    let completed = SignedRequest::new(&endpoint, path, &merchant, bare, &secret).unwrap();
    assert_eq!(completed.body, request.body, "merchantNo is added");
    let other = Merchant::new("800210").unwrap();
    let error = SignedRequest::new(&endpoint, path, &other, params, &secret).unwrap_err();
    assert_eq!(
        (error.fault(), error.field()),
        (Fault::MerchantOther, Some("merchantNo"))
    );
}

#[test]
fn a_path_stays_on_its_host() {
    let endpoint = Endpoint::parse(Some("production"), None).unwrap();
    let secret = Secret::new(SECRET).unwrap();
    let merchant = Merchant::new("800209").unwrap();
    for path in [
        "",
        "v1/txn/list",
        "@evil.example/",
        ".evil.example/",
        ":443",
        "/a?b=c",
        "/a#b",
        "/a b",
        "/a\nb",
        "/\\evil.example",
        "/é",
    ] {
        let error =
            SignedRequest::new(&endpoint, path, &merchant, Params::default(), &secret).unwrap_err();
        assert_eq!(
            (error.code(), error.fault(), error.field()),
            (Code::ParamInvalid, Fault::PathMalformed, Some("path")),
            "{path:?}"
        );
    }
}
