//! What it costs to hold a callback against every other reading, beside reading it and comparing its
//! digest. Native, with link-time optimisation, in one process, interleaved; the least of many rounds.
//!
//!   cargo bench --bench readings          (a part of cargo xtask bench)

use std::hint::black_box;
use std::time::Instant;

use onerway_edge::{
    Merchant, Param, Params, Rule, Secret, VerifyOptions, authenticate_callback, verify_callback,
};

const SECRET: &str = "59c5b49a58c74340b28ecc68004e815a";
const ROUNDS: usize = 300;
const CALLS: u32 = 200;

/// The signed fields of the published callback.
const PUBLISHED: &[(&str, &str)] = &[
    ("notifyType", "TXN"),
    ("transactionId", "1810553728219353088"),
    ("txnType", "SALE"),
    ("merchantNo", "800209"),
    ("merchantTxnId", "1720504619000"),
    ("responseTime", "2024-07-09 13:57:19"),
    ("txnTime", "2024-07-09 13:57:01"),
    ("txnTimeZone", "+08:00"),
    ("orderAmount", "100.00"),
    ("orderCurrency", "USD"),
    ("status", "S"),
    ("reason", r#"{"respCode":"20000","respMsg":"Success"}"#),
    ("contractId", "1810553728324210688"),
    (
        "tokenId",
        "7d827950f927d1be3f47c87819a8ba0d8f24b75112d70a7292e92696793081d7",
    ),
];

/// What a card subscription's callback has beside these.
const MORE: &[(&str, &str)] = &[
    ("txnAmount", "780.00"),
    ("txnCurrency", "HKD"),
    ("settleRate", "7.8"),
    ("eci", "05"),
    ("paymentId", "1810553728219353001"),
    ("paymentStatus", "S"),
    ("cardBinCountry", "US"),
    ("channelRequestId", "8002091810553728219353088"),
    (
        "products",
        r#"[{"name":"subscription","price":"100.00","num":"1","currency":"USD","type":"goods"}]"#,
    ),
];

fn main() {
    let secrets = [Secret::new(SECRET).expect("a secret")];
    let merchant = Merchant::new("800209").expect("a merchant");
    let options = VerifyOptions::new(&secrets, &merchant);
    println!("fields  bytes  read and digest  with all readings  the readings   (microseconds)");
    for fields in [PUBLISHED.to_vec(), [PUBLISHED, MORE].concat()] {
        let params = fields
            .iter()
            .map(|(name, value)| (*name, Param::from(*value)));
        let body = Params::new(params)
            .expect("parameters")
            .signed_body(&secrets[0], Rule::Callback);
        let body = body.as_bytes();
        let (mut digest, mut whole) = (f64::MAX, f64::MAX);
        for _ in 0..ROUNDS {
            digest = digest.min(micros(|| {
                authenticate_callback(black_box(body), &options).is_ok()
            }));
            whole = whole.min(micros(|| {
                verify_callback(black_box(body), &options).is_ok()
            }));
        }
        println!(
            "{:>6}{:>7}{digest:>17.2}{whole:>19.2}{:>14.2}",
            fields.len(),
            body.len(),
            whole - digest
        );
    }
}

/// The time of one call, which has to succeed.
fn micros(call: impl Fn() -> bool) -> f64 {
    let start = Instant::now();
    for _ in 0..CALLS {
        assert!(black_box(call()));
    }
    start.elapsed().as_secs_f64() * 1e6 / f64::from(CALLS)
}
