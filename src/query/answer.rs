//! The gateway's answers: the envelope, the page in it, and the signature of a creation's data.

use alloc::{string::String, vec::Vec};

use super::{
    Kind,
    records::{Record, read_record},
};
use crate::{
    error::{Error, Fault, Result},
    json::Value,
    params::Params,
    signature::{Rule, Secret, Signature},
    text::decimal,
};

/// Ten times as many as the gateway puts on a page. Each grows to all fields of its kind, so that a
/// short text of very many would fill the memory.
const MAX_RECORDS: usize = 1000;

/// The `respCode` of a call that was accepted; it says nothing about how a payment ended.
const ACCEPTED: &str = "20000";

/// The `respCode`s that mean: ask again later. Any other is a refusal. Source: order query, respCode;
/// 12009: the channel timed out.
pub const LATER: &[&str] = &["12009"];

/// A page of records. Source: order query, Page.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "camelCase"))]
pub struct Page<R> {
    /// The records, in the gateway's order.
    pub content: Vec<R>,
    /// The number of this page, from 1.
    pub current: Option<u64>,
    /// How many records a page has.
    pub size: Option<u64>,
    /// How many pages there are.
    pub total_pages: Option<u64>,
    /// How many records there are on all pages.
    pub total_elements: Option<u64>,
}

impl<R: Record> Page<R> {
    /// Reads the whole answer of a query, as received.
    ///
    /// ```
    /// use onerway_edge::{Page, TxnInfo};
    ///
    /// let answer = br#"{"respCode":"20000","respMsg":"Success","data":{"content":
    ///     [{"transactionId":"1826814232868814848","status":"S"}],"current":"1","size":10,
    ///     "totalPages":1,"totalElements":1}}"#;
    /// let page = Page::<TxnInfo>::parse(answer)?;
    /// assert_eq!(page.current, Some(1));
    /// assert_eq!(page.content[0].status(), Some("S"));
    /// # Ok::<(), onerway_edge::Error>(())
    /// ```
    pub fn parse(answer: &[u8]) -> Result<Page<R>> {
        let page = parse_page(R::KIND, answer)?;
        Ok(Page {
            content: page.content.into_iter().map(R::from_value).collect(),
            current: page.current,
            size: page.size,
            total_pages: page.total_pages,
            total_elements: page.total_elements,
        })
    }
}

impl<R> Page<R> {
    /// Holds the page against itself, and against the number that was asked for. Where it
    /// contradicts itself, its records prove nothing: neither that they are all, nor that others are
    /// not there.
    ///
    /// # Errors
    ///
    /// `response_invalid`, with the field that contradicts the others.
    pub fn check(&self, asked: u64) -> Result<()> {
        let entries = self.content.len() as u64;
        // Source: payment query: 0 and 1 both mean the first page.
        let is_asked = |current: u64| current == asked || current == 0 && asked == 1;
        if !self.current.is_none_or(is_asked) {
            return Err(Error::of("current", Fault::OtherPage));
        }
        let limits = [self.size.filter(|size| *size > 0), self.total_elements];
        if limits.into_iter().flatten().any(|limit| entries > limit) {
            return Err(Error::of("content", Fault::PageTooFull));
        }
        let (Some(size @ 1..), Some(total)) = (self.size, self.total_elements) else {
            return Ok(());
        };
        // One page can be empty.
        let pages = total.div_ceil(size);
        if !self
            .total_pages
            .is_none_or(|count| count == pages || total == 0 && count == 1)
        {
            return Err(Error::of("totalPages", Fault::PagesUnfit));
        }
        if entries == 0 && asked <= pages {
            return Err(Error::of("content", Fault::PageEmpty));
        }
        Ok(())
    }
}

