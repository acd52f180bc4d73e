//! What stands in the crate once and crosses the border as a number: the texts of errors, the
//! names of a callback's fields and of what follows from them. The package's JavaScript gets them
//! from here.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use anyhow::Result;
use onerway_edge::{Code, FIELDS, Fault, LATER, Operation, Outcome, VoucherState, words};

use crate::paths;

/// Writes an ES module with the lists and the setters of a callback's fields, each in the order
/// of its numbers; beside it its types, and those of the core's other lists, which `tests/types` compares with the package's.
pub fn write() -> Result<PathBuf> {
    let file = paths::target().join("publish").join("texts.js");
    let mut module = String::new();
    let mut types = String::new();
    let codes = Code::ALL.iter().map(|code| code.as_str());
    let faults = Fault::ALL.iter().map(|fault| fault.text());
    let operations = Operation::ALL.iter().map(|operation| operation.as_str());
    let outcomes = Outcome::ALL.iter().map(|outcome| outcome.as_str());
    let voucher_states = VoucherState::ALL.iter().map(|state| state.as_str());
    for (name, texts) in [
        ("codes", codes.collect::<Vec<_>>()),
        ("faults", faults.collect()),
        ("operations", operations.collect()),
        ("outcomes", outcomes.collect()),
        ("later", LATER.to_vec()),
        ("voucherStates", voucher_states.collect()),
    ] {
        // Debug of these texts, plain ASCII without control characters, is JavaScript too.
        writeln!(module, "export const {name} = {texts:?};")?;
        writeln!(
            types,
            "export const {name}: readonly ({})[];",
            union(&texts)
        )?;
    }
    // A function for each name: a store whose name is fixed is four times as fast as one by a
    // name from a table.
    module.push_str("export const setters = [\n");
    for name in FIELDS {
        writeln!(module, "  (fields, value) => {{ fields.{name} = value; }},")?;
    }
    module.push_str("];\n");
    types.push_str("export const setters: readonly ((fields: object, value: string) => void)[];\n");
    fs::write(&file, module)?;
    fs::write(file.with_extension("d.ts"), types)?;
    fs::write(file.with_file_name("words.d.ts"), lists()?)?;
    Ok(file)
}

fn lists() -> Result<String> {
    let mut types = String::new();
    writeln!(types, "export type fields = {};", union(FIELDS))?;
    for (name, words) in words::lists() {
        writeln!(types, "export type {name} = {};", union(&words))?;
    }
    Ok(types)
}

fn union(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("{word:?}")).collect();
    quoted.join(" | ")
}
