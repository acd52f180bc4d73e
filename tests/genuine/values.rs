//! Single values of a callback, each in the forms that are documented or seen in real life.

use onerway_edge::{DateTime, Zone};

/// Small, and the same everywhere: xorshift64*.
pub(crate) struct Random(u64);

impl Random {
    /// Any seed will do but 0.
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = Random(seed);
        // Seeds that differ in a few bits start alike; they part soon.
        for _ in 0..16 {
            random.next();
        }
        random
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// From 0 up to `limit`, without it.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        (self.next() >> 16) % limit.max(1)
    }

    pub(crate) fn index(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).unwrap()
    }

    pub(crate) fn percent(&mut self, share: u64) -> bool {
        self.below(100) < share
    }

    pub(crate) fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.index(choices.len())]
    }

    /// One of the choices, each as often as its weight says.
    pub(crate) fn weighted<T: Copy>(&mut self, choices: &[(u64, T)]) -> T {
        let mut left = self.below(choices.iter().map(|(weight, _)| weight).sum());
        for (weight, choice) in choices {
            if left < *weight {
                return *choice;
            }
            left -= weight;
        }
        choices[0].1
    }

    fn characters(&mut self, alphabet: &[u8], length: usize) -> String {
        let mut character = || char::from(self.pick(alphabet));
        (0..length).map(|_| character()).collect()
    }

    pub(crate) fn digits(&mut self, length: usize) -> String {
        self.characters(b"0123456789", length)
    }

    pub(crate) fn hex(&mut self, length: usize) -> String {
        self.characters(b"0123456789abcdef", length)
    }

    pub(crate) fn letters(&mut self, length: usize) -> String {
        self.characters(
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
            length,
        )
    }

    fn capitals(&mut self, length: usize) -> String {
        self.characters(b"ABCDEFGHJKLMNPQRSTUVWXYZ", length)
    }
}

/// 2024-01-01T00:00:00Z, and the milliseconds of the two and a half years after it.
const FIRST_MOMENT: i64 = 1_704_067_200_000;
const SPAN: u64 = 78_840_000_000;

/// The instant from which an id counts its milliseconds.
const ID_EPOCH: i64 = 1_288_834_974_657;

/// Some instant, in Unix milliseconds.
pub(crate) fn moment(random: &mut Random) -> i64 {
    FIRST_MOMENT + random.below(SPAN).cast_signed()
}

/// Later by up to so many seconds, mostly by few.
pub(crate) fn later(random: &mut Random, moment: i64, seconds: u64) -> i64 {
    let most = if random.percent(70) { 60 } else { seconds };
    moment + random.below(most.min(seconds) * 1000).cast_signed()
}

/// An id made at an instant: its milliseconds in bits 22 and up, a machine and a count below.
pub(crate) fn id(random: &mut Random, moment: i64) -> String {
    let machine = random.below(1 << 10) << 12;
    let count = if random.percent(80) {
        0
    } else {
        random.below(1 << 12)
    };
    let millis = (moment - ID_EPOCH).cast_unsigned();
    (millis << 22 | machine | count).to_string()
}

pub(crate) fn zone(random: &mut Random) -> &'static str {
    random.weighted(&[
        (85, "+08:00"),
        (4, "+00:00"),
        (2, "-05:00"),
        (2, "-03:00"),
        (2, "+01:00"),
        (2, "+05:30"),
        (2, "+09:00"),
        (1, "-08:00"),
    ])
}

/// The gateway's own zone.
pub(crate) const HOME: &str = "+08:00";

pub(crate) fn time(moment: i64, zone: &str) -> String {
    DateTime::at(moment, Zone::parse(zone).unwrap())
        .unwrap()
        .to_text()
}

pub(crate) fn merchant_no(random: &mut Random) -> String {
    let length = random.weighted(&[(70, 6), (10, 7), (10, 8), (5, 10), (5, 12)]);
    match length {
        6 => format!("80{}", random.digits(4)),
        _ => format!("{}{}", 1 + random.below(9), random.digits(length - 1)),
    }
}