/// As [`Page::parse`], for a kind that is known only at run time. The entries of `content` have
/// every field of their kind, null where it is absent, and `extra`.
pub fn parse_page(kind: Kind, answer: &[u8]) -> Result<Page<Value>> {
    let mut data = parse_data(answer)?;
    let mut page = Page {
        content: Vec::new(),
        current: count("current", &data)?,
        size: count("size", &data)?,
        total_pages: count("totalPages", &data)?,
        total_elements: count("totalElements", &data)?,
    };
    let entries = match data.take("content") {
        Some(Value::Array(entries)) if entries.len() <= MAX_RECORDS => entries,
        Some(_) => return Err(Error::of("content", Fault::ContentNoList)),
        None if matches!(data, Value::Object(_)) => {
            return Err(Error::of("content", Fault::ContentMissing));
        }
        None => return Err(Error::of("data", Fault::NoPage)),
    };
    for entry in entries {
        page.content.push(read_record(kind, entry)?);
    }
    Ok(page)
}

/// Reads the envelope of any answer and gives its `data`; a refusal is `gateway_rejected`.
pub fn parse_data(answer: &[u8]) -> Result<Value> {
    open(Value::parse(answer).map_err(Error::in_answer)?)
}

/// The `data` of an envelope.
pub(crate) fn open(mut envelope: Value) -> Result<Value> {
    if !matches!(envelope, Value::Object(_)) {
        return Err(Error::new(Fault::NotObject).in_answer());
    }
    let text = |name| envelope.get(name).and_then(Value::as_text);
    match text("respCode") {
        Some(ACCEPTED) => Ok(envelope.take("data").unwrap_or(Value::Null)),
        Some(code) => Err(Error::rejected(
            code.into(),
            text("respMsg").map(String::from),
        )),
        None => Err(Error::of("respCode", Fault::RespCodeMissing)),
    }
}

/// As [`parse_data`], and holds the `sign` of the data against it where there is one, as in the answer
/// of a creation.
///
/// # Errors
///
/// What [`parse_data`] says; `signature_mismatch` where the signature is not that of the data by one
/// of the secrets.
pub fn parse_signed_data(answer: &[u8], secrets: &[Secret]) -> Result<Value> {
    let data = parse_data(answer)?;
    let is_unsigned = match data.get("sign") {
        None | Some(Value::Null) => true,
        Some(sign) => sign.as_text() == Some(""),
    };
    if is_unsigned || is_genuine(&data, secrets) {
        Ok(data)
    } else {
        Err(Error::of("sign", Fault::AnswerMismatch))
    }
}

/// Whether `data.sign` in the whole answer of a creation belongs to its `data` and to one of the
/// secrets. False too for what is no such answer: an answer without a signature proves nothing.
#[must_use]
pub fn verify_response(answer: &[u8], secrets: &[Secret]) -> bool {
    parse_data(answer).is_ok_and(|data| is_genuine(&data, secrets))
}

fn is_genuine(data: &Value, secrets: &[Secret]) -> bool {
    let Some(sign) = data.get("sign").and_then(Value::as_text) else {
        return false;
    };
    let Ok(received) = Signature::parse(sign) else {
        return false;
    };
    let mut fields = Params::default();
    for (name, value) in data.members() {
        let added = match value.as_text() {
            Some(text) => fields.add_text(name.clone(), text.into()).is_ok(),
            // How the gateway would sign a nested value is documented nowhere.
            None => *value == Value::Null,
        };
        if !added {
            return false;
        }
    }
    secrets.iter().fold(false, |found, secret| {
        fields.sign(secret, Rule::Response).matches(&received) | found
    })
}

/// A count that the gateway writes as a number or as a string.
fn count(name: &str, data: &Value) -> Result<Option<u64>> {
    let Some(value) = data.get(name).filter(|value| **value != Value::Null) else {
        return Ok(None);
    };
    let number = value.as_text().and_then(|text| decimal(text.as_bytes()));
    match number.map(u64::try_from) {
        Some(Ok(count)) => Ok(Some(count)),
        _ => Err(Error::of(name, Fault::CountMalformed)),
    }
}
