//! No input makes a function panic. Here: thousands of bodies and answers, damaged at random but
//! the same at every run; every damage is told as an error, or the values stay what they were.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use onerway_edge::{
    Checked, Code, DateTime, Doubt, Endpoint, FIELDS, Kind, MAX_DEPTH, Merchant, Notice, Number,
    Page, Param, Params, Query, Rule, Secret, Side, TxnInfo, VerifyOptions, WebhookOptions, Zone,
    authenticate_callback, check_callback, parse_data, parse_page, verify_response, verify_webhook,
};

const SECRET: &str = "59c5b49a58c74340b28ecc68004e815a";
const ROUNDS: u32 = 20_000;

/// Small, and the same everywhere: xorshift64*.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, limit: usize) -> usize {
        let limit = u64::try_from(limit.max(1)).unwrap();
        usize::try_from((self.next() >> 16) % limit).unwrap()
    }

    fn pick<'a>(&mut self, choices: &[&'a [u8]]) -> &'a [u8] {
        choices[self.below(choices.len())]
    }
}

/// What breaks readers: quotes, brackets, escapes, halves of characters, ends.
const SPLINTERS: &[&[u8]] = &[
    b"\"",
    b"\\",
    b"\\u",
    b"\\ud83d",
    b"\\ude00",
    b"\\u0000",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"\xef\xbb\xbf",
    b"\xc3",
    b"\xa9",
    b"\xf0\x9f\x98\x80",
    b"\xed\xa0\x80",
    b"\xff",
    b"\0",
    b"\n",
    b" ",
    b"0",
    b"-",
    b"1e9",
    b"null",
    b"true",
    b"1E",
    b"\"sign\":",
    b"\"a\":\"b\",",
    b"[[[[[[[[",
    b"\"__proto__\":null,",
];

fn damage(original: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = original.to_vec();
    for _ in 0..=random.below(3) {
        let at = random.below(bytes.len());
        match random.below(6) {
            0 => bytes.truncate(at),
            1 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << random.below(8);
                }
            }
            2 => {
                let splinter = random.pick(SPLINTERS);
                bytes.splice(at..at, splinter.iter().copied());
            }
            3 => {
                let end = (at + 1 + random.below(8)).min(bytes.len());
                bytes.drain(at.min(end)..end);
            }
            4 => {
                let end = (at + random.below(40)).min(bytes.len());
                let copy = bytes[at.min(end)..end].to_vec();
                let to = random.below(bytes.len());
                bytes.splice(to..to, copy);
            }
            _ => {
                let (one, other) = (random.below(bytes.len()), random.below(bytes.len()));
                if !bytes.is_empty() {
                    bytes.swap(one, other);
                }
            }
        }
    }
    bytes
}

fn callback() -> Vec<u8> {
    let fields = [
        ("notifyType", "TXN"),
        ("transactionId", "1810553728219353088"),
        ("merchantNo", "800209"),
        ("orderAmount", "19.90"),
        ("status", "S"),
        ("reason", "{\"respMsg\":\"Größe 付款 \u{1f600}\"}"),
    ];
    let sign = Params::new(fields.map(|(name, value)| (name, Param::from(value))))
        .unwrap()
        .sign(&Secret::new(SECRET).unwrap(), Rule::Callback)
        .to_hex();
    let members: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name:?}:{value:?},"))
        .collect();
    format!(
        r#"{{{}"paymentMethod":"VISA","txnAmount":null,"sign":"{sign}"}}"#,
        members.concat()
    )
    .into_bytes()
}

const ANSWER: &str = r#"{"respCode":"20000","respMsg":"Success","data":{"content":[
    {"transactionId":"1826814232868814848","txnTime":"2024-08-23 10:50:28","status":"S",
    "userPaymentStatus":"true","orderAmount":50.00,"holderName":"Gr\u00f6\u00dfe \ud83d\ude00",
    "creditCard":{"cvvResult":"M","eci":5},"new":[1,{"a":[null,true]}]},{}],
    "current":"1","size":10,"totalPages":1,"totalElements":2,"sign":
    "9f6352760bf12bca3395d163a159fba92e2228017118497f69272fd93204ac7d"}}"#;