/// An order number, in the style of some merchant.
pub(crate) fn order_number(random: &mut Random, moment: i64) -> String {
    let day = time(moment, HOME)[..10].replace('-', "");
    match random.weighted(&[
        (25, 0),
        (20, 1),
        (10, 2),
        (12, 3),
        (8, 4),
        (5, 5),
        (4, 6),
        (5, 7),
        (5, 8),
        (3, 9),
        (3, 10),
    ]) {
        0 => moment.to_string(),
        1 => uuid(random),
        2 => format!("ORDER-{}-{:06}", &day[..4], random.below(1_000_000)),
        3 => format!("TXN{day}{:03}", random.below(1000)),
        4 => format!("{}-{}", random.capitals(3), random.digits(7)),
        5 => format!("{}{}", random.capitals(1), random.digits(2)),
        6 => random.hex(64),
        7 => random.hex(32),
        8 => format!("{day}{}", random.digits(11)),
        9 => id(random, moment),
        _ => format!("inv_{}_{}", random.digits(5), random.hex(6)),
    }
}

fn uuid(random: &mut Random) -> String {
    [8, 4, 4, 4, 12].map(|length| random.hex(length)).join("-")
}

/// A currency: its decimals, and its worth in millionths of a cent (1e-8 dollars).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Currency {
    pub(crate) name: &'static str,
    decimals: u32,
    worth: u64,
}

const fn currency(name: &'static str, decimals: u32, worth: u64) -> Currency {
    Currency {
        name,
        decimals,
        worth,
    }
}

const USD: Currency = currency("USD", 2, 100_000_000);
const EUR: Currency = currency("EUR", 2, 108_420_000);
const GBP: Currency = currency("GBP", 2, 127_310_000);
const HKD: Currency = currency("HKD", 2, 12_810_000);
const CNY: Currency = currency("CNY", 2, 13_780_000);
const SGD: Currency = currency("SGD", 2, 74_210_000);
const BRL: Currency = currency("BRL", 2, 18_120_000);
const MXN: Currency = currency("MXN", 2, 5_420_000);
const JPY: Currency = currency("JPY", 0, 671_000);
const KRW: Currency = currency("KRW", 0, 72_400);
const VND: Currency = currency("VND", 0, 3_940);
const KWD: Currency = currency("KWD", 3, 325_410_000);

pub(crate) fn order_currency(random: &mut Random) -> Currency {
    random.weighted(&[
        (40, USD),
        (15, EUR),
        (6, GBP),
        (6, HKD),
        (5, CNY),
        (4, SGD),
        (5, BRL),
        (5, MXN),
        (6, JPY),
        (4, KRW),
        (2, VND),
        (2, KWD),
    ])
}

pub(crate) fn settlement_currency(random: &mut Random) -> Currency {
    random.weighted(&[
        (50, USD),
        (15, EUR),
        (12, HKD),
        (8, CNY),
        (5, GBP),
        (3, SGD),
        (4, JPY),
        (3, KRW),
    ])
}

/// Money, counted in the smallest unit of its currency.
#[derive(Clone, Copy)]
pub(crate) struct Money {
    pub(crate) units: u64,
    pub(crate) currency: Currency,
}

impl Money {
    /// A price such as shops have them: often a round one, between half a dollar and some thousands.
    pub(crate) fn price(random: &mut Random, currency: Currency) -> Money {
        let digits = random.weighted(&[(30, 3), (50, 4), (15, 5), (5, 6)]);
        let cents = 50 + random.below(10_u64.pow(digits));
        let units = cents * 1_000_000 * 10_u64.pow(currency.decimals) / currency.worth + 1;
        let hundred = 10_u64.pow(currency.decimals.max(1));
        let units = match random.below(10) {
            0..4 => units.div_ceil(hundred) * hundred,
            4..6 => units.div_ceil(hundred) * hundred - 1,
            _ => units,
        };
        Money { units, currency }
    }

