//! The JavaScript bindings: conversions only. Every rule stands in the core.
//!
//! What fails is thrown as an array of numbers and texts, which the package's JavaScript makes into
//! an `OnerwayError`.

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

mod callback;
mod convert;
mod query;
mod signing;
mod voucher;
mod webhook;

pub use callback::{input_address, verify};
pub use query::{
    build_call, build_query, confirm_record, confirming_query, excerpt_of, parse_call_data,
    parse_query_response, settlement_of, windows,
};
pub use signing::{sign, verify_response_text};
pub use voucher::{parse_voucher, voucher_availability, voucher_name};
pub use webhook::verify_webhook_text;
