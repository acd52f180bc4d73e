//! The rules of a query's parameters. Source: order query, request parameters.

use alloc::string::String;

use super::{
    kind::{Form, Kind},
    merchant::{MERCHANT_NO, Merchant},
};
use crate::{
    error::{Error, Fault, Result},
    params::{Param, Params},
    text::{cut, decimal, has_space, parts},
    time::{DateTime, Zone},
};

/// The longest range of one query: 90 days, to the second.
const MAX_RANGE_SECONDS: i64 = 90 * 86_400;

/// A query that keeps every rule of the gateway's documents; only [`Query::new`] makes one.
///
/// ```
/// use onerway_edge::{Code, Kind, Merchant, Query};
///
/// let merchant = Merchant::new("800209")?;
/// let query = Query::new(
///     Kind::Transactions,
///     &merchant,
///     [("transactionIds", ["1826814232868814848"].into())],
///     None,
/// )?;
/// assert_eq!(query.kind(), Kind::Transactions);
///
/// let half = [("startTime", "2024-07-23 00:00:00".into())];
/// let error = Query::new(Kind::Transactions, &merchant, half, None).unwrap_err();
/// assert_eq!((error.code(), error.field()), (Code::ParamMissing, Some("endTime")));
/// # Ok::<(), onerway_edge::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    kind: Kind,
    params: Params,
}

impl Query {
    /// Checks the parameters of a query. `zone` is only needed where a time is an
    /// [`Param::Instant`], since the gateway's times carry none.
    ///
    /// Null and absent are the same: not filtered. A `merchantNo` among the parameters has to be
    /// the merchant's own; a `sign` is dropped.
    pub fn new<N: Into<String>>(
        kind: Kind,
        merchant: &Merchant,
        params: impl IntoIterator<Item = (N, Param)>,
        zone: Option<Zone>,
    ) -> Result<Query> {
        let (draft, range) = Draft::read(kind, merchant, params, zone)?;
        if let Some((start, end)) = range
            && end.seconds_since(start) > MAX_RANGE_SECONDS
        {
            let [_, end] = kind.time_names();
            return Err(Error::of(end, Fault::RangeTooLong));
        }
        let mut params = draft.params;
        merchant.add_to(&mut params)?;
        if !params.has("current") {
            params.add_text("current".into(), "1".into())?;
        }
        Ok(Query { kind, params })
    }

    /// The ranges to ask for one by one, each of at most 90 days, where the parameters ask for all
    /// records of a longer one: each starts where the one before it ends. `None` where they have no
    /// times.
    ///
    /// Every other rule of [`Query::new`] holds here too. `current` is refused: all pages are meant.
    pub fn windows<N: Into<String>>(
        kind: Kind,
        merchant: &Merchant,
        params: impl IntoIterator<Item = (N, Param)>,
        zone: Option<Zone>,
    ) -> Result<Option<Windows>> {
        let (draft, range) = Draft::read(kind, merchant, params, zone)?;
        if draft.params.has("current") {
            return Err(Error::of("current", Fault::PageBeside));
        }
        Ok(range.map(|(start, end)| Windows {
            next: Some(start),
            end,
            step: MAX_RANGE_SECONDS,
        }))
    }

    /// What is asked for.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The fields of the request, without `sign`.
    #[must_use]
    pub const fn params(&self) -> &Params {
        &self.params
    }

    pub(super) fn into_params(self) -> Params {
        self.params
    }
}

/// Start and end of each range that together make a longer one.
#[derive(Clone, Debug)]
pub struct Windows {
    next: Option<DateTime>,
    end: DateTime,
    step: i64,
}

impl Windows {
    /// The same in shorter windows, about so many of the same length: never longer than 90 days, nor
    /// shorter than a second.
    #[must_use]
    pub fn in_parts(self, parts: u32) -> Windows {
        let length = self.next.map_or(0, |start| self.end.seconds_since(start));
        let parts = i64::from(parts.max(1));
        let step = (length / parts + i64::from(length % parts > 0)).clamp(1, MAX_RANGE_SECONDS);
        Windows { step, ..self }
    }
}

impl Iterator for Windows {
    type Item = (DateTime, DateTime);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.next.take()?;
        let end = match start.later_by(self.step) {
            Some(end) if end < self.end => {
                self.next = Some(end);
                end
            }
            _ => self.end,
        };
        Some((start, end))
    }
}

/// The fields of the request, and what the rules between parameters need to know.
#[derive(Default)]
struct Draft {
    params: Params,
    has_ids: bool,
    has_types: bool,
    start: Option<DateTime>,
    end: Option<DateTime>,
}

