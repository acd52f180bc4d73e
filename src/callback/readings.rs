//! Every way to read the signed bytes as a documented callback.
//!
//! The digest covers the values joined, and neither names nor borders. A reading cuts the same text
//! into known fields, in the order of their names, each in its form and all of them by the rules
//! between fields. Only what every reading agrees on was surely signed.

use alloc::vec::Vec;
use core::mem;

use super::{
    form::{FieldForm, Form, ID_LENGTH, ORDER_LENGTH},
    grammar::{DECIDING, GRAMMAR, Part, Set, notify, required, starting_with},
    names,
    rules::{CHARGEBACK_ARN, CHARGEBACK_CODE, TRANSACTION_ID, broken_rule, stands_behind},
    values::{MAX_FIELDS, NOTIFY_TYPE, Spans, Values, holds, places},
};

/// How many local readings are held against the rules between fields.
const MAX_READINGS: usize = 64;
/// How many pieces are tried. A usual callback needs about thirty.
const MAX_STEPS: usize = 20_000;

/// A field that the caller knows beside the table.
pub(super) type Extra<'a> = (&'a str, FieldForm);

/// The fields of a reading: those of the table, and the caller's own behind them.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a> {
    /// The merchant's own number.
    pub(super) merchant: &'a str,
    pub(super) extra: &'a [Extra<'a>],
    /// The places of all in the order of their names, where there are more than the table has.
    pub(super) order: &'a [usize],
}

impl Fields<'_> {
    /// What a field may hold; `None` for one that is neither known nor signed.
    pub(super) fn form(&self, place: usize) -> Option<Form> {
        match GRAMMAR.get(place) {
            Some(spec) => matches!(spec.part, Part::Deciding | Part::Telling).then(|| {
                // A field of the caller's own can stand before what ends these.
                match spec.form {
                    Form::Order if !self.extra.is_empty() => Form::Text(ORDER_LENGTH),
                    Form::Decimal if !self.extra.is_empty() => Form::AmountBeforeText,
                    form => form,
                }
            }),
            None => {
                let (_, FieldForm(form)) = self.extra.get(place - GRAMMAR.len())?;
                Some(*form)
            }
        }
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

    fn place(&self, index: usize) -> usize {
        self.order.get(index).copied().unwrap_or(index)
    }

    /// The first index from `index` on of a field in `set`.
    fn next_of(&self, set: Set, index: usize) -> Option<usize> {
        if self.order.is_empty() {
            return places(set & from(index)).next();
        }
        (index..self.len()).find(|index| holds(set, self.place(*index)))
    }

    pub(super) const fn len(&self) -> usize {
        GRAMMAR.len() + self.extra.len()
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

/// All indices from one on.
fn from(index: usize) -> Set {
    u32::try_from(index)
        .ok()
        .and_then(|index| Set::MAX.checked_shl(index))
        .unwrap_or(0)
}

struct Search<'a> {
    fields: Fields<'a>,
    text: &'a str,
    received: Spans,
    /// The reading that is being tried.
    path: Spans,
    /// The ways to read the text behind each place where a type of notification can end.
    tails: Vec<Tail>,
    /// Those of the tail that is being read.
    ends: Vec<Spans>,
    differing: Set,
    readings: usize,
    steps: usize,
    found_received: bool,
}

struct Tail {
    at: usize,
    types: u8,
    paths: Vec<Spans>,
}

/// Compares every reading of the text with the one that was received.
pub(super) fn readings(fields: Fields<'_>, values: Values<'_>) -> Readings {
    let mut received = values.spans.clone();
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
        received.set(CHARGEBACK_ARN, start, end);
        received.unset(1 << CHARGEBACK_CODE);
    }
    let mut search = Search {
        fields,
        text: values.text,
        received,
        path: Spans::none(fields.len()),
        tails: Vec::new(),
        ends: Vec::new(),
        differing,
        readings: 0,
        steps: 0,
        found_received: false,
    };
    let types = if fields.extra.is_empty() {
        types_of(values.text)
    } else {
        notify::ALL
    };
    search.walk(0, 0, types);
    if !search.found_received || search.readings > MAX_READINGS || search.steps > MAX_STEPS {
        Readings::Unclear
    } else if search.differing & DECIDING != 0 {
        Readings::Differ(search.differing)
    } else {
        Readings::Agree(search.differing)
    }
}

