//! Every way to read a joined text as a callback: names in their order, each value in a form that
//! its field may have.
//!
//! The forms are those of the documents, taken generously: what a real callback holds fits them,
//! and so does a lot more.

use crate::genuine::values::Random;

/// The known fields that the digest covers, sorted by name.
pub(crate) const NAMES: [&str; 36] = [
    "appealDueTime",
    "cardBinCountry",
    "channelRequestId",
    "chargebackAmount",
    "chargebackArn",
    "chargebackCode",
    "chargebackCurrency",
    "chargebackDate",
    "chargebackReason",
    "chargebackStatus",
    "contractId",
    "dataStatus",
    "eci",
    "importTime",
    "merchantNo",
    "merchantTxnId",
    "notifyType",
    "orderAmount",
    "orderCurrency",
    "paymentId",
    "paymentMethodDetails",
    "paymentStatus",
    "products",
    "reason",
    "responseTime",
    "scenarios",
    "settleRate",
    "status",
    "subscriptionStatus",
    "tokenId",
    "transactionId",
    "txnAmount",
    "txnCurrency",
    "txnTime",
    "txnTimeZone",
    "txnType",
];

/// Which fields a reading may have.
pub(crate) struct Table {
    /// Its `notifyType`; any where it is empty.
    notify_type: &'static str,
    /// The documents have a value for each of these.
    needed: &'static [&'static str],
    /// Whether any other field may be there, too.
    takes: fn(&str) -> bool,
}

fn is_of_dispute(name: &str) -> bool {
    name.starts_with("chargeback") || matches!(name, "importTime" | "appealDueTime")
}

/// The tables of the documents, and one for readings that fit none of them.
pub(crate) const TABLES: [Table; 5] = [
    Table {
        notify_type: "",
        needed: &["merchantNo", "notifyType", "transactionId"],
        takes: |_| true,
    },
    Table {
        notify_type: "TXN",
        needed: &[
            "notifyType",
            "transactionId",
            "txnType",
            "merchantNo",
            "merchantTxnId",
            "responseTime",
            "txnTimeZone",
            "orderAmount",
            "orderCurrency",
            "status",
        ],
        takes: |name| !is_of_dispute(name),
    },
    Table {
        notify_type: "CANCEL",
        needed: &[
            "notifyType",
            "transactionId",
            "txnType",
            "merchantNo",
            "merchantTxnId",
            "txnTime",
            "orderAmount",
            "orderCurrency",
            "status",
        ],
        takes: |name| !is_of_dispute(name),
    },
    Table {
        notify_type: "REFUND_AUDIT",
        needed: &["notifyType", "transactionId", "merchantNo", "status"],
        takes: |_| false,
    },
    Table {
        notify_type: "CHARGEBACK",
        needed: &[
            "notifyType",
            "transactionId",
            "merchantNo",
            "importTime",
            "chargebackDate",
            "chargebackAmount",
            "chargebackCurrency",
            "chargebackStatus",
        ],
        takes: |name| is_of_dispute(name) || name == "merchantTxnId",
    },
];

impl Table {
    /// Whether a text can be read by this table at all.
    pub(crate) fn suits(&self, text: &str) -> bool {
        text.contains(self.notify_type)
    }

    fn needs(&self, name: &str) -> bool {
        self.needed.contains(&name)
    }

    /// Whether a field may have this value, as far as the table says.
    fn fits(&self, name: &str, value: &str) -> bool {
        let is_there = self.needs(name) || (self.takes)(name);
        let says_so = name != "notifyType" || self.notify_type.is_empty();
        is_there && (says_so || value == self.notify_type)
    }
}

/// The forms of a value.
enum Form<'a> {
    Words(&'a [&'a str]),
    /// So many characters, each of them of a kind.
    Run(usize, usize, fn(u8) -> bool),
    Amount,
    /// `0` stands for any digit.
    Pattern(&'static str),
    /// Between these two brackets.
    Json(u8, u8),
}

