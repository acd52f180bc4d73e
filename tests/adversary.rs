//! Nobody turns a genuine callback into another one that is taken.
//!
//! The digest covers the values joined, without names or borders. Whoever holds one genuine body
//! can cut the same text into other pieces, give them any names that sort in the order of the
//! pieces, known ones or invented ones, and set the fields that the digest leaves out as he likes.
//! The signature stays right. Here he tries, over a million times; not one cut may be taken in
//! which a field that decides about money differs from the genuine body's.
//!
//! Families of cuts, each complete within its bounds. The samples of the documents and one body of
//! each type have the wider bounds; those of the others are in brackets.
//!
//! - moved borders: each border by every distance; two neighbouring borders by up to 24 (12) to each
//!   side; any other two by up to 24 in the samples, 6 in the one of each type (2).
//! - other values: each deciding field takes every stretch anywhere that has the form of its
//!   values; an order number, which has no form, every one that starts or ends at a border. What is
//!   left on either side falls to an invented field, to the neighbour that is kept, or stays with
//!   the field it was cut from: in all nine combinations (in the three that treat both sides alike).
//! - other names: each field, each two neighbours, and each two others take every known name that
//!   sorts in place, and the invented ones between them.
//! - merged and split: each border falls, and each field is cut in two at every place; the names
//!   are all that sort in place, known and invented.
//! - other readings: for each value that a deciding field can have in any reading of the whole text
//!   with known names and fitting forms, and for each place where it can be missing, some readings
//!   are drawn: at random, and among those that keep much and most of the genuine body; 12 (4) of
//!   each. Once with any fields, once with those that the documents have for each notifyType. This
//!   family alone is also tried on some hundred bodies more.

mod genuine;
mod readings;

use std::{borrow::Cow, collections::BTreeMap, thread};

use genuine::{Body, EXCLUDED, Type, values::Random};
use onerway_edge::{
    Callback, Merchant, Param, Params, Result, Rule, Secret, Side, VerifyOptions, verify_callback,
};
use readings::{NAMES, Readings, TABLES};

/// What a shop acts on.
const DECIDING: [&str; 17] = [
    "notifyType",
    "txnType",
    "merchantNo",
    "merchantTxnId",
    "transactionId",
    "paymentId",
    "status",
    "paymentStatus",
    "orderAmount",
    "orderCurrency",
    "txnAmount",
    "txnCurrency",
    "txnTime",
    "chargebackAmount",
    "chargebackCurrency",
    "chargebackStatus",
    "chargebackDate",
];

/// A cut is refused for one of these. Any other code means that it was no lawful cut.
const REFUSALS: [&str; 5] = [
    "unknown_field",
    "field_missing",
    "field_invalid",
    "ambiguous",
    "merchant_mismatch",
];

const BODIES_PER_TYPE: usize = 5;
/// Bodies of which only other readings are tried.
const READ_BODIES: usize = 300;
const SEED: u64 = 0xbad_5eed;
const LEAST_CUTS: u64 = 100_000;
const BREACHES_SHOWN: usize = 5;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Family {
    Borders,
    Values,
    Names,
    Splits,
    Readings,
}

impl Family {
    const fn label(self) -> &'static str {
        match self {
            Family::Borders => "moved borders",
            Family::Values => "other values",
            Family::Names => "other names",
            Family::Splits => "merged and split",
            Family::Readings => "other readings",
        }
    }
}

/// How many cuts were tried, and what became of those that were taken.
#[derive(Clone, Copy, Default)]
struct Tally {
    cuts: u64,
    harmless: u64,
    harmful: u64,
}

impl Tally {
    fn add(&mut self, other: Tally) {
        self.cuts += other.cuts;
        self.harmless += other.harmless;
        self.harmful += other.harmful;
    }

    fn print(self, label: &str) {
        let Tally {
            cuts,
            harmless,
            harmful,
        } = self;
        println!("{label:<18}{cuts:>10}{harmless:>18}{harmful:>17}");
    }
}

type Name = Cow<'static, str>;

/// A name that nobody knows and that sorts right behind a known one, before the next.
fn invented(known: &str) -> Name {
    format!("{known}0").into()
}

/// How wide the search is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    Sample,
    Wide,
    Usual,
    Readings,
}

