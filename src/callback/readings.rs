//! Every way to read the signed bytes as a documented callback.
//!
//! The digest covers the values joined, and neither names nor borders. A reading cuts the same text
//! into known fields, in the order of their names, each in its form and all of them by the rules
//! between fields. Only what every reading agrees on was surely signed.

use alloc::{borrow::Cow, vec::Vec};

use super::{
    form::{FieldForm, Form, ID_LENGTH, ORDER_BYTES},
    grammar::{
        DECIDING, FIELDS, GRAMMAR, OPEN, Part, Set, Spec, candidates, place_of, required,
        with_types,
    },
    names, notify,
    rules::{CHARGEBACK_ARN, CHARGEBACK_CODE, broken_link, broken_rule},
    values::{MAX_FIELDS, NOTIFY_TYPE, Spans, Values, places},
};
use crate::error::{Error, Fault, Result};

/// How many local readings are held against the rules between fields.
const MAX_READINGS: usize = 64;
/// How many pieces are tried. A usual callback needs about thirty.
const MAX_STEPS: usize = 20_000;

/// The most fields that the caller can know beside the table.
const MAX_EXTRA: usize = 16;
const _: () = assert!(GRAMMAR.len() + MAX_EXTRA <= MAX_FIELDS);

/// A field that the caller knows beside the table.
pub(super) type Extra<'a> = (&'a str, FieldForm);

/// The fields of a reading: those of the table, and the caller's own behind them.
pub(super) struct Fields<'a> {
    /// The merchant's own number.
    pub(super) merchant: &'a str,
    extra: &'a [Extra<'a>],
    /// For each place those whose names are sorted after its own, where the caller knows some.
    after: Vec<Set>,
}

