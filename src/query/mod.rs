//! The active side: validated, signed queries, and the gateway's answers.

mod answer;
mod endpoint;
mod kind;
mod records;
mod request;
mod validate;

pub use answer::{Page, Record, parse_data, verify_response};
pub use endpoint::{BaseUrl, Endpoint, Environment};
pub use kind::Kind;
pub use records::{ChargebackInfo, CreditCard, Extra, PaymentInfo, TxnInfo, VerificationResult};
pub use request::{CONTENT_TYPE, METHOD, SignedRequest};
pub use validate::{Merchant, Query};
