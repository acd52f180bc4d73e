//! What came back: a file, the gateway's envelope with a link or a file in it, or nothing.

use alloc::{borrow::Cow, string::String};
use core::fmt;

use super::{
    base64,
    file::{ANY_BYTES, belies, is_any, is_json, is_page, media_type, recognise},
};
use crate::{
    error::{Error, Fault, Result},
    json::Value,
    query::open,
    text::{cut, has_space},
};

/// How long a JSON text with a file in it may be. Other answers are 4 MiB at most; this holds a file of
/// 10 MiB in base64.
const MAX_ENVELOPE_BYTES: usize = 16 * 1024 * 1024;

/// A voucher as the gateway gives it.
#[derive(Clone, PartialEq, Eq)]
pub enum Voucher<'a> {
    /// The file itself.
    File(VoucherFile<'a>),
    /// An address to load it from, which starts with `https://` or `http://`. Nothing else about it is
    /// checked: hold its host against a list of your own before you follow it, and send no secret there.
    Link(String),
}

/// A file.
#[derive(Clone, PartialEq, Eq)]
pub struct VoucherFile<'a> {
    /// Its media type in lower case, without parameters: `application/pdf`.
    pub content_type: String,
    /// Its bytes: those of the answer, or decoded from it.
    pub bytes: Cow<'a, [u8]>,
}

/// Reads the answer to a question for a voucher; `content_type` is the header of that name.
///
/// JSON is the gateway's envelope: by its type, or because it is an object with respCode, whatever its
/// type says. Its `data` is a text, or an object with texts, and exactly one of them has to be a link
/// or a file in base64. A file in base64 is one that starts as a PDF, PNG, JPEG, GIF or ZIP, or one
/// that is announced (`data:application/pdf;base64,...`): any word or id could be decoded otherwise.
/// What is no JSON is the file itself; without a useful type it is recognised in the same way.
///
/// `None`: the gateway has no voucher. The body is empty, or `data` is null, empty, or an object
/// without any value.
///
/// # Errors
///
/// `gateway_rejected` where the gateway refuses; `response_invalid` for a web page, for several links or
/// files, and for what is neither.
///
/// ```
/// use onerway_edge::{Voucher, parse_voucher_response};
///
/// let answer = br#"{"respCode":"20000","data":{"url":"https://files.example/1.pdf"}}"#;
/// let voucher = parse_voucher_response(answer, Some("application/json"))?;
/// assert!(voucher == Some(Voucher::Link("https://files.example/1.pdf".into())));
/// assert!(parse_voucher_response(b"", None)?.is_none());
/// # Ok::<(), onerway_edge::Error>(())
/// ```
pub fn parse_voucher_response<'a>(
    answer: &'a [u8],
    content_type: Option<&str>,
) -> Result<Option<Voucher<'a>>> {
    match read(answer, content_type)? {
        Body::Empty => Ok(None),
        Body::File(file) => Ok(Some(Voucher::File(file))),
        Body::Json(envelope) => in_data(&open(envelope)?),
    }
}

/// Reads what a link led to: only a file, since a link leads no further.
///
/// # Errors
///
/// `response_invalid` for JSON, a web page, nothing, and what has no type and is not recognised.
pub fn parse_voucher_file<'a>(
    answer: &'a [u8],
    content_type: Option<&str>,
) -> Result<VoucherFile<'a>> {
    match read(answer, content_type)? {
        Body::File(file) => Ok(file),
        Body::Empty | Body::Json(_) => Err(Error::new(Fault::VoucherNoFile)),
    }
}

enum Body<'a> {
    Empty,
    Json(Value),
    File(VoucherFile<'a>),
}

