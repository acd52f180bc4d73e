//! The parameters of a signed call: values as a merchant has them, made into the strings that are
//! sent and signed.

use alloc::{string::String, vec::Vec};
use core::fmt;

use crate::{
    error::{Error, Fault, Result},
    json::{self, write_string},
    signature::{Rule, Secret, Signature, sign_canonical},
    text::cut,
};

/// One value, before it is made into text.
#[derive(Clone, PartialEq, Eq)]
pub enum Param {
    /// Left out of the request.
    Null,
    /// Sent and signed as `true` or `false`.
    Bool(bool),
    /// Sent and signed as its decimal text.
    Number(Number),
    /// Sent and signed as it is; the empty string is sent and not signed.
    Text(String),
    /// A point in time, in milliseconds since 1970-01-01T00:00:00Z. Only queries take one.
    Instant(i64),
    /// Becomes a JSON string; at the top level, or directly in an object.
    List(Vec<Param>),
    /// Becomes a JSON string; at the top level, or directly in an object.
    Object(Vec<(String, Param)>),
}

/// Decimal text whose digits are surely those that were meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    text: String,
    float: bool,
}

/// The greatest integer up to which a JavaScript number is exact, as text of 16 digits.
const MAX_SAFE_INTEGER: &str = "9007199254740991";

impl Number {
    /// From what JavaScript's `String(n)` gives for a number. It is refused with an exponent, as
    /// NaN or Infinity, and as an integer beyond 2^53 - 1, where digits are lost.
    ///
    /// In a field that holds an amount no such number is taken at all: `19.90` would become `19.9`.
    pub fn from_javascript(text: &str) -> Result<Number> {
        let digits = text.strip_prefix("-").unwrap_or(text);
        let (whole, fraction) = cut(digits, b'.').unwrap_or((digits, "0"));
        let safe = whole.len() < MAX_SAFE_INTEGER.len()
            || (whole.len() == MAX_SAFE_INTEGER.len() && whole <= MAX_SAFE_INTEGER);
        if safe && are_digits(whole) && are_digits(fraction) {
            Ok(Number {
                text: text.into(),
                float: true,
            })
        } else {
            Err(Error::new(Fault::NumberUnsafe))
        }
    }

    /// From the decimal digits of an integer of any length, as of a bigint: exact already.
    pub fn from_integer(text: &str) -> Result<Number> {
        if are_digits(text.strip_prefix("-").unwrap_or(text)) {
            Ok(Number {
                text: text.into(),
                float: false,
            })
        } else {
            Err(Error::new(Fault::NumberUnsafe))
        }
    }

