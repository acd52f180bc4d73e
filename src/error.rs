//! What went wrong: a stable code, the field, and one sentence with the rule and the mend.

use alloc::{
    borrow::Cow,
    boxed::Box,
    string::{String, ToString},
};
use core::fmt;

/// The stable name of a kind of failure, the same in Rust and in JavaScript.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Code {
    /// The callback is longer than the limit.
    BodyTooLarge,
    /// The callback is not one strict JSON text in UTF-8.
    BodyNotJson,
    /// The callback is JSON, but no object.
    BodyNotObject,
    /// A name stands twice in one object.
    DuplicateField,
    /// A field of a callback holds an object or an array.
    NestedValue,
    /// There is no signature where one has to stand.
    SignatureMissing,
    /// What stands as the signature is not 64 lower-case hex digits.
    SignatureMalformed,
    /// The signature does not belong to this content and secret.
    SignatureMismatch,
    /// The callback is for another merchant.
    MerchantMismatch,
    /// A field of a callback that cannot be done without is absent.
    FieldMissing,
    /// A field of a callback has a form that it cannot have.
    FieldInvalid,
    /// A parameter that is required is absent.
    ParamMissing,
    /// A parameter breaks a rule.
    ParamInvalid,
    /// The end of a time range lies more than 90 days after its start.
    RangeTooLong,
    /// A number whose digits JavaScript may have changed already.
    UnsafeNumber,
    /// A setting is absent.
    ConfigMissing,
    /// A setting breaks a rule.
    ConfigInvalid,
    /// The gateway answered with a respCode other than "20000".
    GatewayRejected,
    /// What came back is not an answer of the gateway.
    ResponseInvalid,
}

impl Code {
    /// Every code, in the order of their declaration.
    pub const ALL: &'static [Code] = &[
        Code::BodyTooLarge,
        Code::BodyNotJson,
        Code::BodyNotObject,
        Code::DuplicateField,
        Code::NestedValue,
        Code::SignatureMissing,
        Code::SignatureMalformed,
        Code::SignatureMismatch,
        Code::MerchantMismatch,
        Code::FieldMissing,
        Code::FieldInvalid,
        Code::ParamMissing,
        Code::ParamInvalid,
        Code::RangeTooLong,
        Code::UnsafeNumber,
        Code::ConfigMissing,
        Code::ConfigInvalid,
        Code::GatewayRejected,
        Code::ResponseInvalid,
    ];

    /// The code as it is written everywhere: snake_case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Code::BodyTooLarge => "body_too_large",
            Code::BodyNotJson => "body_not_json",
            Code::BodyNotObject => "body_not_object",
            Code::DuplicateField => "duplicate_field",
            Code::NestedValue => "nested_value",
            Code::SignatureMissing => "signature_missing",
            Code::SignatureMalformed => "signature_malformed",
            Code::SignatureMismatch => "signature_mismatch",
            Code::MerchantMismatch => "merchant_mismatch",
            Code::FieldMissing => "field_missing",
            Code::FieldInvalid => "field_invalid",
            Code::ParamMissing => "param_missing",
            Code::ParamInvalid => "param_invalid",
            Code::RangeTooLong => "range_too_long",
            Code::UnsafeNumber => "unsafe_number",
            Code::ConfigMissing => "config_missing",
            Code::ConfigInvalid => "config_invalid",
            Code::GatewayRejected => "gateway_rejected",
            Code::ResponseInvalid => "response_invalid",
        }
    }
}

/// A failure. `Display` gives `code: field: sentence`; the parts are there one by one for programs.
///
/// Nothing here ever holds a secret, an expected signature, or a value that was received, except
/// the gateway's own `respCode` and `respMsg`.
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Box<Inner>);

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    code: Code,
    field: Option<Cow<'static, str>>,
    rule: &'static str,
    at: Option<usize>,
    rejection: Option<Rejection>,
}

#[derive(Clone, PartialEq, Eq)]
struct Rejection {
    code: String,
    message: Option<String>,
}

/// The most characters of a received name that an error repeats.
const FIELD_LIMIT: usize = 64;

impl Error {
    fn build(code: Code, field: Option<&'static str>, rule: &'static str) -> Self {
        Error(Box::new(Inner {
            code,
            field: field.map(Cow::Borrowed),
            rule,
            at: None,
            rejection: None,
        }))
    }

    pub(crate) fn new(code: Code, rule: &'static str) -> Self {
        Error::build(code, None, rule)
    }

    pub(crate) fn of(code: Code, field: &'static str, rule: &'static str) -> Self {
        Error::build(code, Some(field), rule)
    }

    /// For a name that came from outside: it is cut to a bearable length.
    pub(crate) fn named(mut self, field: &str) -> Self {
        self.0.field = Some(Cow::Owned(field.chars().take(FIELD_LIMIT).collect()));
        self
    }

    pub(crate) fn at(mut self, byte: usize) -> Self {
        self.0.at = Some(byte);
        self
    }

    pub(crate) fn rejected(code: String, message: Option<String>) -> Self {
        let mut error = Error::new(
            Code::GatewayRejected,
            "the gateway refused the call; respCode and respMsg say why",
        );
        error.0.rejection = Some(Rejection { code, message });
        error
    }

    /// The kind of failure.
    #[must_use]
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// The field, parameter or setting that is meant, where there is one.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        self.0.field.as_deref()
    }

    /// The rule that was broken and how to mend it, as one sentence.
    #[must_use]
    pub fn rule(&self) -> &'static str {
        self.0.rule
    }

    /// Where reading stopped: the number of bytes before that place.
    #[must_use]
    pub fn position(&self) -> Option<usize> {
        self.0.at
    }

    /// The gateway's `respCode`; only with [`Code::GatewayRejected`].
    #[must_use]
    pub fn resp_code(&self) -> Option<&str> {
        self.0.rejection.as_ref().map(|r| r.code.as_str())
    }

    /// The gateway's `respMsg`; only with [`Code::GatewayRejected`].
    #[must_use]
    pub fn resp_msg(&self) -> Option<&str> {
        self.0.rejection.as_ref().and_then(|r| r.message.as_deref())
    }

    /// The sentence for people, without the code: the field, the rule, the place.
    #[must_use]
    pub fn message(&self) -> String {
        let mut text = String::new();
        if let Some(field) = self.field() {
            text.push_str(field);
            text.push_str(": ");
        }
        text.push_str(self.0.rule);
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
        text
    }
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
