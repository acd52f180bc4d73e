//! Payment callbacks: read losslessly, held against their signature.
//!
//! Source: asynchronous notification. What a matching digest proves, and what not, is written in
//! SECURITY.md: values are joined without names and separators, so ask the gateway before acting
//! on a status.

mod event;
mod fields;
mod header;
mod read;
mod verify;

pub use event::{Callback, Field};
pub use fields::FIELDS;
pub use verify::{VerifyOptions, verify_callback};