impl<'a> Fields<'a> {
    /// # Errors
    ///
    /// `config_invalid` for a field that the table has, and for more than fit beside it.
    pub(super) fn new(merchant: &'a str, extra: &'a [Extra<'a>]) -> Result<Self> {
        let mut after = Vec::new();
        if extra.len() > MAX_EXTRA {
            return Err(Error::of("knownFields", Fault::KnownFieldsMany));
        }
        for (name, _) in extra {
            if names::place(name) != names::UNKNOWN {
                return Err(Error::of(name, Fault::KnownFieldMisnamed));
            }
        }
        if !extra.is_empty() {
            let names = || {
                let extra = extra.iter().map(|(name, _)| *name);
                FIELDS.iter().copied().chain(extra)
            };
            for name in names() {
                let mut set = 0;
                for (place, other) in names().enumerate() {
                    set |= Set::from(other > name) << place;
                }
                after.push(set);
            }
        }
        Ok(Fields {
            merchant,
            extra,
            after,
        })
    }

    pub(super) const fn has_extra(&self) -> bool {
        !self.extra.is_empty()
    }

    /// What a field has to hold; `None` for one that is neither known nor signed.
    pub(super) fn form(&self, place: usize) -> Option<&Form> {
        self.form_of(place, |spec| &spec.form)
    }

    /// What a field can hold in a reading.
    #[inline(always)]
    fn reads(&self, place: usize) -> Option<&Form> {
        match GRAMMAR.get(place) {
            Some(spec) if self.extra.is_empty() => Some(&spec.reads),
            _ => self.form_of(place, |spec| &spec.reads),
        }
    }

    fn form_of(&self, place: usize, of: impl Fn(&'static Spec) -> &'static Form) -> Option<&Form> {
        let Some(spec) = GRAMMAR.get(place) else {
            let (_, FieldForm(form)) = self.extra.get(place - GRAMMAR.len())?;
            return Some(form);
        };
        match (of(spec), spec.part) {
            (_, Part::Unsigned | Part::Signature) => None,
            // A field of the caller's own can stand before what ends these.
            (Form::Order, _) if self.has_extra() => Some(&Form::Text(ORDER_BYTES)),
            (Form::Decimal, _) if self.has_extra() => Some(&Form::AmountBeforeText),
            (Form::TokenBeforeId, _) if self.parts_token_and_id() => Some(&Form::Token),
            (form, _) => Some(form),
        }
    }

    fn parts_token_and_id(&self) -> bool {
        let mut extra = self.extra.iter();
        extra.any(|(name, _)| ("tokenId".."transactionId").contains(name))
    }

    /// The types of notification that a field goes with.
    pub(super) fn types(&self, place: usize) -> u8 {
        GRAMMAR.get(place).map_or(notify::ALL, |spec| spec.types)
    }

    /// The place of a name, if it is known.
    pub(super) fn place_of(&self, name: &str) -> Option<usize> {
        let place = names::place(name);
        if place != names::UNKNOWN {
            return Some(place);
        }
        let extra = self.extra.iter().position(|(known, _)| *known == name)?;
        Some(GRAMMAR.len() + extra)
    }

    /// The fields whose names are sorted after one.
    fn after(&self, place: usize) -> Set {
        match self.after.get(place) {
            Some(after) => *after,
            None => (Set::MAX << 1).checked_shl(place as u32).unwrap_or(0),
        }
    }

    /// The fields that can come next: whose values can start so, in a notification of such types.
    fn candidates(&self, rest: &[u8], types: u8) -> Set {
        let mut known = candidates(rest) & with_types(types);
        if !rest.starts_with(self.merchant.as_bytes()) {
            known &= !const { 1 << place_of("merchantNo") | 1 << place_of("channelRequestId") };
        }
        if self.has_extra() {
            known |= Set::MAX << GRAMMAR.len();
        }
        known
    }
}

/// What the readings of a text differ in.
pub(super) enum Readings {
    /// All agree on what decides; they differ in these fields.
    Agree(Set),
    /// They differ in these fields, of which one decides at least.
    Differ(Set),
    /// There are too many, or what was received is none.
    Unclear,
}

struct Search<'a> {
    fields: &'a Fields<'a>,
    text: &'a str,
    received: &'a Spans,
    /// The reading that is being tried.
    path: Spans,
    tail: Tail,
    differing: Set,
    readings: usize,
    steps: usize,
    found_received: bool,
}

/// How the text can be read behind a type of notification. What stands before it can mostly be read
/// in several ways, and the rest in one, which is read once.
struct Tail {
    at: usize,
    types: u8,
    readings: usize,
    /// The first of these.
    path: Spans,
}

/// Compares every reading of the text with the one that was received.
pub(super) fn readings(fields: &Fields<'_>, values: Values<'_>) -> Readings {
    let mut received = Cow::Borrowed(values.spans);
    // Both are free text side by side, so any border between them is a reading: they are one here.
    let mut differing = 0;
    let (has_arn, has_code) = (values.has(CHARGEBACK_ARN), values.has(CHARGEBACK_CODE));
    if has_arn || has_code {
        differing = 1 << CHARGEBACK_ARN | 1 << CHARGEBACK_CODE;
    }
    if has_code {
        let (start, end) = received.get(CHARGEBACK_CODE);
        let start = if has_arn {
            received.get(CHARGEBACK_ARN).0
        } else {
            start
        };
        let received = received.to_mut();
        received.set(CHARGEBACK_ARN, start, end);
        received.unset(1 << CHARGEBACK_CODE);
    }
    let mut search = Search {
        fields,
        text: values.text,
        received: &received,
        path: Spans::NONE,
        tail: Tail {
            at: 0,
            types: 0,
            readings: 0,
            path: Spans::NONE,
        },
        differing,
        readings: 0,
        steps: 0,
        found_received: false,
    };
    search.walk(0, Set::MAX, types_of(values.text, fields));
    if !search.found_received || search.is_over() {
        Readings::Unclear
    } else if search.differing & DECIDING != 0 {
        Readings::Differ(search.differing)
    } else {
        Readings::Agree(search.differing)
    }
}

/// The types that a text can have. In a dispute nothing but transactionId follows notifyType, and
/// what the caller knows.
fn types_of(text: &str, fields: &Fields<'_>) -> u8 {
    let head = text.len().checked_sub(ID_LENGTH);
    let head = head.and_then(|end| text.get(..end)).unwrap_or_default();
    let mut types = notify::ALL;
    for (name, bit) in notify::NAMES {
        let can_be = if fields.has_extra() {
            // The search of the standard library weighs 7 KB.
            let mut parts = head.as_bytes().windows(name.len());
            parts.any(|part| part == name.as_bytes())
        } else {
            bit & notify::DISPUTE == 0 || head.ends_with(name)
        };
        if !can_be {
            types &= !bit;
        }
    }
    types
}

impl Search<'_> {
    /// Nothing that is left out may be a reading: past a limit nothing is clear.
    const fn is_over(&self) -> bool {
        self.readings > MAX_READINGS || self.steps > MAX_STEPS
    }

