//! Parameters of each query and fields of each record, for [`words`](crate::words).

use alloc::vec::Vec;

use super::{
    Kind,
    records::{card, fields},
};

pub(crate) fn words() -> Vec<(&'static str, Vec<&'static str>)> {
    let params = |kind: Kind| kind.spec().params.iter().map(|(name, _)| *name).collect();
    let [credit_card, verification_result] = card();
    Vec::from([
        ("transactionsParams", params(Kind::Transactions)),
        ("paymentsParams", params(Kind::Payments)),
        ("chargebacksParams", params(Kind::Chargebacks)),
        ("txnInfo", fields(Kind::Transactions)),
        ("paymentInfo", fields(Kind::Payments)),
        ("chargebackInfo", fields(Kind::Chargebacks)),
        ("creditCard", credit_card),
        ("verificationResult", verification_result),
    ])
}
