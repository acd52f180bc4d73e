//! The rules of a query's parameters. Source: order query, request parameters.

use alloc::{string::String, vec::Vec};

use super::kind::{Form, Kind};
use crate::{
    error::{Error, Fault, Result},
    params::{Param, Params},
    time::{DateTime, Zone},
};

/// A merchant number: 1 to 20 characters without white space or controls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merchant(String);

impl Merchant {
    /// Checks a merchant number.
    pub fn new(merchant_no: &str) -> Result<Merchant> {
        const FIELD: &str = "merchantNo";
        if merchant_no.is_empty() {
            return Err(Error::of(FIELD, Fault::MerchantMissing));
        }
        if merchant_no.chars().count() > 20 {
            return Err(Error::of(FIELD, Fault::MerchantTooLong));
        }
        if merchant_no
            .chars()
            .any(|c| c.is_whitespace() || c.is_control())
        {
            return Err(Error::of(FIELD, Fault::MerchantSpace));
        }
        Ok(Merchant(merchant_no.into()))
    }

    /// The number as it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

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
    pub fn new<N: AsRef<str>>(
        kind: Kind,
        merchant: &Merchant,
        params: impl IntoIterator<Item = (N, Param)>,
        zone: Option<Zone>,
    ) -> Result<Query> {
        let mut draft = Draft::default();
        for (name, value) in params {
            let name = name.as_ref();
            match name {
                "sign" => {}
                "merchantNo" => same_merchant(merchant, &value)?,
                _ => draft.add(kind, name, &value, zone)?,
            }
        }
        draft.complete(kind)?;
        let mut fields = draft.fields;
        fields.push(("merchantNo", merchant.0.clone()));
        if !draft.has_page {
            fields.push(("current", "1".into()));
        }
        let fields = fields
            .into_iter()
            .map(|(name, text)| (name, Param::Text(text)));
        Ok(Query {
            kind,
            params: Params::new(fields)?,
        })
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
}

fn same_merchant(merchant: &Merchant, value: &Param) -> Result<()> {
    match value {
        Param::Null => Ok(()),
        Param::Text(text) if *text == merchant.0 => Ok(()),
        _ => Err(Error::of("merchantNo", Fault::MerchantOther)),
    }
}

/// What the rules between parameters need to know.
#[derive(Default)]
struct Draft {
    fields: Vec<(&'static str, String)>,
    has_ids: bool,
    has_types: bool,
    has_page: bool,
    start: Option<DateTime>,
    end: Option<DateTime>,
}

impl Draft {
    fn add(&mut self, kind: Kind, name: &str, value: &Param, zone: Option<Zone>) -> Result<()> {
        let known = kind.spec().params.iter().find(|(known, _)| *known == name);
        let Some(&(name, form)) = known else {
            return Err(Error::of(name, Fault::ParamUnknown));
        };
        if self.fields.iter().any(|(seen, _)| *seen == name) {
            return Err(Error::of(name, Fault::ParamTwice));
        }
        let text = match value {
            Param::Null => return Ok(()),
            Param::Text(text) if text.is_empty() => {
                self.fields.push((name, String::new()));
                return Ok(());
            }
            used => self.used(name, form, used, zone)?,
        };
        self.fields.push((name, text));
        Ok(())
    }

    fn used(
        &mut self,
        name: &'static str,
        form: Form,
        value: &Param,
        zone: Option<Zone>,
    ) -> Result<String> {
        match form {
            Form::Ids => {
                self.has_ids = true;
                list(name, value)
            }
            Form::Id => {
                self.has_ids = true;
                entry(name, value)
            }
            Form::Types => {
                self.has_types = true;
                list(name, value)
            }
            Form::Start => {
                let time = time(name, value, zone)?;
                self.start = Some(time);
                Ok(time.to_text())
            }
            Form::End => {
                let time = time(name, value, zone)?;
                self.end = Some(time);
                Ok(time.to_text())
            }
            Form::Page => {
                self.has_page = true;
                count(name, value, 999_999_999, Fault::PageMalformed)
            }
            Form::Size => count(name, value, 100, Fault::SizeMalformed),
        }
    }