    /// With the decimals of the currency.
    pub(crate) fn text(self) -> String {
        let unit = 10_u64.pow(self.currency.decimals);
        match self.currency.decimals as usize {
            0 => self.units.to_string(),
            width => format!("{}.{:0width$}", self.units / unit, self.units % unit),
        }
    }

    /// A part of it that is not nothing.
    pub(crate) fn part(self, random: &mut Random) -> Money {
        let units = 1 + random.below(self.units);
        Money { units, ..self }
    }

    /// Times a rate, rounded to the decimals of the other currency.
    pub(crate) fn at(self, rate: Rate, currency: Currency) -> Money {
        let product =
            u128::from(self.units) * u128::from(rate.units) * 10_u128.pow(currency.decimals);
        let divisor = 10_u128.pow(self.currency.decimals + rate.decimals);
        let units = u64::try_from((product + divisor / 2) / divisor).unwrap();
        Money { units, currency }
    }
}

/// What one unit of the order's currency is worth in the settlement's.
#[derive(Clone, Copy)]
pub(crate) struct Rate {
    units: u64,
    decimals: u32,
}

impl Rate {
    /// The rate of some day: within three percent of the usual one, with 1 to 8 decimals.
    pub(crate) fn between(random: &mut Random, from: Currency, to: Currency) -> Rate {
        let mut decimals = random.weighted(&[
            (5, 1),
            (10, 2),
            (5, 3),
            (25, 4),
            (5, 5),
            (25, 6),
            (5, 7),
            (20, 8),
        ]);
        let drift = if from == to {
            1000
        } else {
            970 + random.below(61)
        };
        loop {
            let units = u128::from(from.worth) * u128::from(drift) * 10_u128.pow(decimals)
                / (u128::from(to.worth) * 1000);
            // Three digits at least; no gateway settles at a coarser rate.
            if units >= 100 || decimals == 8 {
                let units = u64::try_from(units.max(1)).unwrap();
                return Rate { units, decimals };
            }
            decimals += 1;
        }
    }

    /// Some systems print the last zeros, some do not.
    pub(crate) fn text(self, random: &mut Random) -> String {
        let unit = 10_u64.pow(self.decimals);
        let width = self.decimals as usize;
        let text = format!("{}.{:0width$}", self.units / unit, self.units % unit);
        if random.percent(50) {
            text
        } else {
            text.trim_end_matches('0').trim_end_matches('.').into()
        }
    }
}

pub(crate) const CARDS: &[&str] = &["VISA", "MASTERCARD", "AMEX", "JCB"];

pub(crate) fn wallet(random: &mut Random) -> &'static str {
    random.pick(&[
        "Alipay",
        "WeChatPay",
        "PIX",
        "KakaoPay",
        "BOLETO",
        "OXXO",
        "GCASH",
    ])
}

/// How the authentication of the cardholder went.
pub(crate) fn eci(random: &mut Random, card: &str) -> String {
    let code: &str = match card {
        "MASTERCARD" => random.pick(&["02", "02", "01", "00"]),
        _ => random.pick(&["05", "05", "06", "07"]),
    };
    let padded = !random.percent(4);
    if padded { code } else { &code[1..] }.into()
}

pub(crate) fn country(random: &mut Random) -> &'static str {
    random.pick(&[
        "US", "GB", "DE", "HK", "CN", "SG", "BR", "MX", "JP", "KR", "FR", "KW",
    ])
}