    /// Tries every field in `open` at the byte `at`.
    fn walk(&mut self, at: usize, open: Set, types: u8) {
        let rest = self.text.get(at..).unwrap_or_default();
        if rest.is_empty() {
            return self.complete();
        }
        let mut candidates = open & self.fields.candidates(rest.as_bytes(), types);
        // Nothing is skipped that no reading can do without.
        let must = required(types) & open;
        if must != 0 {
            candidates &= !self.fields.after(must.trailing_zeros() as usize);
        }
        for place in places(candidates) {
            let Some(form) = self.fields.reads(place) else {
                continue;
            };
            let mut next = form.next_end(rest, 0, self.fields.merchant);
            while let Some(end) = next {
                self.read(place, at, at + end, types);
                next = if form.has_ends() && !self.is_over() {
                    form.next_end(rest, end, self.fields.merchant)
                } else {
                    None
                };
            }
            self.path.unset(1 << place);
        }
    }

    /// Goes on where a value has been read.
    #[inline(always)]
    fn read(&mut self, place: usize, start: usize, end: usize, types: u8) {
        self.steps += 1;
        self.path.set(place, start, end);
        let (open, types) = (self.fields.after(place), types & self.fields.types(place));
        if place == NOTIFY_TYPE {
            let name = self.text.get(start..end).unwrap_or_default();
            self.join(end, open, types & notify::bit(name));
        } else {
            self.walk(end, open, types);
        }
    }

    /// Joins what has been read up to notifyType with the rest.
    fn join(&mut self, at: usize, open: Set, types: u8) {
        if (self.tail.at, self.tail.types) != (at, types) {
            (self.tail.at, self.tail.types) = (at, types);
        } else if self.tail.readings == 0 {
            return;
        } else if self.tail.readings == 1 {
            self.path.add(&self.tail.path, open);
            self.judge();
            return self.path.unset(open);
        }
        self.tail.readings = 0;
        self.walk(at, open, types);
    }

    fn complete(&mut self) {
        if self.tail.readings == 0 {
            self.tail.path = self.path.clone();
        }
        self.tail.readings += 1;
        self.judge();
    }

    /// Holds a whole reading against the rules, and against what was received.
    fn judge(&mut self) {
        let path = Values {
            text: self.text,
            spans: &self.path,
        };
        if required(path.notify_type()) & !path.spans.present() != 0 {
            return;
        }
        self.readings += 1;
        if broken_rule(path).is_some() {
            return;
        }
        let received = Values {
            spans: self.received,
            ..path
        };
        let mut differing = 0;
        for place in places(path.spans.present() | received.spans.present()) {
            let same_span = path.spans.get(place) == received.spans.get(place);
            if !same_span && path.get(place) != received.get(place) {
                differing |= 1 << place;
            }
        }
        self.found_received |= differing == 0 && self.is_strict(received);
        self.differing |= differing;
    }

    /// Whether the values are listed, where more than what is listed is read.
    fn is_strict(&self, values: Values<'_>) -> bool {
        let mut open = places(values.spans.present() & OPEN);
        let fits = |place| {
            let form = self.fields.form(place);
            form.is_some_and(|form| form.fits(values.get(place), self.fields.merchant))
        };
        open.all(fits) && broken_link(values).is_none()
    }
}
