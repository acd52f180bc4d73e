//! Genuine callbacks are taken: ten thousand of all types, and the samples of the documents.
//!
//! The digest covers neither names nor borders, so a callback that can be read in two ways is
//! refused even if it is genuine. Here is counted how often that happens to honest ones.

mod genuine;

use std::collections::BTreeMap;

use genuine::{Body, Type};
use onerway_edge::{Callback, Error, Merchant, Side, VerifyOptions, verify_callback};

const BODIES: usize = 10_000;
const SEED: u64 = 0x0c0_ffee;

/// The share of the transactions that has to be verified, in percent.
const TRANSACTIONS_FLOOR: f64 = 98.0;

/// The same for the other types, and for each kind of transaction alone.
const FLOORS: [(Type, f64); 11] = [
    (Type::Sale, 99.0),
    (Type::Refund, 98.0),
    (Type::BindCard, 97.0),
    (Type::Auth, 99.0),
    (Type::PreAuth, 99.0),
    (Type::Capture, 99.0),
    (Type::Void, 99.0),
    (Type::Cancel, 99.0),
    (Type::RefundAudit, 99.0),
    (Type::Chargeback, 85.0),
    (Type::PreDispute, 38.0),
];

/// The only reasons to refuse a callback whose digest is right and whose merchant is the right one.
const DOUBTS: [&str; 4] = [
    "unknown_field",
    "field_missing",
    "field_invalid",
    "ambiguous",
];

fn verify(body: &Body) -> Result<Callback, Error> {
    let (secrets, merchant) = ([genuine::secret()], Merchant::new(&body.merchant).unwrap());
    verify_callback(
        body.json.as_bytes(),
        &VerifyOptions::new(&secrets, &merchant),
    )
}

/// What became of the bodies of one type.
#[derive(Default)]
struct Tally {
    bodies: u32,
    verified: u32,
    /// How often a refusal was told, by its code and field.
    refusals: BTreeMap<String, u32>,
}

impl Tally {
    fn add(&mut self, body: &Body) {
        self.bodies += 1;
        match verify(body) {
            Ok(callback) => {
                self.verified += 1;
                assert_says_the_same(&callback, body);
            }
            Err(error) => {
                let code = error.code().as_str();
                assert!(DOUBTS.contains(&code), "{error}: {}", body.json);
                let field = error.field().unwrap_or("-");
                *self.refusals.entry(format!("{code} {field}")).or_default() += 1;
            }
        }
    }

    fn merge(&mut self, other: &Tally) {
        self.bodies += other.bodies;
        self.verified += other.verified;
        for (refusal, count) in &other.refusals {
            *self.refusals.entry(refusal.clone()).or_default() += count;
        }
    }

    fn share(&self) -> f64 {
        100.0 * f64::from(self.verified) / f64::from(self.bodies.max(1))
    }

    fn print(&self, label: &str) {
        let most = self.refusals.iter().max_by_key(|(_, count)| **count);
        let most = most.map_or(String::new(), |(what, count)| format!("{what} ({count})"));
        let (bodies, verified, share) = (self.bodies, self.verified, self.share());
        println!("{label:<16}{bodies:>8}{verified:>10}{share:>9.2} %  {most}");
    }
}

/// Whoever takes a callback reads from it what was sent, and nothing else.
fn assert_says_the_same(callback: &Callback, body: &Body) {
    let fields = callback
        .fields()
        .filter(|field| field.side != Side::Unsigned);
    let read: Vec<_> = fields.map(|field| (field.name, field.value)).collect();
    assert_eq!(read, body.signed(), "{}", body.json);
}

#[test]
fn genuine_callbacks_are_taken() {
    let mut tallies: BTreeMap<Type, Tally> = BTreeMap::new();
    for body in genuine::bodies(SEED, BODIES) {
        tallies.entry(body.kind).or_default().add(&body);
    }
    let (mut transactions, mut all) = (Tally::default(), Tally::default());
    println!("\ntype              bodies  verified      share  commonest refusal");
    for (kind, tally) in &tallies {
        tally.print(kind.label());
        all.merge(tally);
        if kind.label().starts_with("TXN") {
            transactions.merge(tally);
        }
    }
    transactions.print("all TXN");
    all.print("all");
    assert!(transactions.share() >= TRANSACTIONS_FLOOR);
    for (kind, floor) in FLOORS {
        let share = tallies[&kind].share();
        assert!(share >= floor, "{}: {share} < {floor}", kind.label());
    }
}

#[test]
fn documented_samples_are_taken() {
    for body in genuine::documented() {
        let callback = verify(&body).unwrap_or_else(|error| panic!("{error}: {}", body.json));
        assert_says_the_same(&callback, &body);
        let header = format!("v1={}", body.sign);
        let (secrets, merchant) = ([genuine::secret()], Merchant::new(&body.merchant).unwrap());
        let options = VerifyOptions {
            header: Some(&header),
            ..VerifyOptions::new(&secrets, &merchant)
        };
        assert!(verify_callback(body.json.as_bytes(), &options).is_ok());
    }
}

#[test]
fn every_run_makes_the_same_callbacks() {
    let texts = |seed| genuine::bodies(seed, 200).into_iter().map(|body| body.json);
    assert!(texts(7).eq(texts(7)));
    assert!(!texts(7).eq(texts(8)));
}
