//! When there is a voucher. Source: get payment result, payment voucher.

use alloc::string::String;

use crate::{
    error::{Error, Fault, Result},
    query::{Record, TxnInfo},
    time::{DateTime, Zone},
};

/// It is generated 1 hour after the transaction succeeded.
const GENERATED_AFTER: i64 = 3600;
/// "More than 2 hours after": at exactly 2 hours it is not overdue yet, a second later it is.
const OVERDUE_AFTER: i64 = 2 * 3600 + 1;

/// Whether the voucher of a transaction that succeeded can be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VoucherState {
    /// Less than 1 hour has passed: not generated yet, asking is no use.
    NotReady,
    /// From 1 hour to 2 hours, or nobody knows since when: it may be there.
    Maybe,
    /// More than 2 hours have passed: it has to be there.
    Due,
}

impl VoucherState {
    /// All, in the order of their declaration.
    pub const ALL: &'static [VoucherState] = &[
        VoucherState::NotReady,
        VoucherState::Maybe,
        VoucherState::Due,
    ];

    /// The name in lower case, words joined by underscores.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            VoucherState::NotReady => "not_ready",
            VoucherState::Maybe => "maybe",
            VoucherState::Due => "due",
        }
    }
}

/// When the voucher of a transaction can be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Availability {
    /// What can be expected now.
    pub state: VoucherState,
    /// The second from which the state is [`Maybe`](VoucherState::Maybe), in UTC by ISO 8601. `None`
    /// where the record does not say when the transaction succeeded.
    pub available_at: Option<String>,
    /// The second from which the state is [`Due`](VoucherState::Due).
    pub overdue_at: Option<String>,
}

/// When the voucher of a transaction can be had, by the gateway's record of it. `zone` is that of a
/// record without txnTimeZone.
///
/// A record whose txnTime is missing or malformed is [`VoucherState::Maybe`] without times: its voucher
/// may well be there, and asking for it costs less than to have a receipt withheld for a field that it
/// does not need.
///
/// # Errors
///
/// `voucher_unavailable` where the status is not S; `config_missing` where there is a time and no zone.
///
/// ```
/// use onerway_edge::{Page, TxnInfo, VoucherState, voucher_availability};
///
/// let page = Page::<TxnInfo>::parse(br#"{"respCode":"20000","data":{"content":[{"status":"S",
///     "txnTime":"2024-07-09 13:57:01","txnTimeZone":"+08:00"}]}}"#)?;
/// let found = voucher_availability(&page.content[0], 1_720_508_220_999, None)?;
/// assert_eq!(found.state, VoucherState::NotReady);
/// assert_eq!(found.available_at.as_deref(), Some("2024-07-09T06:57:01Z"));
/// # Ok::<(), onerway_edge::Error>(())
/// ```
pub fn voucher_availability(
    transaction: &TxnInfo,
    now_unix_millis: i64,
    zone: Option<Zone>,
) -> Result<Availability> {
    let text = |name| transaction.text(name).unwrap_or_default();
    availability(
        [text("status"), text("txnTime"), text("txnTimeZone")],
        now_unix_millis,
        zone,
    )
}

/// The same of status, txnTime and txnTimeZone; empty where there is none.
pub(crate) fn availability(
    [status, time, own_zone]: [&str; 3],
    now_unix_millis: i64,
    zone: Option<Zone>,
) -> Result<Availability> {
    if status != "S" {
        return Err(Error::of("status", Fault::VoucherNoSuccess));
    }
    let Some(time) = DateTime::parse(time) else {
        return Ok(Availability {
            state: VoucherState::Maybe,
            available_at: None,
            overdue_at: None,
        });
    };
    let zone = Zone::read(own_zone)
        .or(zone)
        .ok_or_else(|| Error::of("timeZone", Fault::VoucherZoneMissing))?;
    // txnTime is cut to the second, so the clock is too.
    let passed = now_unix_millis.div_euclid(1000) - time.unix_seconds(zone);
    Ok(Availability {
        state: if passed < GENERATED_AFTER {
            VoucherState::NotReady
        } else if passed < OVERDUE_AFTER {
            VoucherState::Maybe
        } else {
            VoucherState::Due
        },
        available_at: time.after(GENERATED_AFTER).to_utc_text(zone),
        overdue_at: time.after(OVERDUE_AFTER).to_utc_text(zone),
    })
}

impl Availability {
    /// The error for a voucher that is not there.
    ///
    /// Before 2 hours have passed it is `voucher_not_ready`, with the time to ask again: when it is generated;
    /// and if that is over, when it is overdue, so that who asks then gets the voucher or a final word and never
    /// asks in a circle. After that it is `voucher_overdue`, and Onerway's customer service has to be asked.
    #[must_use]
    pub fn absent(&self) -> Error {
        let (fault, again) = match (self.state, &self.overdue_at) {
            (VoucherState::Due, _) => (Fault::VoucherOverdue, &None),
            (VoucherState::NotReady, _) => (Fault::VoucherNotYet, &self.available_at),
            (VoucherState::Maybe, None) => (Fault::VoucherUndated, &None),
            (VoucherState::Maybe, overdue_at) => (Fault::VoucherLate, overdue_at),
        };
        Error::new(fault).until(again.clone())
    }
}