/// A genuine body, and what is tried with its text.
struct Attack<'a> {
    body: &'a Body,
    reach: Reach,
    secrets: [Secret; 1],
    merchant: Merchant,
    text: String,
    /// The genuine cut.
    names: Vec<&'static str>,
    ends: Vec<usize>,
    json: String,
    tallies: BTreeMap<Family, Tally>,
    /// The first of each family, in full.
    breaches: Vec<String>,
}

impl<'a> Attack<'a> {
    fn new(body: &'a Body, reach: Reach) -> Self {
        let (mut text, mut names, mut ends) = (String::new(), Vec::new(), Vec::new());
        for (name, value) in body.signed() {
            text.push_str(value);
            names.push(NAMES[NAMES.binary_search(&name).unwrap()]);
            ends.push(text.len());
        }
        Attack {
            body,
            reach,
            secrets: [genuine::secret()],
            merchant: Merchant::new(&body.merchant).unwrap(),
            text,
            names,
            ends,
            json: String::new(),
            tallies: BTreeMap::new(),
            breaches: Vec::new(),
        }
    }

    fn run(mut self) -> Self {
        if self.reach != Reach::Readings {
            self.move_borders();
            self.take_other_values();
            self.take_other_names();
            self.merge_and_split();
        }
        self.read_otherwise();
        self
    }

    fn is_wide(&self) -> bool {
        matches!(self.reach, Reach::Sample | Reach::Wide)
    }

    fn start(&self, field: usize) -> usize {
        field.checked_sub(1).map_or(0, |before| self.ends[before])
    }

    /// The genuine names, to be changed.
    fn own_names(&self) -> Vec<Name> {
        self.names.iter().map(|name| Name::from(*name)).collect()
    }

    /// Tries one cut: the pieces' names, and where each piece ends. What is no lawful cut of the
    /// text, or the genuine one, does not count.
    fn try_cut(&mut self, family: Family, names: &[Name], ends: &[usize]) {
        if !self.is_lawful(names, ends) || self.is_genuine(names, ends) {
            return;
        }
        self.write(names, ends);
        let tally = self.tallies.entry(family).or_default();
        tally.cuts += 1;
        let options = VerifyOptions::new(&self.secrets, &self.merchant);
        let callback = match verify_callback(self.json.as_bytes(), &options) {
            Ok(callback) => callback,
            Err(error) => {
                let code = error.code().as_str();
                return assert!(REFUSALS.contains(&code), "{error}: {}", self.json);
            }
        };
        let changes = changes(&callback, self.body);
        if changes.is_empty() {
            tally.harmless += 1;
            return;
        }
        tally.harmful += 1;
        if tally.harmful == 1 {
            let (kind, genuine, forged) = (self.body.kind.label(), &self.body.json, &self.json);
            let family = family.label();
            self.breaches.push(format!(
                "{kind}, {family}\n  genuine {genuine}\n  forged  {forged}\n  changed {changes}"
            ));
        }
    }

    fn is_lawful(&self, names: &[Name], ends: &[usize]) -> bool {
        let rises = |pair: &[usize]| pair[0] < pair[1];
        names.len() == ends.len()
            && names.windows(2).all(|pair| pair[0] < pair[1])
            && ends.windows(2).all(rises)
            && ends.first() > Some(&0)
            && ends.last() == Some(&self.text.len())
            && ends.iter().all(|end| self.text.is_char_boundary(*end))
            && !names.iter().any(|name| EXCLUDED.contains(&&**name))
    }

    fn is_genuine(&self, names: &[Name], ends: &[usize]) -> bool {
        ends == self.ends && names.iter().eq(self.names.iter())
    }

    fn write(&mut self, names: &[Name], ends: &[usize]) {
        self.json.clear();
        let mut start = 0;
        for (name, end) in names.iter().zip(ends) {
            self.json.push_str(if start == 0 { "{\"" } else { ",\"" });
            self.json.push_str(name);
            self.json.push_str("\":\"");
            escape(&self.text[start..*end], &mut self.json);
            self.json.push('"');
            start = *end;
        }
        self.json.push_str(",\"sign\":\"");
        self.json.push_str(&self.body.sign);
        self.json.push_str("\"}");
    }

