//! The rules between the fields of a callback.

use super::{grammar::place_of, notify, values::Values};
use crate::{
    amount::{Decimal, Money},
    error::Fault,
    settlement::settles,
};

const MERCHANT_NO: usize = place_of("merchantNo");
const TRANSACTION_ID: usize = place_of("transactionId");
const MERCHANT_TXN_ID: usize = place_of("merchantTxnId");
const CHANNEL_REQUEST_ID: usize = place_of("channelRequestId");
pub(super) const CHARGEBACK_ARN: usize = place_of("chargebackArn");
pub(super) const CHARGEBACK_CODE: usize = place_of("chargebackCode");
const CHARGEBACK_AMOUNT: usize = place_of("chargebackAmount");
const TXN_TYPE: usize = place_of("txnType");
const ORDER_AMOUNT: usize = place_of("orderAmount");
const ORDER_CURRENCY: usize = place_of("orderCurrency");
const TXN_AMOUNT: usize = place_of("txnAmount");
const TXN_CURRENCY: usize = place_of("txnCurrency");
const SETTLE_RATE: usize = place_of("settleRate");
const DATA_STATUS: usize = place_of("dataStatus");
const ECI: usize = place_of("eci");
const CONTRACT_ID: usize = place_of("contractId");

/// An amount and its currency.
const MONEY: [(usize, usize); 3] = [
    (ORDER_AMOUNT, ORDER_CURRENCY),
    (TXN_AMOUNT, TXN_CURRENCY),
    (CHARGEBACK_AMOUNT, place_of("chargebackCurrency")),
];

/// What the first says is about the second, in every sample.
const NEEDS: [(usize, usize); 9] = [
    (ORDER_AMOUNT, ORDER_CURRENCY),
    (ORDER_CURRENCY, ORDER_AMOUNT),
    (TXN_AMOUNT, TXN_CURRENCY),
    (TXN_CURRENCY, TXN_AMOUNT),
    (SETTLE_RATE, TXN_AMOUNT),
    (place_of("paymentStatus"), place_of("paymentId")),
    (DATA_STATUS, CONTRACT_ID),
    (place_of("subscriptionStatus"), CONTRACT_ID),
    (place_of("scenarios"), CONTRACT_ID),
];

/// The first rule between fields that these values break, and the field that breaks it. Each value
/// has its form, and every field that the type requires is there.
pub(super) fn broken_rule(values: Values<'_>) -> Option<(Fault, usize)> {
    for (field, needed) in NEEDS {
        if values.has(field) && !values.has(needed) {
            return Some((Fault::FieldAbsent, needed));
        }
    }
    // A card that is only stored has no price.
    if values.notify_type() == notify::TXN
        && !values.has(ORDER_AMOUNT)
        && values.get(TXN_TYPE) != "BIND_CARD"
    {
        return Some((Fault::FieldAbsent, ORDER_AMOUNT));
    }
    // Observed: one digit of eci and of dataStatus would be two digits of eci.
    if values.get(DATA_STATUS) == "0" && values.get(ECI).len() == 1 {
        return Some((Fault::FieldsUnfit, ECI));
    }
    let id = values.get(TRANSACTION_ID);
    // The merchant chose it before there was a transactionId.
    let order = values.get(MERCHANT_TXN_ID).as_bytes();
    if order
        .windows(id.len().max(1))
        .any(|part| part == id.as_bytes())
    {
        return Some((Fault::FieldsUnfit, MERCHANT_TXN_ID));
    }
    for (amount, currency) in MONEY {
        let money = || Money::parse(values.get(amount), values.get(currency));
        if values.has(amount) && !money().is_some_and(Money::is_usual) {
            return Some((Fault::FieldsUnfit, amount));
        }
    }
    if values.has(SETTLE_RATE) {
        let decimal = |place: usize| Decimal::parse(values.get(place));
        let (order, rate) = (decimal(ORDER_AMOUNT), decimal(SETTLE_RATE));
        if let (Some(order), Some(rate), Some(settled)) = (order, rate, decimal(TXN_AMOUNT))
            && !settles(order, rate, settled)
        {
            return Some((Fault::FieldsUnfit, TXN_AMOUNT));
        }
    }
    None
}

/// A rule that only samples show: what is received has to keep it, and what was signed may break it.
pub(super) fn broken_link(values: Values<'_>) -> Option<(Fault, usize)> {
    // Observed: merchantNo followed by transactionId.
    let channel = values.get(CHANNEL_REQUEST_ID);
    let id = channel.strip_prefix(values.get(MERCHANT_NO));
    let breaks = values.has(CHANNEL_REQUEST_ID) && id != Some(values.get(TRANSACTION_ID));
    breaks.then_some((Fault::FieldsUnfit, CHANNEL_REQUEST_ID))
}
