//! The stable names of failures.

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
    /// The time of a webhook lies too far from now.
    TimestampOutOfTolerance,
    /// The callback is for another merchant.
    MerchantMismatch,
    /// A field of a callback that cannot be done without is absent.
    FieldMissing,
    /// A field of a callback, or the time of a webhook, has a form that it cannot have.
    FieldInvalid,
    /// A callback has a field that nobody knows, or that does not go with its type.
    UnknownField,
    /// The signed values can be read in another way too, with another status, amount or id.
    Ambiguous,
    /// The gateway's record is not the one that a notification speaks of, or there is none.
    ConfirmMismatch,
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
    /// The voucher of a transaction is not there yet: [`Error::available_at`](super::Error::available_at).
    VoucherNotReady,
    /// The voucher is still not there more than 2 hours after the transaction succeeded.
    VoucherOverdue,
    /// There is no voucher for this transaction: it has not succeeded.
    VoucherUnavailable,
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
        Code::TimestampOutOfTolerance,
        Code::MerchantMismatch,
        Code::FieldMissing,
        Code::FieldInvalid,
        Code::UnknownField,
        Code::Ambiguous,
        Code::ConfirmMismatch,
        Code::ParamMissing,
        Code::ParamInvalid,
        Code::RangeTooLong,
        Code::UnsafeNumber,
        Code::ConfigMissing,
        Code::ConfigInvalid,
        Code::GatewayRejected,
        Code::ResponseInvalid,
        Code::VoucherNotReady,
        Code::VoucherOverdue,
        Code::VoucherUnavailable,
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
            Code::TimestampOutOfTolerance => "timestamp_out_of_tolerance",
            Code::MerchantMismatch => "merchant_mismatch",
            Code::FieldMissing => "field_missing",
            Code::FieldInvalid => "field_invalid",
            Code::UnknownField => "unknown_field",
            Code::Ambiguous => "ambiguous",
            Code::ConfirmMismatch => "confirm_mismatch",
            Code::ParamMissing => "param_missing",
            Code::ParamInvalid => "param_invalid",
            Code::RangeTooLong => "range_too_long",
            Code::UnsafeNumber => "unsafe_number",
            Code::ConfigMissing => "config_missing",
            Code::ConfigInvalid => "config_invalid",
            Code::GatewayRejected => "gateway_rejected",
            Code::ResponseInvalid => "response_invalid",
            Code::VoucherNotReady => "voucher_not_ready",
            Code::VoucherOverdue => "voucher_overdue",
            Code::VoucherUnavailable => "voucher_unavailable",
        }
    }
}