#[test]
fn damaged_callbacks() {
    let original = callback();
    let (secrets, merchant) = (
        [Secret::new(SECRET).unwrap(), Secret::new("other").unwrap()],
        Merchant::new("800209").unwrap(),
    );
    let options = VerifyOptions::new(&secrets, &merchant);
    let intact = authenticate_callback(&original, &options).unwrap();
    let values = |notice: &Notice| {
        let signed = notice.fields().filter(|field| field.side == Side::Signed);
        signed.map(|field| field.value).collect::<String>()
    };
    let mut random = Random(0x1234_5678_9abc_def1);
    let (mut accepted, mut codes) = (0, Vec::new());
    for _ in 0..ROUNDS {
        let body = damage(&original, &mut random);
        match authenticate_callback(&body, &options) {
            // White space, an unsigned field: what is signed is as it was.
            Ok(callback) => {
                accepted += 1;
                assert_eq!(values(&callback), values(&intact));
            }
            Err(error) => codes.push(error.code()),
        }
    }
    for code in [
        Code::BodyNotJson,
        Code::DuplicateField,
        Code::NestedValue,
        Code::SignatureMissing,
        Code::SignatureMalformed,
        Code::SignatureMismatch,
    ] {
        assert!(codes.contains(&code), "{code:?} was never reached");
    }
    assert!(accepted > 0, "some damages change no signed value");
}

/// What values are made of: pieces of every form, so that much of it can be read in many ways.
const PIECES: &[&[u8]] = &[
    b"TXN",
    b"CHARGEBACK",
    b"PRE_DISPUTE",
    b"CANCEL",
    b"REFUND_AUDIT",
    b"SALE",
    b"S",
    b"F",
    b"FA",
    b"FAS",
    b"USD",
    b"JPY",
    b"100.00",
    b"1500",
    b"0",
    b"05",
    b"800209",
    b"1810553728219353088",
    b"+08:00",
    b"2024-07-09 13:57:19",
    b"{\"respCode\":\"20000\"}",
    b"[]",
    b"{}",
    b"active",
    b"abc",
    b" ",
    b"7d827950f927d1be3f47c87819a8ba0d8f24b75112d70a7292e92696793081d7",
    "Gr\u{f6}\u{df}e".as_bytes(),
];

const ID: &str = "1810553728219353088";

/// Genuine fields, free text first.
const SALE: &[(&str, &str)] = &[
    ("merchantTxnId", "1720504619000"),
    (
        "tokenId",
        "7d827950f927d1be3f47c87819a8ba0d8f24b75112d70a7292e92696793081d7",
    ),
    ("products", "[]"),
    ("notifyType", "TXN"),
    ("txnType", "SALE"),
    ("responseTime", "2024-07-09 13:57:19"),
    ("orderAmount", "100.00"),
    ("orderCurrency", "USD"),
    ("status", "F"),
];
const CHARGEBACK: &[(&str, &str)] = &[
    ("chargebackReason", "Goods not received"),
    ("chargebackArn", "555"),
    ("chargebackCode", "res1206CODE"),
    ("notifyType", "CHARGEBACK"),
    ("chargebackAmount", "100.00"),
    ("chargebackCurrency", "USD"),
    ("chargebackDate", "2024-07-30 00:00:00"),
    ("chargebackStatus", "NEW"),
    ("importTime", "2024-08-01 10:00:00"),
];

/// Whoever has the secret may sign nonsense: it is judged without a panic, and soon.
#[test]
fn signed_nonsense() {
    let (secrets, merchant) = (
        [Secret::new(SECRET).unwrap()],
        Merchant::new("800209").unwrap(),
    );
    let options = VerifyOptions::new(&secrets, &merchant);
    let mut random = Random(7);
    let (mut verified, mut codes) = (0, Vec::new());
    let mut longest = Duration::ZERO;
    for _ in 0..ROUNDS {
        let genuine = [SALE, CHARGEBACK][random.below(2)];
        let mut fields: BTreeMap<&str, String> = genuine
            .iter()
            .map(|(name, value)| (*name, (*value).into()))
            .collect();
        for _ in 0..random.below(4) {
            // Free text most of all: there a reading can begin and end anywhere.
            let free = genuine[random.below(3)].0;
            let name = [free, free, FIELDS[random.below(FIELDS.len())]][random.below(3)];
            let pieces = 1 + random.below(40);
            let value: Vec<_> = (0..pieces).map(|_| random.pick(PIECES)).collect();
            fields.insert(name, String::from_utf8(value.concat()).unwrap());
        }
        if random.below(8) == 0 {
            fields.remove(genuine[3 + random.below(5)].0);
        }
        fields.extend([
            ("merchantNo", "800209".into()),
            ("transactionId", ID.into()),
        ]);
        let params = fields
            .iter()
            .map(|(name, value)| (*name, Param::from(value.as_str())));
        let body = Params::new(params)
            .unwrap()
            .signed_body(&secrets[0], Rule::Callback);
        let start = Instant::now();
        match check_callback(body.as_bytes(), &options).unwrap() {
            Checked::Verified(_) => verified += 1,
            Checked::Unconfirmed(unconfirmed) => {
                codes.extend(unconfirmed.doubts().iter().map(Doubt::code));
            }
        }
        longest = longest.max(start.elapsed());
    }
    assert!(verified > 0);
    println!("{verified} verified, the slowest of {ROUNDS} took {longest:?}");
    for code in [
        Code::UnknownField,
        Code::FieldMissing,
        Code::FieldInvalid,
        Code::Ambiguous,
    ] {
        assert!(codes.contains(&code), "{code:?} was never reached");
    }
    assert!(longest < Duration::from_secs(1), "{longest:?}");
}

