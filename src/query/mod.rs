//! The active side: validated, signed queries, and the gateway's answers.

mod answer;
mod confirm;
mod endpoint;
mod excerpt;
mod kind;
mod merchant;
mod records;
mod request;
mod validate;
mod words;

pub use answer::{LATER, Page, parse_data, parse_page, parse_signed_data, verify_response};
pub use confirm::{Claims, Confirmed, confirm};
pub use endpoint::{BaseUrl, Endpoint, Environment};
pub use excerpt::excerpt;
pub use kind::Kind;
pub use merchant::Merchant;
#[cfg(feature = "wasm")]
pub(crate) use records::settlement_in;
pub use records::{ChargebackInfo, PaymentInfo, Record, TxnInfo};
pub use request::{CONTENT_TYPE, METHOD, SignedRequest};
pub use validate::{Query, Windows};

pub(crate) use answer::open;
pub(crate) use endpoint::is_path;
pub(crate) use merchant::MERCHANT_NO;
pub(crate) use words::words;