    fn move_borders(&mut self) {
        let (names, borders) = (self.own_names(), self.ends.len() - 1);
        for border in 0..borders {
            for to in self.start(border) + 1..self.ends[border + 1] {
                let mut ends = self.ends.clone();
                ends[border] = to;
                self.try_cut(Family::Borders, &names, &ends);
            }
        }
        let (near, far) = match self.reach {
            Reach::Sample => (24, 24),
            Reach::Wide => (24, 6),
            _ => (12, 2),
        };
        for one in 0..borders {
            for other in one + 1..borders {
                let bound = if other == one + 1 { near } else { far };
                self.move_two_borders(&names, one, other, bound);
            }
        }
    }

    fn move_two_borders(&mut self, names: &[Name], one: usize, other: usize, bound: usize) {
        let around =
            |end: usize| (end.saturating_sub(bound)..=end + bound).filter(move |to| *to != end);
        let mut ends = self.ends.clone();
        for first in around(self.ends[one]) {
            for second in around(self.ends[other]) {
                (ends[one], ends[other]) = (first, second);
                self.try_cut(Family::Borders, names, &ends);
            }
        }
    }

    fn take_other_values(&mut self) {
        for name in DECIDING {
            for value in self.stretches(name) {
                self.take_value(name, value);
            }
        }
    }

    /// Every stretch that has the form of a field's values.
    fn stretches(&self, name: &str) -> Vec<(usize, usize)> {
        let is_border = |at: &usize| *at == 0 || self.ends.contains(at);
        let has_form = name != "merchantTxnId";
        let mut stretches = Vec::new();
        for start in 0..self.text.len() {
            for end in readings::ends(name, &self.body.merchant, &self.text, start) {
                if has_form || is_border(&start) || is_border(&end) {
                    stretches.push((start, end));
                }
            }
        }
        stretches
    }

    fn take_value(&mut self, name: &'static str, (start, end): (usize, usize)) {
        const RESTS: [Rest; 3] = [Rest::Invented, Rest::Neighbour, Rest::Own];
        for left in RESTS {
            for right in RESTS {
                if left != right && !self.is_wide() {
                    continue;
                }
                let (mut names, mut ends) = self.left_of(name, start, left);
                names.push(name.into());
                ends.push(end);
                self.put_right_of(name, end, right, &mut names, &mut ends);
                self.try_cut(Family::Values, &names, &ends);
            }
        }
    }

    /// The genuine fields before a value that is taken, and what lies between.
    fn left_of(&self, name: &'static str, start: usize, rest: Rest) -> (Vec<Name>, Vec<usize>) {
        let fields = self.names.iter().zip(&self.ends);
        let kept = fields
            .take_while(|(own, end)| **own < name && **end <= start)
            .count();
        let mut names = self.own_names();
        names.truncate(kept);
        let mut ends = self.ends[..kept].to_vec();
        if self.start(kept) < start {
            match (rest, ends.last_mut()) {
                (Rest::Neighbour, Some(last)) => *last = start,
                (Rest::Own, _) => {
                    names.push(self.names[kept].into());
                    ends.push(start);
                }
                _ => {
                    names.push(names.last().map_or("A".into(), |last| invented(last)));
                    ends.push(start);
                }
            }
        }
        (names, ends)
    }

    /// The genuine fields after a value that is taken, and what lies between.
    fn put_right_of(
        &self,
        name: &'static str,
        end: usize,
        rest: Rest,
        names: &mut Vec<Name>,
        ends: &mut Vec<usize>,
    ) {
        let fits = |field: &usize| match rest {
            // The field that the value was cut from keeps what follows it.
            Rest::Own => self.names[*field] > name && self.ends[*field] > end,
            _ => self.names[*field] > name && self.start(*field) >= end,
        };
        let count = self.names.len();
        let first = (0..count).find(fits).unwrap_or(count);
        let is_gap = self.start(first) > end;
        if is_gap && (rest == Rest::Invented || first == count) {
            names.push(invented(name));
            ends.push(self.start(first));
        }
        names.extend(self.names[first..].iter().map(|name| Name::from(*name)));
        ends.extend(&self.ends[first..]);
    }

    /// The known names between the neighbours of the fields `first..=last`, and an invented one
    /// behind each of them.
    fn names_for(&self, first: usize, last: usize) -> Vec<Name> {
        let before = first.checked_sub(1).map(|field| self.names[field]);
        let after = self.names.get(last + 1);
        let mut names = vec![before.map_or("A".into(), invented)];
        for name in NAMES {
            if Some(name) > before && after.is_none_or(|after| name < *after) {
                names.extend([name.into(), invented(name)]);
            }
        }
        names
    }