const REFUSALS: &[(&str, &str)] = &[
    ("70002", "Unknown decline"),
    ("70002", "Do not honor"),
    ("70002", "Suspected fraud"),
    ("70002", "Insufficient funds"),
    ("70002", "Expired card"),
    ("70002", "DECLINED"),
    ("70002", "Refer to card issuer, code 01"),
    ("70002", "CVV2 MISMATCH (N7)"),
    ("70002", "3DS authentication failed: TRANS STATUS N, ECI 07"),
    ("70002", "RISK SCORE 87 EXCEEDS 80"),
    ("70002", "Transaction amount 100.00 USD exceeds limit"),
    ("70002", "The issuer said: \"Lost card, pick up\""),
    ("70002", "交易被拒绝"),
    ("70002", "余额不足，请更换银行卡"),
    ("11002", "SYSTEM ERROR"),
    ("12002", "Merchant disabled or no settlement currency"),
    ("12004", "Account disabled or missing"),
    ("12008", "Wrong transaction IP 203.0.113.7"),
    ("12009", "Channel timed out, retry later"),
    ("13006", "State required"),
];

pub(crate) fn success(random: &mut Random) -> String {
    let message = random.weighted(&[
        (85, "Success"),
        (5, "SUCCESS"),
        (5, "成功"),
        (5, "Approved"),
    ]);
    reason(random, "20000", message)
}

pub(crate) fn pending(random: &mut Random) -> String {
    let message = random.pick(&["Success", "PENDING 3DS", "Waiting for payment", "处理中"]);
    reason(random, "20000", message)
}

pub(crate) fn refusal(random: &mut Random) -> String {
    let (code, message) = random.pick(REFUSALS);
    reason(random, code, message)
}

/// Mostly as in the published callback; some writers put spaces, or another order.
fn reason(random: &mut Random, code: &str, message: &str) -> String {
    let message = quoted(message);
    match random.below(100) {
        0..3 => format!(r#"{{"respMsg":{message},"respCode":"{code}"}}"#),
        3..6 => format!(r#"{{"respCode": "{code}", "respMsg": {message}}}"#),
        _ => format!(r#"{{"respCode":"{code}","respMsg":{message}}}"#),
    }
}

pub(crate) fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

pub(crate) fn method_details(random: &mut Random, method: &str, is_card: bool) -> String {
    if !is_card {
        return format!(r#"{{"payType":{}}}"#, quoted(method));
    }
    let (last, country) = (random.digits(4), country(random));
    if random.percent(50) {
        format!(r#"{{"cardBrand":"{method}","cardLastFour":"{last}","issuerCountry":"{country}"}}"#)
    } else {
        let bin = random.digits(6);
        format!(r#"{{"cardNumber":"{bin}******{last}","cardType":"CREDIT","authCode":null}}"#)
    }
}

pub(crate) fn products(random: &mut Random, price: Money) -> String {
    const NAMES: &[&str] = &[
        "T-shirt",
        "iPhone 15",
        "SUPPLY BOX",
        "连衣裙",
        "E-book \"Rust\"",
        "Gift card 50 USD",
    ];
    let currency = price.currency.name;
    let has_two = random.percent(30);
    let mut product = || {
        let (name, number) = (quoted(random.pick(NAMES)), 1 + random.below(3));
        let price = price.part(random).text();
        format!(r#"{{"name":{name},"price":"{price}","num":"{number}","currency":"{currency}"}}"#)
    };
    let mut list = vec![product()];
    if has_two {
        list.push(product());
    }
    format!("[{}]", list.join(","))
}

pub(crate) fn chargeback_code(random: &mut Random) -> &'static str {
    random.pick(&["res1206CODE", "10.4", "13.1", "4853", "4837", "C08", "F29"])
}

pub(crate) fn chargeback_reason(random: &mut Random) -> &'static str {
    random.pick(&[
        "Other Fraud - Card Absent Environment",
        "Merchandise/Services Not Received",
        "Cardholder Dispute: not as described or defective",
        "No Cardholder Authorization",
        "Fraud",
        "Duplicate processing of 19.90 USD on 2024-07-09",
        "持卡人否认交易",
        "res1206",
    ])
}

pub(crate) fn chargeback_arn(random: &mut Random) -> String {
    match random.below(10) {
        0 => "555".into(),
        _ => format!("{}{}", 7, random.digits(22)),
    }
}
