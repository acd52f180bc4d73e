//! Amounts of money: exact decimals, their currency, its minor units.

use alloc::string::String;

/// A decimal number as the gateway writes it: `780.00`, `7.8`, `1500`. Never a float.
///
/// At most 19 characters (callback fields, lengths); no sign, no exponent, no leading zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    digits: u64,
    scale: u32,
}

/// The most characters of an amount or a rate. Source: callback fields, lengths.
pub(crate) const MAX_DIGITS: usize = 19;

impl Decimal {
    /// Reads a decimal number; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Decimal> {
        let bytes = text.as_bytes();
        let mut digits: u64 = 0;
        let mut point = None;
        for (at, &byte) in bytes.iter().enumerate() {
            if byte == b'.' && point.is_none() && at > 0 {
                point = Some(at);
                continue;
            }
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                return None;
            }
            digits = digits.checked_mul(10)?.checked_add(digit.into())?;
        }
        let scale = point.map_or(0, |point| bytes.len() - 1 - point);
        let padded = bytes.first() == Some(&b'0') && point.unwrap_or(bytes.len()) > 1;
        let formed = !bytes.is_empty()
            && bytes.len() <= MAX_DIGITS
            && !padded
            && (point.is_none() || scale > 0);
        formed.then_some(Decimal {
            digits,
            scale: u32::try_from(scale).ok()?,
        })
    }

    /// Whether both are the same number: `100` and `100.00` are.
    #[must_use]
    pub fn equals(self, other: Decimal) -> bool {
        let scale = self.scale.max(other.scale);
        let digits = |one: Decimal| u128::from(one.digits) * 10_u128.pow(scale - one.scale);
        digits(self) == digits(other)
    }

    /// How many digits follow the point.
    #[must_use]
    pub const fn scale(self) -> u32 {
        self.scale
    }

    /// All digits, without the point.
    pub(crate) const fn digits(self) -> u64 {
        self.digits
    }
}

/// A currency: three upper-case letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Currency<'a>(&'a str);

/// The currencies whose amounts do not have two decimals. Source: ISO 4217, list one.
const EXPONENTS: [(u32, &str); 3] = [
    (0, "BIFCLPDJFGNFISKJPYKMFKRWPYGRWFUGXUYIVNDVUVXAFXOFXPF"),
    (3, "BHDIQDJODKWDLYDOMRTND"),
    (4, "CLFUYW"),
];

impl<'a> Currency<'a> {
    /// Reads a currency's code.
    #[must_use]
    pub fn parse(code: &'a str) -> Option<Self> {
        let formed = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        formed.then_some(Currency(code))
    }

    /// The code: `USD`.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        self.0
    }

    /// How many decimals its minor unit is: 2 for `USD`, 0 for `JPY`.
    #[must_use]
    pub fn exponent(self) -> u32 {
        let code = self.0.as_bytes().first_chunk::<3>();
        for (exponent, codes) in EXPONENTS {
            let (codes, _) = codes.as_bytes().as_chunks();
            if codes.iter().any(|one| Some(one) == code) {
                return exponent;
            }
        }
        2
    }
}

/// An amount and its currency, which fit together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money<'a> {
    amount: &'a str,
    currency: Currency<'a>,
    scale: u32,
    exponent: u32,
}

impl<'a> Money<'a> {
    /// Reads an amount; `None` unless it is a whole number of the currency's minor units: `100`,
    /// `100.0` and `100.000` of USD are, `100.005` is not.
    #[must_use]
    pub fn parse(amount: &'a str, currency: &'a str) -> Option<Self> {
        let currency = Currency::parse(currency)?;
        let exponent = currency.exponent();
        let Decimal { digits, scale } = Decimal::parse(amount)?;
        let below = 10_u64.checked_pow(scale.saturating_sub(exponent));
        let is_whole = below.is_some_and(|below| digits.is_multiple_of(below));
        is_whole.then_some(Money {
            amount,
            currency,
            scale,
            exponent,
        })
    }

    /// Whether it is written as in every published sample: with its currency's decimals, or with two.
    pub(crate) const fn is_usual(self) -> bool {
        self.scale == self.exponent || self.scale == 2
    }

    /// The amount as it was written: `100.00`.
    #[must_use]
    pub const fn amount(self) -> &'a str {
        self.amount
    }

    /// The currency.
    #[must_use]
    pub const fn currency(self) -> Currency<'a> {
        self.currency
    }

    /// The amount in the currency's minor unit, as decimal digits: `10000` for 100.00 USD. It can
    /// exceed what a JavaScript number holds.
    #[must_use]
    pub fn minor_units(self) -> String {
        let mut digits = String::new();
        self.push_minor_units(&mut digits);
        digits
    }

    pub(crate) fn push_minor_units(self, out: &mut String) {
        let start = out.len();
        let mut below = None;
        for digit in self.amount.chars() {
            match (digit, &mut below) {
                ('.', _) => below = Some(self.exponent),
                // What follows the minor unit is zeros.
                (_, Some(0)) => break,
                (digit, below) => {
                    if let Some(left) = below {
                        *left -= 1;
                    }
                    if digit != '0' || out.len() > start {
                        out.push(digit);
                    }
                }
            }
        }
        if out.len() == start {
            return out.push('0');
        }
        for _ in self.scale..self.exponent {
            out.push('0');
        }
    }
}