    fn take_other_names(&mut self) {
        let ends = self.ends.clone();
        let mut names = self.own_names();
        for one in 0..ends.len() {
            for name in self.names_for(one, one) {
                names[one] = name;
                self.try_cut(Family::Names, &names, &ends);
                for other in one + 2..ends.len() {
                    for name in self.names_for(other, other) {
                        names[other] = name;
                        self.try_cut(Family::Names, &names, &ends);
                    }
                    names[other] = self.names[other].into();
                }
            }
            names[one] = self.names[one].into();
        }
        for one in 0..ends.len() - 1 {
            let candidates = self.names_for(one, one + 1);
            for pair in pairs(&candidates) {
                (names[one], names[one + 1]) = pair;
                self.try_cut(Family::Names, &names, &ends);
            }
            names[one] = self.names[one].into();
            names[one + 1] = self.names[one + 1].into();
        }
    }

    fn merge_and_split(&mut self) {
        for field in 0..self.names.len() {
            self.merge_with_next(field);
            self.split(field);
        }
    }

    fn merge_with_next(&mut self, field: usize) {
        if field + 1 == self.names.len() {
            return;
        }
        let (mut names, mut ends) = (self.own_names(), self.ends.clone());
        names.remove(field);
        ends.remove(field);
        for name in self.names_for(field, field + 1) {
            names[field] = name;
            self.try_cut(Family::Splits, &names, &ends);
        }
    }

    fn split(&mut self, field: usize) {
        let (mut names, mut ends) = (self.own_names(), self.ends.clone());
        names.insert(field, Name::default());
        ends.insert(field, 0);
        for pair in pairs(&self.names_for(field, field)) {
            (names[field], names[field + 1]) = pair;
            for at in self.start(field) + 1..self.ends[field] {
                ends[field] = at;
                self.try_cut(Family::Splits, &names, &ends);
            }
        }
    }

    fn read_otherwise(&mut self) {
        let mut original = vec![None; NAMES.len()];
        for (field, name) in self.names.iter().enumerate() {
            let place = NAMES.binary_search(name).unwrap();
            original[place] = Some((self.start(field), self.ends[field]));
        }
        let mut random = Random::new(SEED);
        let draws = if self.is_wide() { 12 } else { 4 };
        let text = self.text.clone();
        let spans = readings::spans(&text, &self.body.merchant);
        for table in TABLES.iter().filter(|table| table.suits(&text)) {
            for loyalty in [1.0, 1e2, 1e6] {
                let readings = Readings::new(table, &text, &spans, &original, loyalty);
                self.try_readings(&readings, draws, &mut random);
            }
        }
    }

    fn try_readings(&mut self, readings: &Readings, draws: usize, random: &mut Random) {
        for (place, name) in NAMES.iter().enumerate() {
            if !DECIDING.contains(name) {
                continue;
            }
            let gaps = readings.gaps(place).into_iter().map(|at| (at, at));
            for value in readings.values(place).into_iter().chain(gaps) {
                for _ in 0..draws {
                    let reading = readings.draw(place, value, random);
                    self.try_reading(&reading);
                }
            }
        }
    }

    fn try_reading(&mut self, reading: &[(usize, usize)]) {
        let names: Vec<Name> = reading
            .iter()
            .map(|(place, _)| NAMES[*place].into())
            .collect();
        let ends: Vec<usize> = reading.iter().map(|(_, end)| *end).collect();
        self.try_cut(Family::Readings, &names, &ends);
    }
}

/// Where a rest goes that is left beside a value that was taken.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rest {
    Invented,
    Neighbour,
    /// It stays with the field it was cut from.
    Own,
}

/// Each two of the names, in their order.
fn pairs(names: &[Name]) -> Vec<(Name, Name)> {
    let mut pairs = Vec::new();
    for (index, one) in names.iter().enumerate() {
        for other in &names[index + 1..] {
            pairs.push((one.clone(), other.clone()));
        }
    }
    pairs
}

/// The values hold no control characters.
fn escape(value: &str, json: &mut String) {
    for character in value.chars() {
        if matches!(character, '"' | '\\') {
            json.push('\\');
        }
        json.push(character);
    }
}

/// In which deciding fields a callback that was taken differs from the genuine body.
fn changes(callback: &Callback, body: &Body) -> String {
    let mut changes = String::new();
    for name in DECIDING {
        let mut fields = body.fields.iter();
        let genuine = fields.find(|(own, _)| own == name);
        let (genuine, forged) = (genuine.map(|(_, value)| &**value), callback.signed(name));
        if genuine != forged {
            changes += &format!("{name}: {genuine:?} -> {forged:?}; ");
        }
    }
    changes
}

