//! The closed lists of the core that the npm package's types repeat, for a comparison of both. Not part of the interface.

use alloc::vec::Vec;

use crate::{Environment, Kind, Rule, callback, query};

/// The name of each list, and its words.
#[must_use]
pub fn lists() -> Vec<(&'static str, Vec<&'static str>)> {
    let mut lists = callback::words();
    lists.extend([
        ("rules", Rule::NAMES.map(|(name, _)| name).into()),
        (
            "environments",
            Environment::NAMES.map(|(name, _)| name).into(),
        ),
        (
            "kinds",
            Kind::ALL.iter().map(|kind| kind.as_str()).collect(),
        ),
    ]);
    lists.extend(query::words());
    lists
}