/// The types that a text can have. In a dispute nothing but transactionId follows notifyType.
fn types_of(text: &str) -> u8 {
    let head = text.len().checked_sub(ID_LENGTH);
    let head = head.and_then(|end| text.get(..end)).unwrap_or_default();
    let mut types = notify::ALL;
    for (name, bit) in notify::NAMES {
        if bit & notify::DISPUTE != 0 && !head.ends_with(name) {
            types &= !bit;
        }
    }
    types
}

impl Search<'_> {
    /// Tries every field from `index` on at the byte `at`.
    fn walk(&mut self, at: usize, index: usize, types: u8) {
        let rest = self.text.get(at..).unwrap_or_default();
        let Some(&first) = rest.as_bytes().first() else {
            return self.complete();
        };
        let must = required(types);
        let mut candidates = if self.fields.order.is_empty() {
            starting_with(first)
        } else {
            Set::MAX
        };
        candidates &= from(index);
        // Nothing is skipped that no reading can do without.
        if let Some(must) = self.fields.next_of(must, index) {
            candidates &= Set::MAX >> (MAX_FIELDS - 1 - must);
        }
        for index in places(candidates) {
            let place = self.fields.place(index);
            let types = types & self.fields.types(place);
            let Some(form) = self
                .fields
                .form(place)
                .filter(|_| types != 0 && place != CHARGEBACK_CODE)
            else {
                continue;
            };
            if stands_behind(place).is_some_and(|before| !self.values(&self.path).has(before)) {
                continue;
            }
            let mut end = 0;
            while self.steps <= MAX_STEPS
                && let Some(next) = form.next_end(rest, end, self.fields.merchant)
            {
                end = next;
                self.steps += 1;
                self.path.set(place, at, at + end);
                if place == NOTIFY_TYPE {
                    let types = types & self.values(&self.path).notify_type();
                    self.join(at + end, index + 1, types);
                } else {
                    self.walk(at + end, index + 1, types);
                }
                self.path.unset(1 << place);
            }
        }
    }

    /// Joins what has been read up to notifyType with each way to read the rest. Many readings share
    /// that rest, so it is read once.
    fn join(&mut self, at: usize, index: usize, types: u8) {
        let same = |tail: &Tail| tail.at == at && tail.types == types;
        let tail = match self.tails.iter().position(same) {
            Some(found) => self.tails.swap_remove(found),
            None => self.tail(at, index, types),
        };
        for path in &tail.paths {
            self.path.add(path);
            self.judge();
            self.path.unset(path.present());
        }
        self.tails.push(tail);
    }

    /// Reads what stands behind a type of notification.
    fn tail(&mut self, at: usize, index: usize, types: u8) -> Tail {
        let none = Spans::none(self.fields.len());
        let head = mem::replace(&mut self.path, none);
        self.walk(at, index, types);
        self.path = head;
        let paths = mem::take(&mut self.ends);
        Tail { at, types, paths }
    }

    fn values<'s>(&'s self, spans: &'s Spans) -> Values<'s> {
        Values {
            text: self.text,
            spans,
        }
    }

    /// The text has been cut up to its end; every reading of it has a transactionId there.
    fn complete(&mut self) {
        if !self.values(&self.path).has(TRANSACTION_ID) {
            return;
        }
        self.ends.push(self.path.clone());
        if self.ends.len() > MAX_READINGS {
            // Nothing that is left out may be a reading: this ends the search as unclear.
            self.steps = MAX_STEPS + 1;
        }
    }

    /// Holds a whole reading against the rules, and against what was received.
    fn judge(&mut self) {
        let (path, received) = (self.values(&self.path), self.values(&self.received));
        if required(path.notify_type()) & !path.spans.present() != 0 {
            return;
        }
        let broken = broken_rule(path).is_some();
        let mut differing = 0;
        for place in places(path.spans.present() | received.spans.present()) {
            let same_span = path.spans.get(place) == received.spans.get(place);
            if !same_span && path.get(place) != received.get(place) {
                differing |= 1 << place;
            }
        }
        self.readings += 1;
        if !broken {
            self.found_received |= differing == 0;
            self.differing |= differing;
        }
    }
}