/// The samples of the documents, some bodies of each type, and many of which only readings are tried.
fn targets() -> Vec<(Body, Reach)> {
    let mut random = Random::new(SEED);
    let samples = genuine::documented().into_iter();
    let mut targets: Vec<_> = samples.map(|body| (body, Reach::Sample)).collect();
    for index in 0..BODIES_PER_TYPE {
        let reach = if index == 0 {
            Reach::Wide
        } else {
            Reach::Usual
        };
        for kind in Type::ALL {
            targets.push((genuine::body(kind, &mut random), reach));
        }
    }
    let others = genuine::bodies(SEED, READ_BODIES).into_iter();
    targets.extend(others.map(|body| (body, Reach::Readings)));
    targets
}

#[test]
fn no_cut_becomes_another_callback() {
    let targets = targets();
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let run = |worker: usize| {
        let own = targets.iter().skip(worker).step_by(workers);
        own.map(|(body, reach)| Attack::new(body, *reach).run())
            .collect::<Vec<_>>()
    };
    let attacks: Vec<Attack<'_>> = thread::scope(|scope| {
        let run = &run;
        let threads: Vec<_> = (0..workers)
            .map(|worker| scope.spawn(move || run(worker)))
            .collect();
        let results = threads.into_iter().map(|thread| thread.join().unwrap());
        results.flatten().collect()
    });
    let total = print_tallies(&attacks);
    for breach in attacks
        .iter()
        .flat_map(|attack| &attack.breaches)
        .take(BREACHES_SHOWN)
    {
        println!("\nbreach: {breach}");
    }
    assert!(total.cuts > LEAST_CUTS);
    assert_eq!(total.harmful, 0, "a cut was taken that says something else");
}

