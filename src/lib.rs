#![doc = include_str!("../docs/crate.md")]
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

mod amount;
mod callback;
mod error;
mod json;
mod params;
mod query;
mod settlement;
mod sha256;
mod signature;
mod text;
mod time;
mod voucher;
#[cfg(feature = "wasm")]
pub mod wasm;
mod webhook;
#[doc(hidden)]
pub mod words;

pub use amount::{Currency, Decimal, Money};
pub use callback::{
    Callback, Checked, Doubt, FIELDS, Facts, Field, FieldForm, Notice, Operation, Outcome, Reason,
    Side, Unconfirmed, VerifyOptions, authenticate_callback, check_callback, verify_callback,
};
pub use error::{Code, Error, Fault, Result};
pub use json::{MAX_ANSWER_BYTES, MAX_DEPTH, Value};
pub use params::{Number, Param, Params};
pub use query::{
    BaseUrl, CONTENT_TYPE, ChargebackInfo, Claims, Confirmed, Endpoint, Environment, Kind, LATER,
    METHOD, Merchant, Page, PaymentInfo, Query, Record, SignedRequest, TxnInfo, Windows, confirm,
    excerpt, parse_data, parse_page, parse_signed_data, verify_response,
};
pub use settlement::{Settlement, settles};
pub use signature::{Rule, SIGNATURE_DIGITS, Secret, Signature, sign_canonical};
pub use time::{DateTime, Zone};
pub use voucher::{
    Availability, Voucher, VoucherAddress, VoucherFile, VoucherQuery, VoucherState,
    parse_voucher_file, parse_voucher_response, voucher_availability, voucher_file_name,
};
pub use webhook::{WebhookOptions, verify_webhook};
