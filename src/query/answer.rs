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

/// The `respCode` of a call that was accepted; it says nothing about how a payment ended.
const ACCEPTED: &str = "20000";

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

/// As [`Page::parse`], for a kind that is known only at run time. The entries of `content` have
/// every field of their kind, null where it is absent, and `extra`.
pub fn parse_page(kind: Kind, answer: &[u8]) -> Result<Page<Value>> {
    let Value::Object(members) = parse_data(answer)? else {
        return Err(Error::of("data", Fault::NoPage));
    };
    let mut page = Page {
        content: Vec::new(),
        current: None,
        size: None,
        total_pages: None,
        total_elements: None,
    };
    let mut has_content = false;
    for (name, value) in members {
        match name.as_str() {
            "content" => {
                let Value::Array(entries) = value else {
                    return Err(Error::of("content", Fault::ContentNoList));
                };
                has_content = true;
                for entry in entries {
                    page.content.push(read_record(kind, entry)?);
                }
            }
            "current" => page.current = count("current", &value)?,
            "size" => page.size = count("size", &value)?,
            "totalPages" => page.total_pages = count("totalPages", &value)?,
            "totalElements" => page.total_elements = count("totalElements", &value)?,
            _ => {}
        }
    }
    if has_content {
        Ok(page)
    } else {
        Err(Error::of("content", Fault::ContentMissing))
    }
}

/// Reads the envelope of any answer and gives its `data`; a refusal is `gateway_rejected`.
pub fn parse_data(answer: &[u8]) -> Result<Value> {
    let Value::Object(members) = Value::parse(answer).map_err(Error::in_answer)? else {
        return Err(Error::new(Fault::NotObject).in_answer());
    };
    let (mut code, mut message, mut data) = (None, None, Value::Null);
    for (name, value) in members {
        match name.as_str() {
            "respCode" => code = value.as_text().map(String::from),
            "respMsg" => message = value.as_text().map(String::from),
            "data" => data = value,
            _ => {}
        }
    }
    match code {
        Some(code) if code == ACCEPTED => Ok(data),
        Some(code) => Err(Error::rejected(code, message)),
        None => Err(Error::of("respCode", Fault::RespCodeMissing)),
    }
}

/// Whether `data.sign` in the whole answer of a creation belongs to its `data` and to one of the
/// secrets. False too for what is no such answer: an answer without a signature proves nothing.
#[must_use]
pub fn verify_response(answer: &[u8], secrets: &[Secret]) -> bool {
    let Ok(data) = parse_data(answer) else {
        return false;
    };
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
fn count(name: &str, value: &Value) -> Result<Option<u64>> {
    if *value == Value::Null {
        return Ok(None);
    }
    let number = value.as_text().and_then(|text| decimal(text.as_bytes()));
    match number.map(u64::try_from) {
        Some(Ok(count)) => Ok(Some(count)),
        _ => Err(Error::of(name, Fault::CountMalformed)),
    }
}
