//! What is confidential stays out of `Debug`, `Display` and errors.

use onerway_edge::{
    Endpoint, Kind, Merchant, Page, Param, Params, Query, Record, Rule, Secret, Signature, TxnInfo,
    VerifyOptions, WebhookOptions, authenticate_callback, check_callback, parse_page,
    verify_callback, verify_webhook,
};

const SECRET: &str = "the-secret-that-must-not-show";
/// What this secret signs: the webhook {} of the second 1790000000.
const RIGHT: &str = "3cb77537fb134c72259883b8a5ff67fd9885bb8a33385d9a81ffe2029871ed2d";
/// Each is a value that a log has no business with.
const PERSONAL: &[&str] = &[
    "7d827950f927d1be3f47c87819a8ba0d",
    "payer@mail.example",
    "CL BRW2",
    "400002******5032",
];

fn hidden(shown: &str) {
    for confidential in PERSONAL.iter().chain(&[SECRET]) {
        assert!(!shown.contains(confidential), "{confidential} in {shown}");
    }
}

fn secret() -> Secret {
    Secret::new(SECRET).unwrap()
}

#[test]
fn secrets_and_signatures_do_not_show() {
    let signature = Params::new([("a", Param::from("1"))])
        .unwrap()
        .sign(&secret(), Rule::Request);
    let shown = format!("{:?} {signature:?} {:#?}", secret(), vec![secret()]);
    hidden(&shown);
    assert!(!shown.contains(&signature.to_hex()), "{shown}");
    let options = format!(
        "{:?}",
        VerifyOptions::new(&[secret()], &Merchant::new("800209").unwrap())
    );
    hidden(&options);
}

#[test]
fn a_webhook_shows_no_secret() {
    let secrets = [secret()];
    let options = WebhookOptions {
        timestamp: Some("1790000000"),
        signature: Some(RIGHT),
        ..WebhookOptions::new(&secrets, 1_790_000_000)
    };
    verify_webhook(b"{}", &options).unwrap();
    // Neither is the signature that would have been right told to a forger.
    let zeros = "0".repeat(64);
    for signature in [zeros.as_str(), SECRET, ""] {
        let options = WebhookOptions {
            signature: Some(signature),
            ..options
        };
        let error = verify_webhook(b"{}", &options).unwrap_err();
        let shown = format!("{error} {error:?} {}", error.message());
        hidden(&shown);
        assert!(!shown.contains(RIGHT), "{shown}");
    }
    let unsigned = WebhookOptions::new(&secrets, 1_790_000_000);
    hidden(&format!("{unsigned:?} {unsigned:#?}"));
}

#[test]
fn a_request_shows_its_address_alone() {
    let merchant = Merchant::new("800209").unwrap();
    let ids = [("merchantTxnIds", Param::from(PERSONAL[1]))];
    let query = Query::new(Kind::Transactions, &merchant, ids, None).unwrap();
    let endpoint = Endpoint::parse(Some("sandbox"), None).unwrap();
    let request = query.sign(&secret(), &endpoint);
    let shown = format!("{request:?}");
    hidden(&shown);
    assert!(shown.contains("/v1/txn/list"), "{shown}");
    assert!(!shown.contains("sign"), "{shown}");
}

#[test]
fn a_transaction_shows_no_person() {
    let answer = format!(
        r#"{{"respCode":"20000","data":{{"content":[{{"transactionId":"1826814232868814848",
        "status":"S","tokenId":"{}","email":"{}","holderName":"{}","cardNumber":"{}",
        "creditCard":{{"holder":"{}"}},"payerMail":"{}"}}]}}}}"#,
        PERSONAL[0], PERSONAL[1], PERSONAL[2], PERSONAL[3], PERSONAL[2], PERSONAL[1]
    );
    let page = Page::<TxnInfo>::parse(answer.as_bytes()).unwrap();
    assert_eq!(page.content[0].text("email"), Some(PERSONAL[1]));
    for shown in [format!("{page:?}"), format!("{page:#?}")] {
        hidden(&shown);
        assert!(shown.contains("1826814232868814848"), "{shown}");
    }
}

