//! Payment callbacks: read losslessly, held against their signature.
//!
//! Source: asynchronous notification. What a matching digest proves, and what not, is written in
//! SECURITY.md: values are joined without names and separators, so ask the gateway before acting
//! on a status.

mod fields;
mod header;
mod read;
mod verify;

pub use fields::FIELDS;
pub use verify::{Callback, Field, VerifyOptions, verify_callback};
