//! What went wrong: a stable code, the field, and one sentence with the rule and the mend.

mod code;
mod fault;

pub use code::Code;
pub use fault::Fault;

use alloc::{
    boxed::Box,
    string::{String, ToString},
    vec::Vec,
};
use core::fmt;

use crate::callback::Doubt;

/// A failure. `Display` gives `code: field: sentence`; the parts are there one by one for programs.
///
/// Nothing here ever holds a secret, an expected signature, or a value that was received, except
/// the gateway's own `respCode` and `respMsg`.
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Box<Parts>);

#[derive(Clone, PartialEq, Eq)]
struct Parts {
    code: Code,
    fault: Fault,
    field: Option<String>,
    at: Option<usize>,
    resp_code: Option<String>,
    resp_msg: Option<String>,
    doubts: Vec<Doubt>,
    available_at: Option<String>,
}

/// The most bytes of a received name that an error repeats.
const FIELD_LIMIT: usize = 64;

impl Error {
    #[cold]
    pub(crate) fn new(fault: Fault) -> Self {
        Error(Box::new(Parts {
            code: fault.code(),
            fault,
            field: None,
            at: None,
            resp_code: None,
            resp_msg: None,
            doubts: Vec::new(),
            available_at: None,
        }))
    }

    /// About a field; a name that came from outside is cut to a bearable length.
    #[cold]
    pub(crate) fn of(field: &str, fault: Fault) -> Self {
        Error::new(fault).named(field)
    }

    pub(crate) fn named(mut self, field: &str) -> Self {
        self.0.field = Some(bearable(field).into());
        self
    }

    #[cold]
    pub(crate) fn at(byte: usize, fault: Fault) -> Self {
        let mut error = Error::new(fault);
        error.0.at = Some(byte);
        error
    }

    #[cold]
    pub(crate) fn rejected(code: String, message: Option<String>) -> Self {
        let mut error = Error::new(Fault::Rejected);
        error.0.resp_code = Some(code);
        error.0.resp_msg = message;
        error
    }

    /// About a callback that cannot be acted on as it is: the first of its doubts, and all of them.
    #[cold]
    pub(crate) fn doubtful(doubts: Vec<Doubt>) -> Self {
        let mut error = match doubts.first() {
            Some(doubt) => Error::of(&doubt.field, doubt.fault),
            None => Error::new(Fault::SecondReading),
        };
        error.0.doubts = doubts;
        error
    }

    /// About what will be there from a time on, in UTC by ISO 8601.
    pub(crate) fn until(mut self, available_at: Option<String>) -> Self {
        self.0.available_at = available_at;
        self
    }

    /// A text that could not be read was an answer.
    pub(crate) fn in_answer(mut self) -> Self {
        self.0.code = Code::ResponseInvalid;
        self
    }

    /// The kind of failure.
    #[must_use]
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// The rule that was broken.
    #[must_use]
    pub fn fault(&self) -> Fault {
        self.0.fault
    }

    /// The field, parameter or setting that is meant, where there is one.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        self.0.field.as_deref()
    }

    /// Where reading stopped: the number of bytes before that place.
    #[must_use]
    pub fn position(&self) -> Option<usize> {
        self.0.at
    }

    /// The gateway's `respCode`; only with [`Code::GatewayRejected`].
    #[must_use]
    pub fn resp_code(&self) -> Option<&str> {
        self.0.resp_code.as_deref()
    }

    /// The gateway's `respMsg`; only with [`Code::GatewayRejected`].
    #[must_use]
    pub fn resp_msg(&self) -> Option<&str> {
        self.0.resp_msg.as_deref()
    }

    /// What speaks against a callback whose digest is right; the first gave the code.
    #[must_use]
    pub fn doubts(&self) -> &[Doubt] {
        &self.0.doubts
    }

    /// When to ask again, in UTC by ISO 8601: `2024-07-09T06:57:01Z`. Only with
    /// [`Code::VoucherNotReady`], where it is known.
    #[must_use]
    pub fn available_at(&self) -> Option<&str> {
        self.0.available_at.as_deref()
    }

    /// The sentence for people, without the code: the field, the rule and the mend, the place.
    #[must_use]
    pub fn message(&self) -> String {
        let mut text = String::new();
        if let Some(field) = self.field() {
            text.push_str(field);
            text.push_str(": ");
        }
        text.push_str(self.0.fault.text());
        if let Some(at) = self.0.at {
            text.push_str(" (at byte ");
            text.push_str(&at.to_string());
            text.push(')');
        }
        if let Some(code) = self.resp_code() {
            text.push_str(" (");
            text.push_str(code);
            if let Some(message) = self.resp_msg() {
                text.push_str(": ");
                text.push_str(message);
            }
            text.push(')');
        }
        if let Some(time) = self.available_at() {
            text.push_str(" (from ");
            text.push_str(time);
            text.push(')');
        }
        text
    }
}

/// A name that came from outside, cut to [`FIELD_LIMIT`].
pub(crate) fn bearable(field: &str) -> &str {
    let mut end = field.len().min(FIELD_LIMIT);
    while !field.is_char_boundary(end) {
        end -= 1;
    }
    field.get(..end).unwrap_or_default()
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.code.as_str())?;
        f.write_str(": ")?;
        f.write_str(&self.message())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl core::error::Error for Error {}

/// What this crate's functions return.
pub type Result<T, E = Error> = core::result::Result<T, E>;