#[test]
fn damaged_headers() {
    let body = callback();
    let (secrets, merchant) = (
        [Secret::new(SECRET).unwrap()],
        Merchant::new("800209").unwrap(),
    );
    authenticate_callback(&body, &VerifyOptions::new(&secrets, &merchant)).unwrap();
    let digits = body.len() - 66..body.len() - 2;
    let sign = String::from_utf8(body[digits].to_vec()).unwrap();
    let header = format!("v1={}, v1={sign}, v2=x", "0".repeat(64));
    let mut random = Random(42);
    for _ in 0..ROUNDS {
        let damaged = damage(header.as_bytes(), &mut random);
        let damaged = String::from_utf8_lossy(&damaged);
        let options = VerifyOptions {
            header: Some(&damaged),
            ..VerifyOptions::new(&secrets, &merchant)
        };
        let outcome = authenticate_callback(&body, &options);
        // Nothing passes that does not hold the right signature.
        assert!(outcome.is_err() || damaged.contains(&sign), "{damaged:?}");
    }
}

/// The body {} with its headers, made with another implementation.
const WEBHOOK: (&str, &str) = (
    "1790000000",
    "3e0e0082315b33c2a67ae65a5b68a790be9251382cd04d5f27dc9a49ea1270ce",
);

#[test]
fn damaged_webhooks() {
    let secrets = [Secret::new(SECRET).unwrap()];
    let verify = |body: &[u8], timestamp: &str, signature: &str| {
        let options = WebhookOptions {
            timestamp: Some(timestamp),
            signature: Some(signature),
            ..WebhookOptions::new(&secrets, 1_790_000_000)
        };
        verify_webhook(body, &options)
    };
    let (timestamp, signature) = WEBHOOK;
    assert_eq!(verify(b"{}", timestamp, signature), Ok(0));
    let mut random = Random(0x0123_4567_89ab_cdef);
    for _ in 0..ROUNDS {
        let body = damage(b"{}", &mut random);
        assert_eq!(verify(&body, timestamp, signature).is_ok(), body == b"{}");
        for part in [timestamp, signature] {
            let damaged = damage(part.as_bytes(), &mut random);
            let damaged = String::from_utf8_lossy(&damaged);
            let outcome = if part == timestamp {
                verify(b"{}", &damaged, signature)
            } else {
                verify(b"{}", timestamp, &damaged)
            };
            assert_eq!(outcome.is_ok(), damaged == part, "{damaged:?}");
        }
    }
}

#[test]
fn no_clock_overflows() {
    let secrets = [Secret::new(SECRET).unwrap()];
    let (timestamp, signature) = WEBHOOK;
    let seconds = 1_790_000_000;
    for now in [
        i64::MIN,
        i64::MIN + 1,
        -1,
        0,
        seconds,
        i64::MAX - 1,
        i64::MAX,
    ] {
        for tolerance_seconds in [0, 1, u64::MAX / 2, u64::MAX - 1, u64::MAX] {
            let options = WebhookOptions {
                timestamp: Some(timestamp),
                signature: Some(signature),
                tolerance_seconds,
                ..WebhookOptions::new(&secrets, now)
            };
            let distance = (i128::from(now) - i128::from(seconds)).unsigned_abs();
            let outcome = verify_webhook(b"{}", &options).map_err(|error| error.code());
            let expected = if distance <= tolerance_seconds.into() {
                Ok(0)
            } else {
                Err(Code::TimestampOutOfTolerance)
            };
            assert_eq!(outcome, expected, "{now} {tolerance_seconds}");
        }
    }
}

#[test]
fn damaged_answers() {
    let secrets = [Secret::new(SECRET).unwrap()];
    let mut random = Random(0x0bad_cafe_f00d_0001);
    let mut accepted = 0;
    for _ in 0..ROUNDS {
        let answer = damage(ANSWER.as_bytes(), &mut random);
        for kind in Kind::ALL {
            match parse_page(*kind, &answer) {
                Ok(_) => accepted += 1,
                Err(error) => assert!(
                    matches!(error.code(), Code::ResponseInvalid | Code::GatewayRejected),
                    "{error}"
                ),
            }
        }
        if let Ok(page) = Page::<TxnInfo>::parse(&answer) {
            let _ = format!("{page:?}");
        }
        assert!(!verify_response(&answer, &secrets));
    }
    assert!(accepted > 0, "some damages leave an answer");
}