    /// The text that is sent and signed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

fn are_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a field holds an amount of money, by its name: `orderAmount`, `refundAmount`, `amount`.
fn is_amount(name: &str) -> bool {
    name.ends_with("Amount") || name == "amount"
}

impl Param {
    /// The text of a text or a number.
    pub(crate) fn plain(&self) -> Option<&str> {
        match self {
            Param::Text(text) => Some(text),
            Param::Number(number) => Some(number.as_str()),
            _ => None,
        }
    }
}

impl From<&str> for Param {
    fn from(text: &str) -> Self {
        Param::Text(text.into())
    }
}

impl From<String> for Param {
    fn from(text: String) -> Self {
        Param::Text(text)
    }
}

impl From<bool> for Param {
    fn from(value: bool) -> Self {
        Param::Bool(value)
    }
}

impl From<u32> for Param {
    fn from(number: u32) -> Self {
        Param::Number(Number {
            text: alloc::string::ToString::to_string(&number),
            float: false,
        })
    }
}

impl<T: Into<Param>> From<Option<T>> for Param {
    fn from(value: Option<T>) -> Self {
        value.map_or(Param::Null, Into::into)
    }
}

impl<T: Into<Param>> From<Vec<T>> for Param {
    fn from(items: Vec<T>) -> Self {
        Param::List(items.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Param> + Clone, const N: usize> From<[T; N]> for Param {
    fn from(items: [T; N]) -> Self {
        Param::List(items.into_iter().map(Into::into).collect())
    }
}

impl From<json::Value> for Param {
    /// A JSON text that is already there: its numbers are sent and signed as they are written.
    fn from(value: json::Value) -> Self {
        match value {
            json::Value::Null => Param::Null,
            json::Value::Bool(value) => Param::Bool(value),
            json::Value::Number(text) => Param::Number(Number { text, float: false }),
            json::Value::String(text) => Param::Text(text),
            json::Value::Array(items) => items.into(),
            json::Value::Object(members) => Param::Object(
                members
                    .into_iter()
                    .map(|(name, value)| (name, value.into()))
                    .collect(),
            ),
        }
    }
}

/// The fields of a request as they are sent: text by name, sorted by name, without `sign`.
///
/// ```
/// use onerway_edge::{Params, Rule, Secret};
///
/// let params = Params::new([("merchantNo", "800209".into()), ("current", 1.into())])?;
/// assert_eq!(params.canonical_string(Rule::Request), "1800209");
/// let secret = Secret::new("59c5b49a58c74340b28ecc68004e815a")?;
/// assert_eq!(params.sign(&secret, Rule::Request).to_hex().len(), 64);
/// # Ok::<(), onerway_edge::Error>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Params(Vec<(String, String)>);

impl Params {
    /// Makes each value into text, by the rules of the request signature: null is dropped, objects
    /// and arrays become JSON strings, and so does each object or array that is a property of an
    /// object inside them. A given `sign` is dropped: it is made anew.
    pub fn new<N: Into<String>>(fields: impl IntoIterator<Item = (N, Param)>) -> Result<Params> {
        let mut params = Params::default();
        for (name, value) in fields {
            params.add(name.into(), value)?;
        }
        Ok(params)
    }

    fn add(&mut self, name: String, value: Param) -> Result<()> {
        match text_of(&name, value) {
            Err(error) => Err(error.named(&name)),
            Ok(Some(text)) if name != "sign" => self.add_text(name, text),
            Ok(_) => Ok(()),
        }
    }

    /// Puts a field into its place; each name once.
    pub(crate) fn add_text(&mut self, name: String, text: String) -> Result<()> {
        match self.0.binary_search_by(|(other, _)| other.cmp(&name)) {
            Ok(_) => Err(Error::of(&name, Fault::ParamTwice)),
            Err(place) => {
                self.0.push((name, text));
                if let Some(behind) = self.0.get_mut(place..) {
                    behind.rotate_right(1);
                }
                Ok(())
            }
        }
    }

    /// Whether a field of that name is there.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.iter().any(|(other, _)| other == name)
    }

    /// Names and values in the order of the canonical string.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// What is signed, without the secret: the values by the order of their names.
    #[must_use]
    pub fn canonical_string(&self, rule: Rule) -> String {
        let mut canonical = String::new();
        for (name, value) in self.iter() {
            if rule.signs(name) {
                canonical.push_str(value);
            }
        }
        canonical
    }

    /// The signature of these fields.
    #[must_use]
    pub fn sign(&self, secret: &Secret, rule: Rule) -> Signature {
        sign_canonical(self.canonical_string(rule), secret)
    }

    /// The fields as they are sent, `sign` in its place, sorted by name.
    #[must_use]
    pub fn signed(mut self, secret: &Secret, rule: Rule) -> Vec<(String, String)> {
        let sign = self.sign(secret, rule).to_hex();
        // No field is named so: a given one was dropped.
        let _ = self.add_text("sign".into(), sign);
        self.0
    }

    /// The body that carries the signed fields: one JSON object of strings. By [`Rule::Callback`]
    /// it is a callback as the gateway would send it, for tests.
    ///
    /// ```
    /// use onerway_edge::{Merchant, Params, Rule, Secret, VerifyOptions, authenticate_callback};
    ///
    /// let secrets = [Secret::new("59c5b49a58c74340b28ecc68004e815a")?];
    /// let fields = [
    ///     ("notifyType", "TXN".into()),
    ///     ("transactionId", "1810553728219353088".into()),
    ///     ("merchantNo", "800209".into()),
    /// ];
    /// let body = Params::new(fields)?.signed_body(&secrets[0], Rule::Callback);
    /// let merchant = Merchant::new("800209")?;
    /// authenticate_callback(body.as_bytes(), &VerifyOptions::new(&secrets, &merchant))?;
    /// # Ok::<(), onerway_edge::Error>(())
    /// ```
    #[must_use]
    pub fn signed_body(self, secret: &Secret, rule: Rule) -> String {
        let mut out = String::from("{");
        for (index, (name, value)) in self.signed(secret, rule).iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            write_string(&mut out, name);
            out.push(':');
            write_string(&mut out, value);
        }
        out.push('}');
        out
    }
}

/// What a request holds can be confidential: a card, a token. Only kinds and names show.
impl fmt::Debug for Param {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Param::Null => "Null",
            Param::Bool(_) => "Bool(..)",
            Param::Number(_) => "Number(..)",
            Param::Text(_) => "Text(..)",
            Param::Instant(_) => "Instant(..)",
            Param::List(_) => "List(..)",
            Param::Object(_) => "Object(..)",
        })
    }
}

impl fmt::Debug for Params {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.iter().map(|(name, _)| name))
            .finish()
    }
}

fn text_of(name: &str, value: Param) -> Result<Option<String>> {
    Ok(match value {
        Param::Null => None,
        Param::Text(text) => Some(text),
        Param::List(_) | Param::Object(_) => Some(nested_text(&value, 1)?),
        scalar => Some(bare(name, &scalar)?.into()),
    })
}

/// A scalar that is written without quotes.
fn bare<'a>(name: &str, value: &'a Param) -> Result<&'a str> {
    match value {
        Param::Bool(true) => Ok("true"),
        Param::Bool(false) => Ok("false"),
        Param::Number(number) if number.float && is_amount(name) => {
            Err(Error::new(Fault::AmountNumber))
        }
        Param::Number(number) => Ok(number.as_str()),
        Param::Instant(_) => Err(Error::new(Fault::DateMisplaced)),
        _ => Ok("null"),
    }
}

fn nested_text(value: &Param, depth: usize) -> Result<String> {
    let mut out = String::new();
    write_nested(&mut out, "", value, depth)?;
    Ok(out)
}

fn write_nested(out: &mut String, name: &str, value: &Param, depth: usize) -> Result<()> {
    if depth > json::MAX_DEPTH {
        return Err(Error::new(Fault::ParamTooDeep));
    }
    match value {
        Param::Text(text) => write_string(out, text),
        Param::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_nested(out, name, item, depth + 1)?;
            }
            out.push(']');
        }
        Param::Object(members) => {
            out.push('{');
            for (index, (name, value)) in members.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_string(out, name);
                out.push(':');
                match value {
                    Param::List(_) | Param::Object(_) => {
                        write_string(out, &nested_text(value, depth + 1)?);
                    }
                    scalar => write_nested(out, name, scalar, depth)?,
                }
            }
            out.push('}');
        }
        scalar => out.push_str(bare(name, scalar)?),
    }
    Ok(())
}
