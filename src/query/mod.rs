//! The active side: validated, signed queries, and the gateway's answers.

mod answer;
mod confirm;
mod endpoint;
mod kind;
mod records;
mod request;
mod validate;

pub use answer::{Page, parse_data, parse_page, verify_response};
pub use confirm::{Claims, Confirmed, confirm};
pub use endpoint::{BaseUrl, Endpoint, Environment};
pub use kind::Kind;
pub use records::{ChargebackInfo, PaymentInfo, Record, TxnInfo};
pub use request::{CONTENT_TYPE, METHOD, SignedRequest};
pub use validate::{Merchant, Query};

pub(crate) use answer::open;
pub(crate) use endpoint::is_path;
