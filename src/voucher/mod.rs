//! The payment voucher (electronic receipt): when there is one, how it is asked for, what came back.
//!
//! Source: get payment result, payment voucher. No public document names the path, the field of the
//! id or the form of the answer: the first two are settings, the third is read by its content.

mod answer;
mod availability;
mod base64;
mod file;
mod name;
mod request;

pub use answer::{Voucher, VoucherFile, parse_voucher_file, parse_voucher_response};
pub use availability::{Availability, VoucherState, voucher_availability};
pub use name::voucher_file_name;
pub use request::{VoucherAddress, VoucherQuery};

#[cfg(feature = "wasm")]
pub(crate) use availability::availability;