impl Draft {
    /// The parameters, and the range that they ask for; how long it is, is not held against anything.
    fn read<N: Into<String>>(
        kind: Kind,
        merchant: &Merchant,
        params: impl IntoIterator<Item = (N, Param)>,
        zone: Option<Zone>,
    ) -> Result<(Draft, Option<(DateTime, DateTime)>)> {
        let mut draft = Draft::default();
        for (name, value) in params {
            draft.add(kind, merchant, name.into(), value, zone)?;
        }
        let range = draft.range(kind)?;
        Ok((draft, range))
    }

    fn add(
        &mut self,
        kind: Kind,
        merchant: &Merchant,
        name: String,
        value: Param,
        zone: Option<Zone>,
    ) -> Result<()> {
        if name == "sign" || value == Param::Null {
            return Ok(());
        }
        if name == MERCHANT_NO {
            return merchant.check_own(value.plain());
        }
        let Some(form) = kind.form_of(&name) else {
            return Err(Error::of(&name, Fault::ParamUnknown));
        };
        let text = match value {
            // An unused filter is sent and not signed; an unused page number is the first.
            Param::Text(text) if text.is_empty() => {
                if form == Form::Page {
                    return Ok(());
                }
                text
            }
            used => self.used(&name, form, used, zone)?,
        };
        self.params.add_text(name, text)
    }

    fn used(&mut self, name: &str, form: Form, value: Param, zone: Option<Zone>) -> Result<String> {
        match form {
            Form::Ids | Form::Types => {
                self.has_ids |= form == Form::Ids;
                self.has_types |= form == Form::Types;
                list(name, value)
            }
            Form::Id => {
                self.has_ids = true;
                entry(name, &value).map(String::from)
            }
            Form::Start | Form::End => {
                let (time, text) = time(name, value, zone)?;
                if form == Form::Start {
                    self.start = Some(time);
                } else {
                    self.end = Some(time);
                }
                Ok(text)
            }
            Form::Page => count(name, &value, 999_999_999, Fault::PageMalformed),
            Form::Size => count(name, &value, 100, Fault::SizeMalformed),
        }
    }

    fn range(&self, kind: Kind) -> Result<Option<(DateTime, DateTime)>> {
        let [start, end] = kind.time_names();
        let (field, fault) = match (self.start, self.end) {
            (Some(_), None) => (end, Fault::EndMissing),
            (None, Some(_)) => (start, Fault::StartMissing),
            (None, None) if self.has_types => (start, Fault::TimesMissing),
            (None, None) if self.has_ids => return Ok(None),
            (None, None) => (start, Fault::FilterMissing),
            (Some(from), Some(to)) if to < from => (end, Fault::EndBeforeStart),
            (Some(from), Some(to)) => return Ok(Some((from, to))),
        };
        Err(Error::of(field, fault))
    }
}

/// Ids or types: an array, or a string with commas between them.
fn list(name: &str, value: Param) -> Result<String> {
    match value {
        Param::List(items) => {
            let mut joined = String::new();
            for item in &items {
                if !joined.is_empty() {
                    joined.push(',');
                }
                joined.push_str(entry(name, item)?);
            }
            if joined.is_empty() {
                return Err(Error::of(name, Fault::ListEmpty));
            }
            Ok(joined)
        }
        Param::Text(text) => {
            for part in parts(&text, b',') {
                check_entry(name, part)?;
            }
            Ok(text)
        }
        other => entry(name, &other).map(String::from),
    }
}

/// One id or type.
fn entry<'a>(name: &str, value: &'a Param) -> Result<&'a str> {
    let text = value
        .plain()
        .ok_or_else(|| Error::of(name, Fault::EntryNoText))?;
    check_entry(name, text)?;
    Ok(text)
}

fn check_entry(name: &str, text: &str) -> Result<()> {
    if text.is_empty() {
        return Err(Error::of(name, Fault::EntryEmpty));
    }
    if has_space(text) || cut(text, b',').is_some() {
        return Err(Error::of(name, Fault::EntrySpace));
    }
    Ok(())
}

/// A point in time and how it is sent.
fn time(name: &str, value: Param, zone: Option<Zone>) -> Result<(DateTime, String)> {
    match value {
        Param::Text(text) => match DateTime::parse(&text) {
            Some(time) => Ok((time, text)),
            None => Err(Error::of(name, Fault::TimeMalformed)),
        },
        Param::Instant(unix_millis) => {
            let zone = zone.ok_or_else(|| Error::of("timeZone", Fault::ZoneMissing))?;
            match DateTime::at(unix_millis, zone) {
                Some(time) => Ok((time, time.to_text())),
                None => Err(Error::of(name, Fault::DateInvalid)),
            }
        }
        _ => Err(Error::of(name, Fault::TimeMalformed)),
    }
}

fn count(name: &str, value: &Param, max: i64, fault: Fault) -> Result<String> {
    let text = value.plain().unwrap_or_default();
    match decimal(text.as_bytes()) {
        Some(number) if !text.starts_with("0") && number <= max => Ok(text.into()),
        _ => Err(Error::of(name, fault)),
    }
}
