//! Payment callbacks: read losslessly, held against their signature, and against every other reading
//! of the signed bytes.
//!
//! Source: asynchronous notification. What a matching digest proves, and what not, is written in
//! SECURITY.md.
//!
//! From the bytes to the event: [`flat`] takes the JSON apart, [`notice`] is what the digest covers,
//! [`grammar`] and [`form`] say what the documents allow, [`rules`] what fields say of each other,
//! [`readings`] cuts the same bytes in every other way, and [`event`] is what may be acted on.

mod event;
mod facts;
mod flat;
mod form;
mod grammar;
mod header;
mod names;
mod notice;
mod notify;
mod readings;
mod rules;
mod values;
mod verify;
mod words;

pub use event::{Callback, Doubt, Unconfirmed};
pub use facts::{Facts, Operation, Outcome, Reason};
pub use form::FieldForm;
pub use grammar::FIELDS;
pub use notice::{Field, Notice, Side};
pub use verify::{Checked, VerifyOptions, authenticate_callback, check_callback, verify_callback};
pub(crate) use words::words;