#[test]
fn bytes_at_random() {
    let (secrets, merchant) = (
        [Secret::new(SECRET).unwrap()],
        Merchant::new("800209").unwrap(),
    );
    let options = VerifyOptions::new(&secrets, &merchant);
    let mut random = Random(7);
    for _ in 0..ROUNDS {
        let mut bytes = Vec::new();
        for _ in 0..random.below(12) {
            bytes.extend_from_slice(random.pick(SPLINTERS));
        }
        assert!(authenticate_callback(&bytes, &options).is_err());
        let _ = parse_data(&bytes);
    }
}

#[test]
fn every_prefix_is_told() {
    let original = callback();
    let (secrets, merchant) = (
        [Secret::new(SECRET).unwrap()],
        Merchant::new("800209").unwrap(),
    );
    for end in 0..original.len() {
        let options = VerifyOptions::new(&secrets, &merchant);
        let error = authenticate_callback(&original[..end], &options).unwrap_err();
        assert_eq!(error.code(), Code::BodyNotJson, "{end} bytes");
    }
    for end in 0..ANSWER.len() {
        let error = parse_page(Kind::Transactions, &ANSWER.as_bytes()[..end]).unwrap_err();
        assert_eq!(error.code(), Code::ResponseInvalid, "{end} bytes");
    }
}

#[test]
fn depth_is_bounded() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        for levels in [MAX_DEPTH, MAX_DEPTH + 1, 1_000_000] {
            let answer = [open.repeat(levels), "1".into(), close.repeat(levels)].concat();
            assert!(parse_data(answer.as_bytes()).is_err());
            assert!(parse_data(open.repeat(levels).as_bytes()).is_err());
        }
    }
    let mut param = Param::from("x");
    for _ in 0..1_000 {
        param = Param::List(vec![param]);
    }
    let error = Params::new([("a", param.clone())]).unwrap_err();
    assert_eq!(error.code(), Code::ParamInvalid);
    let merchant = Merchant::new("1").unwrap();
    assert!(
        Query::new(
            Kind::Transactions,
            &merchant,
            [("transactionIds", param)],
            None
        )
        .is_err()
    );
}

#[test]
fn texts_at_random() {
    let pieces: &[&str] = &[
        "2024",
        "-",
        "02",
        "29",
        " ",
        ":",
        "00",
        "+",
        "08",
        "http://",
        "https://",
        "[",
        "]",
        "::1",
        "127.",
        "0",
        "1",
        "localhost",
        "/",
        "@",
        "%",
        "é",
        "\u{1f600}",
        "\0",
        "e",
        ".",
        "9",
    ];
    let mut random = Random(99);
    let merchant = Merchant::new("800209").unwrap();
    for _ in 0..ROUNDS {
        let mut text = String::new();
        for _ in 0..random.below(9) {
            text.push_str(pieces[random.below(pieces.len())]);
        }
        if let Some(time) = DateTime::parse(&text) {
            assert_eq!(time.to_text(), text);
        }
        let _ = (Zone::parse(&text), Secret::new(&text), Merchant::new(&text));
        let _ = (Number::from_javascript(&text), Number::from_integer(&text));
        let _ = Endpoint::parse(None, Some(&text));
        for kind in Kind::ALL {
            let params = [("merchantTxnIds", Param::from(text.as_str()))];
            let _ = Query::new(*kind, &merchant, params, None);
        }
    }
}

#[test]
fn every_instant_has_a_time_or_none() {
    let zones = ["+14:00", "-14:00", "+00:00", "+05:30"].map(|zone| Zone::parse(zone).unwrap());
    let mut random = Random(2024);
    let edges = [
        i64::MIN,
        i64::MAX,
        0,
        -1,
        253_402_300_799_999,
        -62_135_596_800_000,
    ];
    let mut times = 0;
    for round in 0..ROUNDS {
        let spread = random.next().cast_signed() >> (round % 40);
        let edge = edges[random.below(edges.len())];
        for millis in [spread, edge, edge.wrapping_add(spread % 100_000_000)] {
            for zone in zones {
                if let Some(time) = DateTime::at(millis, zone) {
                    times += 1;
                    assert_eq!(DateTime::parse(&time.to_text()), Some(time), "{millis}");
                }
            }
        }
    }
    assert!(times > 1000);
}