    fn complete(&mut self, kind: Kind) -> Result<()> {
        // An empty page number is an unused one.
        if !self.has_page {
            self.fields.retain(|(name, _)| *name != "current");
        }
        let name_of = |wanted: Form| {
            kind.spec()
                .params
                .iter()
                .find(|(_, form)| *form == wanted)
                .map_or("", |(name, _)| *name)
        };
        let (start_name, end_name) = (name_of(Form::Start), name_of(Form::End));
        match (self.start, self.end) {
            (Some(_), None) => Err(Error::of(end_name, Fault::EndMissing)),
            (None, Some(_)) => Err(Error::of(start_name, Fault::StartMissing)),
            (None, None) if self.has_types => Err(Error::of(start_name, Fault::TimesMissing)),
            (None, None) if !self.has_ids => Err(Error::of(start_name, Fault::FilterMissing)),
            (Some(start), Some(end)) => match end.seconds_since(start) {
                ..0 => Err(Error::of(end_name, Fault::EndBeforeStart)),
                0..=MAX_RANGE_SECONDS => Ok(()),
                _ => Err(Error::of(end_name, Fault::RangeTooLong)),
            },
            _ => Ok(()),
        }
    }
}

/// Ids or types: an array, or a string with commas between them.
fn list(name: &'static str, value: &Param) -> Result<String> {
    match value {
        Param::List(items) if items.is_empty() => Err(Error::of(name, Fault::ListEmpty)),
        Param::List(items) => {
            let entries: Vec<String> = items
                .iter()
                .map(|item| entry(name, item))
                .collect::<Result<_>>()?;
            Ok(entries.join(","))
        }
        Param::Text(text) => {
            for part in text.split(',') {
                check_entry(name, part)?;
            }
            Ok(text.clone())
        }
        other => entry(name, other),
    }
}

/// One id or type.
fn entry(name: &'static str, value: &Param) -> Result<String> {
    let text = match value {
        Param::Text(text) => text.as_str(),
        Param::Number(number) => number.as_str(),
        _ => {
            return Err(Error::of(name, Fault::EntryNoText));
        }
    };
    check_entry(name, text)?;
    Ok(text.into())
}

fn check_entry(name: &'static str, text: &str) -> Result<()> {
    if text.is_empty() {
        return Err(Error::of(name, Fault::EntryEmpty));
    }
    if text
        .chars()
        .any(|c| c == ',' || c.is_whitespace() || c.is_control())
    {
        return Err(Error::of(name, Fault::EntrySpace));
    }
    Ok(())
}

fn time(name: &'static str, value: &Param, zone: Option<Zone>) -> Result<DateTime> {
    match value {
        Param::Text(text) => {
            DateTime::parse(text).ok_or_else(|| Error::of(name, Fault::TimeMalformed))
        }
        Param::Instant(unix_millis) => {
            let zone = zone.ok_or_else(|| Error::of("timeZone", Fault::ZoneMissing))?;
            DateTime::at(*unix_millis, zone).ok_or_else(|| Error::of(name, Fault::DateInvalid))
        }
        _ => Err(Error::of(name, Fault::TimeMalformed)),
    }
}

fn count(name: &'static str, value: &Param, max: u32, fault: Fault) -> Result<String> {
    let text = match value {
        Param::Text(text) => text.as_str(),
        Param::Number(number) => number.as_str(),
        _ => "",
    };
    let written_plainly = !text.starts_with(['0', '+']);
    match text.parse::<u32>() {
        Ok(number) if written_plainly && (1..=max).contains(&number) => Ok(text.into()),
        _ => Err(Error::of(name, fault)),
    }
}