const NOTIFY_TYPES: &[&str] = &["TXN", "CANCEL", "REFUND_AUDIT", "CHARGEBACK", "PRE_DISPUTE"];
const TXN_TYPES: &[&str] = &[
    "SALE",
    "REFUND",
    "BIND_CARD",
    "AUTH",
    "PRE_AUTH",
    "CAPTURE",
    "VOID",
];
const CHARGEBACK_STATUSES: &[&str] = &[
    "NEW", "FA", "FAF", "FAS", "FAT", "SA", "SAF", "SAS", "SAT", "ACCEPT", "REVOKE", "DELETE",
];
const SUBSCRIPTION_STATUSES: &[&str] = &[
    "trialing",
    "paymentdue",
    "active",
    "pastdue",
    "paused",
    "canceled",
    "ended",
];
const SCENARIOS: &[&str] = &["SUBSCRIPTION_INITIAL", "SUBSCRIPTION_RENEWAL"];

fn is_any(_: u8) -> bool {
    true
}

fn is_digit(byte: u8) -> bool {
    byte.is_ascii_digit()
}

fn is_capital(byte: u8) -> bool {
    byte.is_ascii_uppercase()
}

fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

fn form<'a>(name: &str, merchant: &'a [&'a str]) -> Form<'a> {
    match name {
        "merchantNo" => Form::Words(merchant),
        "notifyType" => Form::Words(NOTIFY_TYPES),
        "txnType" => Form::Words(TXN_TYPES),
        "chargebackStatus" => Form::Words(CHARGEBACK_STATUSES),
        "subscriptionStatus" => Form::Words(SUBSCRIPTION_STATUSES),
        "scenarios" => Form::Words(SCENARIOS),
        "dataStatus" => Form::Words(&["0", "1", "2", "3"]),
        "status" => Form::Words(&["S", "F", "P", "R", "N", "I", "U"]),
        "paymentStatus" => Form::Words(&["S", "N", "O", "A", "I", "U", "P", "R"]),
        "contractId" | "paymentId" | "transactionId" => Form::Run(18, 20, is_digit),
        "channelRequestId" => Form::Run(20, 40, is_digit),
        "eci" => Form::Run(1, 2, is_digit),
        "cardBinCountry" => Form::Run(2, 3, is_capital),
        "chargebackCurrency" | "orderCurrency" | "txnCurrency" => Form::Run(3, 3, is_capital),
        "tokenId" => Form::Run(12, 300, is_token),
        "chargebackAmount" | "orderAmount" | "txnAmount" | "settleRate" => Form::Amount,
        "txnTimeZone" => Form::Pattern("±00:00"),
        "products" => Form::Json(b'[', b']'),
        "paymentMethodDetails" | "reason" => Form::Json(b'{', b'}'),
        "chargebackArn" => Form::Run(1, 128, is_any),
        "chargebackCode" => Form::Run(1, 32, is_any),
        "chargebackReason" => Form::Run(1, 1024, is_any),
        "merchantTxnId" => Form::Run(1, 64, is_any),
        _ => Form::Pattern("0000-00-00 00:00:00"),
    }
}

/// Where a value of a field can end that starts at `start`, in ascending order.
pub(crate) fn ends(name: &str, merchant: &str, text: &str, start: usize) -> Vec<usize> {
    if !text.is_char_boundary(start) {
        return Vec::new();
    }
    let bytes = &text.as_bytes()[start..];
    let mut lengths: Vec<usize> = match form(name, &[merchant]) {
        Form::Words(words) => words
            .iter()
            .filter(|word| bytes.starts_with(word.as_bytes()))
            .map(|word| word.len())
            .collect(),
        Form::Run(least, most, is_kind) => {
            let run = bytes.iter().take_while(|byte| is_kind(**byte)).count();
            (least..=most.min(run)).collect()
        }
        Form::Amount => amount_lengths(bytes),
        Form::Pattern(pattern) => pattern_length(bytes, pattern).into_iter().collect(),
        Form::Json(open, close) if bytes.first() == Some(&open) => (2..=bytes.len())
            .filter(|length| bytes[length - 1] == close)
            .collect(),
        Form::Json(..) => Vec::new(),
    };
    lengths.sort_unstable();
    lengths
        .into_iter()
        .map(|length| start + length)
        .filter(|end| text.is_char_boundary(*end))
        .collect()
}

/// Up to sixteen digits, perhaps with a point and up to eight more.
fn amount_lengths(bytes: &[u8]) -> Vec<usize> {
    let digits = |from: usize, most: usize| {
        let rest = bytes[from..].iter().take(most);
        rest.take_while(|byte| byte.is_ascii_digit()).count()
    };
    let whole = digits(0, 16);
    let mut lengths: Vec<usize> = (1..=whole).collect();
    if whole > 0 && bytes.get(whole) == Some(&b'.') {
        let fraction = digits(whole + 1, 8);
        lengths.extend((1..=fraction).map(|places| whole + 1 + places));
    }
    lengths
}

fn pattern_length(bytes: &[u8], pattern: &str) -> Option<usize> {
    let fits = |(kind, byte): (char, &u8)| match kind {
        '0' => byte.is_ascii_digit(),
        '±' => matches!(byte, b'+' | b'-'),
        other => other == char::from(*byte),
    };
    let length = pattern.chars().count();
    (bytes.len() >= length && pattern.chars().zip(bytes).all(fits)).then_some(length)
}

/// By the place of a name and the start: where a value can end.
pub(crate) type Spans = Vec<Vec<Vec<usize>>>;

/// Every stretch of a text that can be the value of some field.
pub(crate) fn spans(text: &str, merchant: &str) -> Spans {
    let of_name = |name: &&str| {
        (0..text.len())
            .map(|start| ends(name, merchant, text, start))
            .collect()
    };
    NAMES.iter().map(of_name).collect()
}

/// One reading: places in [`NAMES`] and where their values end.
pub(crate) type Reading = Vec<(usize, usize)>;

/// All readings of a text, counted, so that each can be drawn.
pub(crate) struct Readings {
    table: &'static Table,
    ends: Spans,
    /// By name and end: the starts.
    starts: Spans,
    /// By the number of names used and the position: the weight of what comes before.
    before: Vec<Vec<f64>>,
    /// The same for what comes from there on.
    after: Vec<Vec<f64>>,
    original: Vec<Option<(usize, usize)>>,
    loyalty: f64,
}

impl Readings {
    /// A field that is read as the original has it weighs `loyalty` times as much as another: with
    /// 1 all readings are drawn alike, with a lot those that keep most of the original.
    pub(crate) fn new(
        table: &'static Table,
        text: &str,
        spans: &Spans,
        original: &[Option<(usize, usize)>],
        loyalty: f64,
    ) -> Readings {
        let positions = text.len() + 1;
        let empty = || vec![vec![Vec::new(); positions]; NAMES.len()];
        let weights = || vec![vec![0.0; positions]; NAMES.len() + 1];
        let mut readings = Readings {
            table,
            ends: empty(),
            starts: empty(),
            before: weights(),
            after: weights(),
            original: original.to_vec(),
            loyalty,
        };
        for (name, label) in NAMES.iter().enumerate() {
            for (start, ends) in spans[name].iter().enumerate() {
                for end in ends {
                    if table.fits(label, &text[start..*end]) {
                        readings.ends[name][start].push(*end);
                        readings.starts[name][*end].push(start);
                    }
                }
            }
        }
        readings.count(positions);
        readings
    }

    fn count(&mut self, positions: usize) {
        self.before[0][0] = 1.0;
        for name in 0..NAMES.len() {
            for end in 0..positions {
                let mut weight = self.skip_weight(name) * self.before[name][end];
                for start in &self.starts[name][end] {
                    weight += self.weight(name, *start, end) * self.before[name][*start];
                }
                self.before[name + 1][end] = weight;
            }
        }
        self.after[NAMES.len()][positions - 1] = 1.0;
        for name in (0..NAMES.len()).rev() {
            for start in 0..positions {
                let mut weight = self.skip_weight(name) * self.after[name + 1][start];
                for end in &self.ends[name][start] {
                    weight += self.weight(name, start, *end) * self.after[name + 1][*end];
                }
                self.after[name][start] = weight;
            }
        }
    }

    fn weight(&self, name: usize, start: usize, end: usize) -> f64 {
        if self.original[name] == Some((start, end)) {
            self.loyalty
        } else {
            1.0
        }
    }

    fn skip_weight(&self, name: usize) -> f64 {
        if self.table.needs(NAMES[name]) {
            0.0
        } else {
            1.0
        }
    }

    /// Every stretch that some reading takes for the value of a field.
    pub(crate) fn values(&self, name: usize) -> Vec<(usize, usize)> {
        let mut values = Vec::new();
        for (start, ends) in self.ends[name].iter().enumerate() {
            for end in ends {
                if self.before[name][start] * self.after[name + 1][*end] > 0.0 {
                    values.push((start, *end));
                }
            }
        }
        values
    }

    /// Every position at which some reading goes on without a field.
    pub(crate) fn gaps(&self, name: usize) -> Vec<usize> {
        let weight = |at: &usize| {
            self.skip_weight(name) * self.before[name][*at] * self.after[name + 1][*at]
        };
        (0..self.before[name].len())
            .filter(|at| weight(at) > 0.0)
            .collect()
    }

    /// Some reading in which a field has this value, or, where start and end are one, none.
    pub(crate) fn draw(&self, name: usize, value: (usize, usize), random: &mut Random) -> Reading {
        let (start, end) = value;
        let mut reading = self.draw_before(name, start, random);
        if start < end {
            reading.push((name, end));
        }
        self.draw_after(name + 1, end, random, &mut reading);
        reading
    }

    fn draw_before(&self, names: usize, mut end: usize, random: &mut Random) -> Reading {
        let mut reading = Reading::new();
        for name in (0..names).rev() {
            let skip = (end, self.skip_weight(name) * self.before[name][end]);
            let takes = self.starts[name][end].iter().map(|start| {
                let weight = self.weight(name, *start, end) * self.before[name][*start];
                (*start, weight)
            });
            let start = choose(std::iter::once(skip).chain(takes), random);
            if start < end {
                reading.push((name, end));
            }
            end = start;
        }
        reading.reverse();
        reading
    }

    fn draw_after(
        &self,
        first: usize,
        mut start: usize,
        random: &mut Random,
        reading: &mut Reading,
    ) {
        for name in first..NAMES.len() {
            let skip = (start, self.skip_weight(name) * self.after[name + 1][start]);
            let takes = self.ends[name][start].iter().map(|end| {
                let weight = self.weight(name, start, *end) * self.after[name + 1][*end];
                (*end, weight)
            });
            let end = choose(std::iter::once(skip).chain(takes), random);
            if start < end {
                reading.push((name, end));
            }
            start = end;
        }
    }
}

/// One of the positions, each as often as its weight says.
fn choose(choices: impl Iterator<Item = (usize, f64)> + Clone, random: &mut Random) -> usize {
    let total: f64 = choices.clone().map(|(_, weight)| weight).sum();
    #[expect(clippy::cast_precision_loss, reason = "any share will do")]
    let mut left = total * (random.below(1 << 40) as f64 / (1_u64 << 40) as f64);
    let mut last = 0;
    for (position, weight) in choices {
        if weight > 0.0 {
            last = position;
            if left < weight {
                break;
            }
            left -= weight;
        }
    }
    last
}
