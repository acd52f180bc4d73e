//! JSON, losslessly and strictly: what a signature is computed over must be read as it was sent.
//!
//! Number tokens stay as written, a name that stands twice is an error, and so are a byte order
//! mark, invalid UTF-8, half of a surrogate pair, and anything after the end. One [`Scanner`]
//! reads the flat object of a callback and the nested answer of a query ([`Value`]).

mod names;
mod scanner;
#[cfg(feature = "serde")]
mod serde;
mod value;
mod write;

pub use value::Value;

pub(crate) use names::sorted;
pub(crate) use scanner::{Kind, Place, Scanner, text_member};
pub(crate) use write::write_string;

use crate::error::{Error, Fault, Result};

/// How deep an answer may be nested.
pub const MAX_DEPTH: usize = 16;
/// How long an answer may be: 4 MiB.
pub const MAX_ANSWER_BYTES: usize = 4 * 1024 * 1024;

/// UTF-8 without a byte order mark, or the place of the first byte that breaks it.
pub(crate) fn utf8(bytes: &[u8]) -> Result<&str> {
    if bytes.starts_with(b"\xef\xbb\xbf") {
        return Err(Error::new(Fault::ByteOrderMark));
    }
    core::str::from_utf8(bytes).map_err(|error| Error::at(error.valid_up_to(), Fault::NotUtf8))
}