fn print_tallies(attacks: &[Attack<'_>]) -> Tally {
    let (mut by_type, mut by_family) = (BTreeMap::new(), BTreeMap::new());
    let mut total = Tally::default();
    for attack in attacks {
        for (family, tally) in &attack.tallies {
            let of_type: &mut Tally = by_type.entry(attack.body.kind).or_default();
            of_type.add(*tally);
            let of_family: &mut Tally = by_family.entry(*family).or_default();
            of_family.add(*tally);
            total.add(*tally);
        }
    }
    let head = "      cuts  taken, the same  taken, another";
    println!("\n{} bodies\n{:<18}{head}", attacks.len(), "type");
    for (kind, tally) in by_type {
        tally.print(kind.label());
    }
    println!("\n{:<18}{head}", "family");
    for (family, tally) in by_family {
        tally.print(family.label());
    }
    total.print("all");
    total
}

/// A field that is not signed says nothing: whatever stands there, the outcome is the same.
#[test]
fn unsigned_fields_change_nothing() {
    const VALUES: [&str; 12] = [
        "null",
        r#""""#,
        r#""S""#,
        r#""VISA""#,
        r#""GooglePay""#,
        r#""100.00""#,
        r#""USD""#,
        r#""1810553728219353088""#,
        r#""2024-07-09 13:57:01""#,
        r#""付款""#,
        r#""{\"status\":\"S\"}""#,
        "true",
    ];
    let mut tried = 0;
    for (body, _) in targets() {
        let outcome = outcome_with(&body, &|_| None);
        let unsigned = EXCLUDED.into_iter().filter(|name| *name != "sign");
        for name in unsigned {
            for value in VALUES {
                let one = |other: &str| (other == name).then_some(value);
                assert_eq!(outcome_with(&body, &one), outcome, "{name} {value}");
                tried += 1;
            }
        }
        for value in VALUES {
            assert_eq!(outcome_with(&body, &|_| Some(value)), outcome, "{value}");
            tried += 1;
        }
        // And as it was sent.
        assert_eq!(outcome_of(&body, body.json.as_bytes()), outcome);
    }
    println!("\nunsigned fields: {tried} changes, none of which changed an outcome");
}

/// What is taken: the signed fields and their values; or the code and field of the refusal.
type Outcome = Result<Vec<(String, String)>, (&'static str, Option<String>)>;

fn outcome_of(body: &Body, json: &[u8]) -> Outcome {
    let (secrets, merchant) = ([genuine::secret()], Merchant::new(&body.merchant).unwrap());
    match verify_callback(json, &VerifyOptions::new(&secrets, &merchant)) {
        Ok(callback) => Ok(callback
            .fields()
            .filter(|field| field.side != Side::Unsigned)
            .map(|field| (field.name.into(), field.value.into()))
            .collect()),
        Err(error) => Err((error.code().as_str(), error.field().map(Into::into))),
    }
}

/// With the signed fields of a body, and the unsigned ones that `unsigned` has a value for.
fn outcome_with(body: &Body, unsigned: &dyn Fn(&str) -> Option<&'static str>) -> Outcome {
    let mut members = vec![format!("\"sign\":\"{}\"", body.sign)];
    for (name, value) in body.signed() {
        members.push(format!("\"{name}\":{}", genuine::values::quoted(value)));
    }
    for name in EXCLUDED.into_iter().filter(|name| *name != "sign") {
        if let Some(value) = unsigned(name) {
            members.push(format!("\"{name}\":{value}"));
        }
    }
    outcome_of(body, format!("{{{}}}", members.join(",")).as_bytes())
}

/// A payment of a hundred dollars that failed.
const FAILED: [(&str, &str); 13] = [
    ("merchantNo", "800209"),
    ("merchantTxnId", "1720504619000"),
    ("notifyType", "TXN"),
    ("orderAmount", "100.00"),
    ("orderCurrency", "USD"),
    (
        "reason",
        "{\"respCode\":\"70002\",\"respMsg\":\"DECLINED\"}",
    ),
    ("responseTime", "2024-07-09 13:57:19"),
    ("status", "F"),
    ("transactionId", "1810553728219353088"),
    ("txnAmount", "100.00"),
    ("txnCurrency", "USD"),
    ("txnTime", "2024-07-09 13:57:01"),
    ("txnType", "SALE"),
];

/// Replaces some neighbouring fields by others.
fn forged(
    replaced: &[&str],
    by: &[(&'static str, &'static str)],
) -> Vec<(&'static str, &'static str)> {
    let is_kept = |(name, _): &(&str, &str)| !replaced.contains(name);
    FAILED
        .into_iter()
        .filter(is_kept)
        .chain(by.iter().copied())
        .collect()
}

#[test]
fn worked_forgeries() {
    let genuine = signed(&FAILED);
    let forgeries = [
        // The S of USD becomes the status of a payment that failed.
        forged(
            &["orderCurrency", "reason", "responseTime", "status"],
            &[
                ("orderCurrency", "U"),
                ("status", "S"),
                (
                    "status0",
                    "D{\"respCode\":\"70002\",\"respMsg\":\"DECLINED\"}2024-07-09 13:57:19F",
                ),
            ],
        ),
        // A digit wanders from the id into the amount.
        forged(
            &["transactionId", "txnAmount"],
            &[
                ("transactionId", "181055372821935308"),
                ("txnAmount", "8100.00"),
            ],
        ),
        // The amount sinks into a field that nobody looks at.
        forged(
            &["orderAmount"],
            &[("orderAmount", "1"), ("orderAmount0", "00.00")],
        ),
        // A failure that is told no more.
        forged(&["status"], &[("statusOfOld", "F")]),
    ];
    for forgery in forgeries {
        let forged = signed(&forgery);
        assert_eq!(forged.1, genuine.1, "the signature stays right");
        let (secrets, merchant) = ([genuine::secret()], Merchant::new("800209").unwrap());
        let options = VerifyOptions::new(&secrets, &merchant);
        let code = match verify_callback(forged.0.as_bytes(), &options) {
            Ok(_) => panic!("was taken: {}", forged.0),
            Err(error) => error.code().as_str(),
        };
        assert!(REFUSALS[..4].contains(&code), "{code}");
    }
}

/// A body of these fields, and its signature.
fn signed(fields: &[(&'static str, &'static str)]) -> (String, String) {
    let params = fields
        .iter()
        .map(|(name, value)| (*name, Param::from(*value)));
    let sign = Params::new(params)
        .unwrap()
        .sign(&genuine::secret(), Rule::Callback)
        .to_hex();
    let member =
        |(name, value): &(&str, &str)| format!("\"{name}\":{},", genuine::values::quoted(value));
    let members: String = fields.iter().map(member).collect();
    (format!("{{{members}\"sign\":\"{sign}\"}}"), sign)
}
