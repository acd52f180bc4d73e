//! The rules of a query's parameters. Source: order query, request parameters.

use alloc::{string::String, vec::Vec};

use super::kind::{Form, Kind};
use crate::{
    error::{Code, Error, Result},
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
            return Err(Error::of(
                Code::ParamMissing,
                FIELD,
                "is required; it is the number that the gateway gave to the merchant",
            ));
        }
        if merchant_no.chars().count() > 20 {
            return Err(Error::of(
                Code::ParamInvalid,
                FIELD,
                "has at most 20 characters",
            ));
        }
        if merchant_no
            .chars()
            .any(|c| c.is_whitespace() || c.is_control())
        {
            return Err(Error::of(
                Code::ParamInvalid,
                FIELD,
                "holds no white space; remove it",
            ));
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
        _ => Err(Error::of(
            Code::ParamInvalid,
            "merchantNo",
            "differs from the configured merchantNo; leave it out here",
        )),
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
            return Err(Error::new(
                Code::ParamInvalid,
                "is no parameter of this query; check its spelling, or the filter would be lost",
            )
            .named(name));
        };
        if self.fields.iter().any(|(seen, _)| *seen == name) {
            return Err(Error::of(
                Code::ParamInvalid,
                name,
                "stands twice; give each parameter once",
            ));
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
                count(name, value, 999_999_999, "is a page number, 1 or more")
            }
            Form::Size => count(name, value, 100, "is 1 to 100"),
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
            (Some(_), None) => Err(Error::of(
                Code::ParamMissing,
                end_name,
                "is required with the start: give both times or neither",
            )),
            (None, Some(_)) => Err(Error::of(
                Code::ParamMissing,
                start_name,
                "is required with the end: give both times or neither",
            )),
            (None, None) if self.has_types => Err(Error::of(
                Code::ParamMissing,
                start_name,
                "is required with txnTypes, and so is the end",
            )),
            (None, None) if !self.has_ids => Err(Error::of(
                Code::ParamMissing,
                start_name,
                kind.spec().one_of,
            )),
            (Some(start), Some(end)) => match end.seconds_since(start) {
                ..0 => Err(Error::of(
                    Code::ParamInvalid,
                    end_name,
                    "lies before the start; exchange them",
                )),
                0..=MAX_RANGE_SECONDS => Ok(()),
                _ => Err(Error::of(
                    Code::RangeTooLong,
                    end_name,
                    "lies more than 90 days (7776000 seconds) after the start; \
                     ask for shorter ranges one after the other",
                )),
            },
            _ => Ok(()),
        }
    }
}

/// Ids or types: an array, or a string with commas between them.
fn list(name: &'static str, value: &Param) -> Result<String> {
    match value {
        Param::List(items) if items.is_empty() => Err(Error::of(
            Code::ParamInvalid,
            name,
            "is an empty array, which would filter nothing; leave it out if that is meant",
        )),
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
            return Err(Error::of(
                Code::ParamInvalid,
                name,
                "each entry is a string",
            ));
        }
    };
    check_entry(name, text)?;
    Ok(text.into())
}

fn check_entry(name: &'static str, text: &str) -> Result<()> {
    if text.is_empty() {
        return Err(Error::of(
            Code::ParamInvalid,
            name,
            "has an empty entry; remove it",
        ));
    }
    if text
        .chars()
        .any(|c| c == ',' || c.is_whitespace() || c.is_control())
    {
        return Err(Error::of(
            Code::ParamInvalid,
            name,
            "has an entry with a comma or white space in it; give each entry alone",
        ));
    }
    Ok(())
}

fn time(name: &'static str, value: &Param, zone: Option<Zone>) -> Result<DateTime> {
    match value {
        Param::Text(text) => DateTime::parse(text).ok_or_else(|| {
            Error::of(
                Code::ParamInvalid,
                name,
                "is a real date and time in the form yyyy-MM-dd HH:mm:ss",
            )
        }),
        Param::Instant(unix_millis) => {
            let zone = zone.ok_or_else(|| {
                Error::of(
                    Code::ConfigMissing,
                    "timeZone",
                    "is required to write a Date as the gateway's time; set it, as in '+08:00'",
                )
            })?;
            DateTime::at(*unix_millis, zone).ok_or_else(|| {
                Error::of(Code::ParamInvalid, name, "is a Date of the years 1 to 9999")
            })
        }
        _ => Err(Error::of(
            Code::ParamInvalid,
            name,
            "is a string in the form yyyy-MM-dd HH:mm:ss, or a Date",
        )),
    }
}

fn count(name: &'static str, value: &Param, max: u32, rule: &'static str) -> Result<String> {
    let text = match value {
        Param::Text(text) => text.as_str(),
        Param::Number(number) => number.as_str(),
        _ => "",
    };
    let written_plainly = !text.starts_with(['0', '+']);
    match text.parse::<u32>() {
        Ok(number) if written_plainly && (1..=max).contains(&number) => Ok(text.into()),
        _ => Err(Error::of(Code::ParamInvalid, name, rule)),
    }
}