#[test]
fn a_callback_shows_names_alone() {
    let fields = [
        ("merchantNo", "800209"),
        ("transactionId", "1810553728219353088"),
        ("tokenId", PERSONAL[0]),
        ("zEmail", PERSONAL[1]),
    ];
    let sign = Params::new(fields.map(|(name, value)| (name, Param::from(value))))
        .unwrap()
        .sign(&secret(), Rule::Callback)
        .to_hex();
    let members: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!(r#""{name}":"{value}""#))
        .collect();
    let body = format!(r#"{{{},"sign":"{sign}"}}"#, members.join(","));
    let (secrets, merchant) = ([secret()], Merchant::new("800209").unwrap());
    let options = VerifyOptions::new(&secrets, &merchant);
    let notice = authenticate_callback(body.as_bytes(), &options).unwrap();
    let shown = format!("{notice:?}");
    hidden(&shown);
    assert!(shown.contains("tokenId"), "{shown}");
    assert!(!shown.contains(&sign), "{shown}");

    // Its form is wrong: neither the doubts nor what is kept of it show a value.
    let checked = check_callback(body.as_bytes(), &options).unwrap();
    hidden(&format!("{checked:?}"));
    let error = verify_callback(body.as_bytes(), &options).unwrap_err();
    assert!(
        error
            .doubts()
            .iter()
            .any(|doubt| doubt.field() == "tokenId")
    );
    hidden(&format!("{error} {error:?} {:?}", error.doubts()));

    // Neither the secret nor the signature that would have been right is told to a forger.
    let forged = body.replace("1810553728219353088", "1810553728219353089");
    let error = verify_callback(forged.as_bytes(), &options).unwrap_err();
    let right =
        Params::new(fields.map(|(name, value)| (name, Param::from(value))).map(
            |field| match field {
                ("transactionId", _) => ("transactionId", "1810553728219353089".into()),
                other => other,
            },
        ))
        .unwrap()
        .sign(&secret(), Rule::Callback)
        .to_hex();
    for shown in [format!("{error}"), format!("{error:?}"), error.message()] {
        hidden(&shown);
        assert!(!shown.contains(&right), "{shown}");
    }
}

#[test]
fn errors_repeat_no_value() {
    let merchant = Merchant::new("800209").unwrap();
    let times = [
        ("startTime", Param::from(PERSONAL[1])),
        ("endTime", SECRET.into()),
    ];
    let error = Query::new(Kind::Transactions, &merchant, times, None).unwrap_err();
    hidden(&format!("{error} {error:?}"));
    let error = Merchant::new("the-secret-that-must-not-show-and-more").unwrap_err();
    hidden(&format!("{error} {error:?}"));
    let error = Secret::new("the-secret-that-must-not-show\n").unwrap_err();
    hidden(&format!("{error} {error:?}"));
    let error = Signature::parse(SECRET).unwrap_err();
    hidden(&format!("{error} {error:?}"));
    let base = format!("https://user:{SECRET}@proxy.example");
    let error = Endpoint::parse(None, Some(&base)).unwrap_err();
    hidden(&format!("{error} {error:?}"));
    let answer = format!(
        r#"{{"respCode":"20000","data":{{"content":["{}"]}}}}"#,
        PERSONAL[1]
    );
    let error = parse_page(Kind::Transactions, answer.as_bytes()).unwrap_err();
    hidden(&format!("{error} {error:?}"));
}

#[test]
fn a_name_from_outside_is_cut() {
    let name = "n".repeat(100_000);
    let body = format!(r#"{{"{name}":1,"{name}":2}}"#);
    let (secrets, merchant) = ([secret()], Merchant::new("800209").unwrap());
    let options = VerifyOptions {
        max_bytes: usize::MAX,
        ..VerifyOptions::new(&secrets, &merchant)
    };
    let error = verify_callback(body.as_bytes(), &options).unwrap_err();
    assert!(error.message().len() < 300, "{}", error.message().len());
}
