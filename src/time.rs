//! The gateway's times: `yyyy-MM-dd HH:mm:ss` on a real calendar, their zone stated elsewhere.

use alloc::string::String;

use crate::{
    error::{Error, Fault, Result},
    text::decimal,
};

/// A date and time of day without a zone, exact to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateTime {
    /// Seconds since 1970-01-01 00:00:00 on the same clock.
    seconds: i64,
}

const SECONDS_A_DAY: i64 = 86_400;
/// 0001-01-01 00:00:00 and 9999-12-31 23:59:59.
const RANGE: core::ops::RangeInclusive<i64> = -62_135_596_800..=253_402_300_799;

impl DateTime {
    /// Reads exactly `yyyy-MM-dd HH:mm:ss`; a day that no calendar has is refused.
    #[must_use]
    pub fn parse(text: &str) -> Option<DateTime> {
        let bytes = text.as_bytes();
        let separators = [(4, b'-'), (7, b'-'), (10, b' '), (13, b':'), (16, b':')];
        let formed = bytes.len() == 19
            && separators
                .iter()
                .all(|&(at, separator)| bytes.get(at) == Some(&separator));
        if !formed {
            return None;
        }
        let part = |start: usize, end: usize| decimal(bytes.get(start..end)?);
        let (year, month, day) = (part(0, 4)?, part(5, 7)?, part(8, 10)?);
        let (hour, minute, second) = (part(11, 13)?, part(14, 16)?, part(17, 19)?);
        let real = year >= 1
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day)
            && hour < 24
            && minute < 60
            && second < 60;
        real.then(|| DateTime {
            seconds: days_from_civil(year, month, day) * SECONDS_A_DAY
                + hour * 3600
                + minute * 60
                + second,
        })
    }

    /// What a clock in `zone` shows at a point in time, in milliseconds since the Unix epoch.
    /// Parts of a second are cut off. `None` outside the years 1 to 9999.
    #[must_use]
    pub fn at(unix_millis: i64, zone: Zone) -> Option<DateTime> {
        let seconds = unix_millis.div_euclid(1000) + i64::from(zone.minutes) * 60;
        RANGE.contains(&seconds).then_some(DateTime { seconds })
    }

    /// Whole seconds from `earlier` to `self`; negative if `earlier` is later.
    #[must_use]
    pub const fn seconds_since(self, earlier: DateTime) -> i64 {
        self.seconds - earlier.seconds
    }

    /// So many seconds later; `None` outside the years 1 to 9999.
    pub(crate) fn later_by(self, seconds: i64) -> Option<DateTime> {
        let seconds = self.seconds.checked_add(seconds)?;
        RANGE.contains(&seconds).then_some(DateTime { seconds })
    }

    /// The same clock, some seconds later. It can pass the year 9999, which no text has.
    pub(crate) const fn after(self, seconds: i64) -> DateTime {
        DateTime {
            seconds: self.seconds.saturating_add(seconds),
        }
    }

    /// Whole seconds since the Unix epoch, where the clock is one of `zone`.
    pub(crate) fn unix_seconds(self, zone: Zone) -> i64 {
        self.seconds - i64::from(zone.minutes) * 60
    }

    /// The same instant in UTC, by ISO 8601: `2024-07-09T05:57:01Z`. `None` outside the years 1 to
    /// 9999.
    #[must_use]
    pub fn to_utc_text(self, zone: Zone) -> Option<String> {
        let mut text = String::with_capacity(20);
        self.push_utc(zone, &mut text);
        (!text.is_empty()).then_some(text)
    }

    /// Nothing outside the years 1 to 9999.
    pub(crate) fn push_utc(self, zone: Zone, out: &mut String) {
        let seconds = self.unix_seconds(zone);
        if RANGE.contains(&seconds) {
            DateTime { seconds }.push(out, 'T');
            out.push('Z');
        }
    }

    /// `yyyy-MM-dd HH:mm:ss`
    #[must_use]
    pub fn to_text(self) -> String {
        let mut text = String::with_capacity(19);
        self.push(&mut text, ' ');
        text
    }

    fn push(self, out: &mut String, separator: char) {
        let (year, month, day) = civil_from_days(self.seconds.div_euclid(SECONDS_A_DAY));
        let time = self.seconds.rem_euclid(SECONDS_A_DAY);
        for (number, end) in [
            (year / 100, None),
            (year % 100, Some('-')),
            (month, Some('-')),
            (day, Some(separator)),
            (time / 3600, Some(':')),
            (time / 60 % 60, Some(':')),
            (time % 60, None),
        ] {
            for digit in [number / 10, number % 10] {
                out.push(char::from(b'0' + (digit % 10) as u8));
            }
            out.extend(end);
        }
    }
}

/// An offset from UTC as the gateway writes it: `+08:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone {
    minutes: i16,
}

impl Zone {
    /// Reads `+HH:mm` or `-HH:mm`, at most 14 hours away from UTC.
    pub fn parse(text: &str) -> Result<Zone> {
        Zone::read(text).ok_or_else(|| Error::of("timeZone", Fault::ZoneMalformed))
    }

    pub(crate) fn read(text: &str) -> Option<Zone> {
        zone_minutes(text).map(|minutes| Zone { minutes })
    }
}

fn zone_minutes(text: &str) -> Option<i16> {
    let &[sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] = text.as_bytes() else {
        return None;
    };
    let hours = decimal(&[h1, h2])?;
    let minutes = decimal(&[m1, m2])?;
    let total = hours * 60 + minutes;
    if minutes > 59 || total > 14 * 60 {
        return None;
    }
    let minutes = i16::try_from(total).ok()?;
    Some(if sign == b'-' { -minutes } else { minutes })
}

const fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

const fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01 in the proleptic Gregorian calendar. Years are counted from March, so that
/// the leap day is the last of its year.
const fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + day_of_year - 719_468
}

/// The inverse of [`days_from_civil`].
const fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let year = year_of_era + era * 400;
    if month < 10 {
        (year, month + 3, day)
    } else {
        (year + 1, month - 9, day)
    }
}