fn read<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Result<Body<'a>> {
    let Some(first) = bytes.trim_ascii_start().first() else {
        return Ok(Body::Empty);
    };
    let declared = content_type.and_then(media_type);
    if is_page(declared.as_deref(), bytes) {
        return Err(Error::new(Fault::VoucherPage));
    }
    let says_json = declared.as_deref().is_some_and(is_json);
    // Servers announce a file and then refuse in JSON: that is no voucher to be kept.
    if says_json || *first == b'{' {
        match Value::parse_within(bytes, MAX_ENVELOPE_BYTES) {
            Ok(value) if says_json || value.get("respCode").is_some() => {
                return Ok(Body::Json(value));
            }
            Err(error) if says_json => return Err(error.in_answer()),
            _ => {}
        }
    }
    let declared = declared.filter(|declared| declared != "text/plain");
    if declared
        .as_deref()
        .is_some_and(|declared| belies(declared, bytes))
    {
        return Err(Error::new(Fault::VoucherNoFile));
    }
    match type_of(declared, bytes) {
        Some(content_type) => Ok(Body::File(VoucherFile {
            content_type,
            bytes: Cow::Borrowed(bytes),
        })),
        None => Err(Error::new(Fault::VoucherNoFile)),
    }
}

/// The declared type if it says something, else the recognised one.
fn type_of(declared: Option<String>, bytes: &[u8]) -> Option<String> {
    if declared
        .as_deref()
        .is_some_and(|declared| !is_any(declared))
    {
        return declared;
    }
    match recognise(bytes) {
        Some(kind) => Some(kind.media_type.into()),
        None => declared.map(|_| ANY_BYTES.into()),
    }
}

fn in_data(data: &Value) -> Result<Option<Voucher<'static>>> {
    if is_empty(data) || (matches!(data, Value::Object(_)) && all_empty(data)) {
        return Ok(None);
    }
    let mut found = None;
    let members = data.members().iter().map(|(_, value)| value);
    for value in members.chain([data]) {
        let Value::String(text) = value else {
            continue;
        };
        let Some(voucher) = candidate(text.trim_ascii()) else {
            continue;
        };
        if found.is_some() {
            return Err(Error::of("data", Fault::VoucherSeveral));
        }
        found = Some(voucher);
    }
    match found {
        None => Err(Error::of("data", Fault::VoucherUnread)),
        Some(Voucher::File(file)) if is_page(Some(&file.content_type), &file.bytes) => {
            Err(Error::new(Fault::VoucherPage))
        }
        found => Ok(found),
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim_ascii().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

fn all_empty(object: &Value) -> bool {
    object.members().iter().all(|(_, value)| is_empty(value))
}

/// A text that is a link or a file, and not a word or an id.
fn candidate(text: &str) -> Option<Voucher<'static>> {
    if after(text, "https://").or(after(text, "http://")).is_some() {
        return (!has_space(text)).then(|| Voucher::Link(text.into()));
    }
    let (content_type, bytes) = match after(text, "data:") {
        Some(rest) => announced(rest)?,
        None => {
            let bytes = base64::decode(text)?;
            (type_of(None, &bytes)?, bytes)
        }
    };
    Some(Voucher::File(VoucherFile {
        content_type,
        bytes: Cow::Owned(bytes),
    }))
}

/// Type and bytes of `application/pdf;base64,...`.
fn announced(text: &str) -> Option<(String, alloc::vec::Vec<u8>)> {
    const BASE64: &str = ";base64";
    let (head, digits) = cut(text, b',')?;
    let (head, end) = head.split_at_checked(head.len().checked_sub(BASE64.len())?)?;
    if !end.eq_ignore_ascii_case(BASE64) {
        return None;
    }
    let bytes = base64::decode(digits)?;
    let declared = media_type(head).unwrap_or_else(|| ANY_BYTES.into());
    Some((type_of(Some(declared), &bytes)?, bytes))
}

/// The rest of a text that starts so, in any case.
fn after<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let (found, rest) = text.split_at_checked(start.len())?;
    found.eq_ignore_ascii_case(start).then_some(rest)
}

/// A voucher is personal, and a link to one can be all that it takes to read it.
impl fmt::Debug for Voucher<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Voucher::File(file) => file.fmt(f),
            Voucher::Link(_) => f.write_str("Link(masked)"),
        }
    }
}

impl fmt::Debug for VoucherFile<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VoucherFile")
            .field("content_type", &self.content_type)
            .field("length", &self.bytes.len())
            .finish_non_exhaustive()
    }
}
