//! Every language-neutral file of `tests/vectors`, held against the crate's public functions.
//!
//! serde_json reads the files only. What is tested gets its bytes as they stand there.

use std::{collections::BTreeMap, fs, path::Path};

use onerway_edge::{
    Availability, Checked, Claims, Code, Endpoint, Error, FIELDS, Facts, Fault, Field, FieldForm,
    Kind, Merchant, Money, Number, Page, Param, Params, Query, Record, Rule, Secret, Settlement,
    Side, SignedRequest, TxnInfo, Unconfirmed, Value, VerifyOptions, Voucher, VoucherAddress,
    VoucherFile, VoucherQuery, WebhookOptions, Zone, authenticate_callback, check_callback,
    confirm, excerpt, parse_page, parse_signed_data, parse_voucher_file, parse_voucher_response,
    verify_callback, verify_response, verify_webhook, voucher_availability, voucher_file_name,
};
use serde_json::Value as Json;

/// What a case ended in: the outcome as JSON, in the form of the case's `expect`, or an error.
type Outcome = Result<Json, Error>;

/// A file of cases, and how one of them is tried.
struct Suite {
    name: &'static str,
    /// A file with fewer cases has lost some.
    minimum: usize,
    run: fn(&Case<'_>) -> Outcome,
}

const SUITES: &[Suite] = &[
    Suite {
        name: "signing",
        minimum: 65,
        run: signing,
    },
    Suite {
        name: "secrets",
        minimum: 20,
        run: secrets,
    },
    Suite {
        name: "callback",
        minimum: 240,
        run: callback,
    },
    Suite {
        name: "doubts",
        minimum: 120,
        run: doubts,
    },
    Suite {
        name: "callbacks-made",
        minimum: 17,
        run: callbacks_made,
    },
    Suite {
        name: "webhooks",
        minimum: 115,
        run: webhooks,
    },
    Suite {
        name: "queries",
        minimum: 235,
        run: queries,
    },
    Suite {
        name: "answers",
        minimum: 95,
        run: answers,
    },
    Suite {
        name: "confirm",
        minimum: 40,
        run: confirmation,
    },
    Suite {
        name: "responses",
        minimum: 33,
        run: responses,
    },
    Suite {
        name: "data",
        minimum: 15,
        run: data,
    },
    Suite {
        name: "pages",
        minimum: 22,
        run: pages,
    },
    Suite {
        name: "windows",
        minimum: 19,
        run: windows,
    },
    Suite {
        name: "settlements",
        minimum: 29,
        run: settlements,
    },
    Suite {
        name: "excerpts",
        minimum: 16,
        run: excerpts,
    },
    Suite {
        name: "voucher-times",
        minimum: 40,
        run: voucher_times,
    },
    Suite {
        name: "voucher-absences",
        minimum: 10,
        run: voucher_absences,
    },
    Suite {
        name: "voucher-requests",
        minimum: 51,
        run: voucher_requests,
    },
    Suite {
        name: "voucher-answers",
        minimum: 100,
        run: voucher_answers,
    },
    Suite {
        name: "voucher-files",
        minimum: 14,
        run: voucher_files,
    },
    Suite {
        name: "voucher-names",
        minimum: 57,
        run: voucher_names,
    },
];

#[test]
fn signing_vectors() {
    hold("signing");
}

#[test]
fn secret_vectors() {
    hold("secrets");
}

#[test]
fn callback_vectors() {
    hold("callback");
}

#[test]
fn doubt_vectors() {
    hold("doubts");
}

#[test]
fn made_callback_vectors() {
    hold("callbacks-made");
}

#[test]
fn webhook_vectors() {
    hold("webhooks");
}

#[test]
fn query_vectors() {
    hold("queries");
}

#[test]
fn answer_vectors() {
    hold("answers");
}

#[test]
fn confirm_vectors() {
    hold("confirm");
}

#[test]
fn response_vectors() {
    hold("responses");
}

#[test]
fn data_vectors() {
    hold("data");
}

#[test]
fn page_vectors() {
    hold("pages");
}

#[test]
fn window_vectors() {
    hold("windows");
}

#[test]
fn settlement_vectors() {
    hold("settlements");
}

#[test]
fn excerpt_vectors() {
    hold("excerpts");
}

#[test]
fn voucher_vectors() {
    for name in ["times", "absences", "requests", "answers", "files", "names"] {
        hold(&format!("voucher-{name}"));
    }
}

#[test]
fn every_code_has_a_vector() {
    let reached: Vec<Code> = errors_of_all_vectors().iter().map(Error::code).collect();
    let missing: Vec<_> = Code::ALL
        .iter()
        .filter(|code| !reached.contains(code))
        .collect();
    assert!(missing.is_empty(), "no vector ends in {missing:?}");
}

/// docs/mistakes.md names the vectors that catch each mistake; of each row the last cell has their ids.
#[test]
fn every_mistake_has_its_vectors() {
    let files: Vec<File> = SUITES.iter().map(|suite| File::read(suite.name)).collect();
    let ids: Vec<&str> = files
        .iter()
        .flat_map(File::cases)
        .filter_map(|case| case.case["id"].as_str())
        .collect();
    let rows = include_str!("../docs/mistakes.md")
        .lines()
        .filter_map(|line| line.strip_suffix(" |"))
        .skip(2);
    let mut count = 0;
    for row in rows {
        let (_, cell) = row.rsplit_once("| ").expect("a row of cells");
        let named: Vec<&str> = cell.split('`').skip(1).step_by(2).collect();
        assert!(!named.is_empty(), "no vector for: {row}");
        for id in named {
            assert!(ids.contains(&id), "no vector has the id {id}");
        }
        count += 1;
    }
    assert!(count >= 11, "only {count} mistakes");
}

/// Faults that no language-neutral vector can end in.
const ELSEWHERE: &[Fault] = &[
    // A JavaScript value that has no counterpart here: signing-javascript.json.
    Fault::NotParams,
    Fault::Unfit,
    Fault::HalfPair,
    // In Rust a form is no name: tests/js/suite/doubts.mjs.
    Fault::KnownFieldForm,
    // What JavaScript alone cannot hold: the `javascript` of answer-extra-proto.
    Fault::NameReserved,
    // A JavaScript object has each name once; tests/params.rs, for paths tests/js/suite/calls.mjs too.
    Fault::ParamTwice,
    Fault::PathMalformed,
];

#[test]
fn every_fault_has_a_vector() {
    let reached: Vec<Fault> = errors_of_all_vectors().iter().map(Error::fault).collect();
    let missing: Vec<_> = Fault::ALL
        .iter()
        .filter(|fault| !reached.contains(fault) && !ELSEWHERE.contains(fault))
        .collect();
    assert!(missing.is_empty(), "no vector ends in {missing:?}");
}

fn errors_of_all_vectors() -> Vec<Error> {
    let mut errors = Vec::new();
    for suite in SUITES {
        let file = File::read(suite.name);
        errors.extend(file.cases().filter_map(|case| (suite.run)(&case).err()));
    }
    errors
}

/// Tries every case of a file and tells all that fail, not only the first.
fn hold(name: &str) {
    let suite = SUITES.iter().find(|suite| suite.name == name).unwrap();
    let file = File::read(name);
    let mut count = 0;
    let mut failures = Vec::new();
    for case in file.cases() {
        count += 1;
        let outcome = (suite.run)(&case);
        if let Some(failure) = case.difference(&outcome) {
            failures.push(failure);
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {count} fail\n\n{}",
        failures.len(),
        failures.join("\n\n")
    );
    assert!(
        count >= suite.minimum,
        "{name}.json has only {count} cases of at least {}",
        suite.minimum
    );
}

struct File(Json);

/// One case, and the values that its file gives to all.
struct Case<'a> {
    file: &'a Json,
    case: &'a Json,
}

impl File {
    fn read(name: &str) -> File {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/vectors")
            .join(name)
            .with_extension("json");
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        File(serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display())))
    }

    fn cases(&self) -> impl Iterator<Item = Case<'_>> {
        let cases = self.0["cases"].as_array().expect("a list of cases");
        cases.iter().map(|case| Case {
            file: &self.0,
            case,
        })
    }
}

impl Case<'_> {
    fn get(&self, name: &str) -> Option<&Json> {
        self.case
            .get(name)
            .or_else(|| self.file["defaults"].get(name))
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str()
    }

    fn size(&self, name: &str) -> Option<usize> {
        self.get(name)?
            .as_u64()
            .and_then(|size| usize::try_from(size).ok())
    }

    /// The secrets as a caller gives them: one, a list, or none.
    fn secrets(&self) -> Result<Vec<Secret>, Error> {
        match self.get("secret") {
            Some(Json::Array(list)) => {
                Secret::list(list.iter().map(|entry| entry.as_str().unwrap_or_default()))
            }
            secret => Secret::list([secret.and_then(Json::as_str).unwrap_or_default()]),
        }
    }

    fn merchant(&self) -> Result<Merchant, Error> {
        Merchant::new(self.text("merchantNo").unwrap_or_default())
    }

    /// The bytes under test: `name` as text or as a list of lines, or `nameHex`; then padding.
    fn bytes(&self, name: &str) -> Vec<u8> {
        let mut bytes = match self.get(name) {
            Some(Json::String(text)) => text.clone().into_bytes(),
            Some(Json::Array(lines)) => {
                let lines: Vec<&str> = lines.iter().filter_map(Json::as_str).collect();
                lines.join("\n").into_bytes()
            }
            _ => {
                let digits = self
                    .text(&format!("{name}Hex"))
                    .expect("text or hex digits");
                let byte = |at| u8::from_str_radix(&digits[at..at + 2], 16).expect("a hex digit");
                (0..digits.len()).step_by(2).map(byte).collect()
            }
        };
        if let Some(length) = self.size("padTo") {
            bytes.resize(length, b' ');
        }
        bytes
    }

    fn params(&self) -> Result<Vec<(String, Param)>, Error> {
        let params = self.get("params").and_then(Json::as_object);
        params
            .expect("params")
            .iter()
            .map(|(name, value)| Ok((name.clone(), param(value)?)))
            .collect()
    }

    /// Holds a callback against the case's `doubts`; without them it is verified.
    fn hold_doubts(&self, body: &[u8], options: &VerifyOptions<'_>) -> Result<(), Error> {
        let doubts = match check_callback(body, options)? {
            Checked::Verified(_) => None,
            Checked::Unconfirmed(unconfirmed) => Some(doubts_of(&unconfirmed)),
        };
        assert_eq!(
            doubts.as_ref(),
            self.case.get("doubts"),
            "{}",
            self.case["id"]
        );
        Ok(())
    }

    /// What is wrong with an outcome, for people.
    fn difference(&self, outcome: &Outcome) -> Option<String> {
        let (wanted, got) = match outcome {
            Ok(got) => (self.case.get("expect"), got.clone()),
            Err(error) => (self.case.get("error"), self.describe(error)),
        };
        if wanted == Some(&got) {
            return None;
        }
        let wanted = self.case.get("expect").or_else(|| self.case.get("error"));
        Some(format!(
            "{}: {}\n  expected {}\n  got      {got}",
            self.case["id"],
            self.case["about"],
            wanted.unwrap_or(&Json::Null)
        ))
    }

    /// An error in the form of the case's `error`.
    fn describe(&self, error: &Error) -> Json {
        let mut parts = BTreeMap::from([("code", error.code().as_str())]);
        // A number is refused before it has a field; the binding adds the name that it read.
        let field = error.field().or_else(|| {
            (error.fault() == Fault::NumberUnsafe).then(|| self.case["error"]["field"].as_str())?
        });
        for (name, part) in [
            ("field", field),
            ("respCode", error.resp_code()),
            ("respMsg", error.resp_msg()),
            ("availableAt", error.available_at()),
        ] {
            if let Some(part) = part {
                parts.insert(name, part);
            }
        }
        serde_json::json!(parts)
    }
}

/// A value of `params`, tags resolved.
fn param(value: &Json) -> Result<Param, Error> {
    Ok(match value {
        Json::Null => Param::Null,
        Json::Bool(value) => Param::Bool(*value),
        Json::Number(number) => Param::Number(Number::from_javascript(&number.to_string())?),
        Json::String(text) => Param::Text(text.clone()),
        Json::Array(items) => Param::List(items.iter().map(param).collect::<Result<_, _>>()?),
        Json::Object(members) => match members.iter().next() {
            Some((tag, value)) if tag.starts_with('$') => tagged(tag, value)?,
            _ => Param::Object(
                members
                    .iter()
                    .map(|(name, value)| Ok((name.clone(), param(value)?)))
                    .collect::<Result<_, Error>>()?,
            ),
        },
    })
}

fn tagged(tag: &str, value: &Json) -> Result<Param, Error> {
    Ok(match (tag, value) {
        ("$number", Json::String(text)) => Param::Number(Number::from_javascript(text)?),
        ("$bigint", Json::String(text)) => Param::Number(Number::from_integer(text)?),
        ("$date", millis) => Param::Instant(millis.as_i64().expect("milliseconds")),
        ("$object", Json::Array(members)) => Param::Object(
            members
                .iter()
                .map(|pair| Ok((pair[0].as_str().expect("a name").into(), param(&pair[1])?)))
                .collect::<Result<_, Error>>()?,
        ),
        _ => panic!("unknown tag {tag}"),
    })
}

fn object<'a>(members: impl IntoIterator<Item = (&'a str, &'a str)>) -> Json {
    members
        .into_iter()
        .map(|(name, text)| (name.to_owned(), Json::from(text)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

fn signing(case: &Case<'_>) -> Outcome {
    let rule = Rule::parse(case.text("rule").expect("a rule"))?;
    let secret = &case.secrets()?[0];
    let params = Params::new(case.params()?)?;
    let mut outcome = serde_json::json!({
        "canonical": params.canonical_string(rule),
        "sign": params.sign(secret, rule).to_hex(),
    });
    if rule == Rule::Request {
        let sent = params.signed(secret, rule);
        assert!(
            sent.is_sorted_by_key(|(name, _)| name.as_bytes()),
            "sorted by name"
        );
        outcome["request"] = object(sent.iter().map(|(name, text)| (&**name, &**text)));
    }
    Ok(outcome)
}

fn secrets(case: &Case<'_>) -> Outcome {
    let secrets = case.secrets()?;
    let params = Params::new([("a", "1".into())])?;
    Ok(serde_json::json!({ "sign": params.sign(&secrets[0], Rule::Request).to_hex() }))
}

fn callback(case: &Case<'_>) -> Outcome {
    let (secrets, merchant) = (case.secrets()?, case.merchant()?);
    let usual = VerifyOptions::new(&secrets, &merchant);
    let options = VerifyOptions {
        header: case.text("header"),
        require_header: case.get("requireHeader") == Some(&Json::Bool(true)),
        max_bytes: case.size("maxBytes").unwrap_or(usual.max_bytes),
        ..usual
    };
    let body = case.bytes("body");
    let callback = authenticate_callback(&body, &options)?;
    case.hold_doubts(&body, &options)?;
    let (mut signed, mut unsigned) = (serde_json::Map::new(), serde_json::Map::new());
    for Field {
        name, value, side, ..
    } in callback.fields()
    {
        // By name it is found too, and only on its own side.
        let sides = (callback.signed(name), callback.unsigned(name));
        let (fields, expected) = if side == Side::Signed {
            (&mut signed, (Some(value), None))
        } else {
            (&mut unsigned, (None, Some(value)))
        };
        assert_eq!(sides, expected, "{name}");
        fields.insert(name.into(), value.into());
    }
    Ok(serde_json::json!({
        "transactionId": callback.transaction_id(),
        "signed": signed,
        "unsigned": unsigned,
        "secretIndex": callback.secret_index(),
    }))
}

fn callbacks_made(case: &Case<'_>) -> Outcome {
    let secrets = case.secrets()?;
    let params = Params::new(case.params()?)?;
    let sign = params.sign(&secrets[0], Rule::Callback).to_hex();
    let header = format!("v1={sign}");
    let body = params.signed_body(&secrets[0], Rule::Callback);
    let merchant = Merchant::new("800209")?;
    for header in [None, Some(&*header)] {
        let options = VerifyOptions {
            header,
            ..VerifyOptions::new(&secrets, &merchant)
        };
        case.hold_doubts(body.as_bytes(), &options)?;
    }
    Ok(serde_json::json!({ "body": body, "header": header }))
}

fn webhooks(case: &Case<'_>) -> Outcome {
    let secrets = case.secrets()?;
    let now = case.get("now").and_then(Json::as_i64).expect("a time");
    let usual = WebhookOptions::new(&secrets, now);
    let tolerance = case.get("toleranceSeconds").and_then(Json::as_u64);
    let options = WebhookOptions {
        timestamp: case.text("timestamp"),
        signature: case.text("signature"),
        tolerance_seconds: tolerance.unwrap_or(usual.tolerance_seconds),
        max_bytes: case.size("maxBytes").unwrap_or(usual.max_bytes),
        ..usual
    };
    let secret_index = verify_webhook(&case.bytes("body"), &options)?;
    let timestamp: Option<i64> = options.timestamp.and_then(|text| text.parse().ok());
    Ok(serde_json::json!({ "timestamp": timestamp, "secretIndex": secret_index }))
}

fn doubts(case: &Case<'_>) -> Outcome {
    let (secrets, merchant) = (case.secrets()?, case.merchant()?);
    let known_fields: Vec<(&str, FieldForm)> = case
        .get("knownFields")
        .and_then(Json::as_object)
        .into_iter()
        .flatten()
        .filter_map(|(name, form)| Some((name.as_str(), FieldForm::parse(form.as_str()?)?)))
        .collect();
    let options = VerifyOptions {
        known_fields: &known_fields,
        ..VerifyOptions::new(&secrets, &merchant)
    };
    let body = case.bytes("body");
    let callback = match check_callback(&body, &options)? {
        Checked::Verified(callback) => callback,
        Checked::Unconfirmed(unconfirmed) => {
            assert_eq!(
                Some(&kept(&unconfirmed)),
                case.get("unconfirmed"),
                "{}",
                case.case["id"]
            );
            return verify_callback(&body, &options).map(|_| Json::Null);
        }
    };
    let uncertain: Vec<&str> = callback
        .fields()
        .filter(|field| field.side == Side::Uncertain)
        .map(|field| field.name)
        .collect();
    for name in &uncertain {
        assert_eq!(callback.signed(name), None);
        assert!(callback.unsigned(name).is_some());
    }
    let facts = callback.facts();
    assert_eq!(callback.operation(), facts.operation());
    assert_eq!(callback.outcome(), facts.outcome());
    assert_eq!(callback.is_paid(), facts.is_paid());
    let mut told = told(&facts);
    told["uncertain"] = serde_json::json!(uncertain);
    Ok(told)
}

fn money(money: Option<Money<'_>>) -> Json {
    money.map_or(Json::Null, |money| {
        serde_json::json!({
            "amount": money.amount(),
            "currency": money.currency().as_str(),
            "minorUnits": money.minor_units(),
        })
    })
}

fn doubts_of(unconfirmed: &Unconfirmed) -> Json {
    unconfirmed
        .doubts()
        .iter()
        .map(|doubt| serde_json::json!({ "code": doubt.code().as_str(), "field": doubt.field() }))
        .collect()
}

fn kept(unconfirmed: &Unconfirmed) -> Json {
    // Of all names, only the ids and the types are told.
    let claimed: serde_json::Map<_, _> = FIELDS
        .iter()
        .filter_map(|name| Some(((*name).into(), unconfirmed.claimed(name)?.into())))
        .collect();
    serde_json::json!({ "doubts": doubts_of(unconfirmed), "claimed": claimed })
}

fn queries(case: &Case<'_>) -> Outcome {
    let kind = Kind::parse(case.text("kind").expect("a kind"))?;
    let (secrets, merchant) = (case.secrets()?, case.merchant()?);
    let endpoint = Endpoint::parse(case.text("environment"), case.text("baseUrl"))?;
    let zone = case.text("timeZone").map(Zone::parse).transpose()?;
    let query = Query::new(kind, &merchant, case.params()?, zone)?;
    let count = query.params().iter().count();
    let SignedRequest { url, body } = query.sign(&secrets[0], &endpoint);
    let fields: Json = serde_json::from_str(&body).expect("the body is JSON");
    assert_eq!(
        fields.as_object().map(serde_json::Map::len),
        Some(count + 1),
        "each name once"
    );
    Ok(serde_json::json!({ "url": url, "fields": fields }))
}

fn answers(case: &Case<'_>) -> Outcome {
    let kind = Kind::parse(case.text("kind").expect("a kind"))?;
    let page = parse_page(kind, &case.bytes("text"))?;
    let Page {
        content,
        current,
        size,
        total_pages,
        total_elements,
    } = page;
    let content: Vec<Json> = content
        .iter()
        .map(|record| brief(record, kind.as_str(), &case.file["fields"]))
        .collect();
    Ok(serde_json::json!({
        "content": content,
        "current": current,
        "size": size,
        "totalPages": total_pages,
        "totalElements": total_elements,
    }))
}

/// Who is confirmed is claimed by `claims`, or by the callback `body`: verified or not, it has the same keys.
fn confirmation(case: &Case<'_>) -> Outcome {
    let kind = Kind::parse(case.text("kind").expect("a kind"))?;
    let merchant_no = case.text("merchantNo").expect("a merchant");
    let answer = case.bytes("text");
    let confirmed = match case.get("body") {
        None => {
            let claim = |name| case.get("claims").and_then(|claims| claims[name].as_str());
            let claim = |name| claim(name).unwrap_or_default();
            let claims = Claims {
                transaction_id: claim("transactionId"),
                merchant_txn_id: claim("merchantTxnId"),
                txn_type: claim("txnType"),
                amount: claim("amount"),
                currency: claim("currency"),
            };
            confirm(kind, merchant_no, &answer, &claims)?
        }
        Some(_) => {
            let (secrets, merchant) = (case.secrets()?, case.merchant()?);
            let options = VerifyOptions::new(&secrets, &merchant);
            match check_callback(&case.bytes("body"), &options)? {
                Checked::Verified(callback) => {
                    let claims = callback.facts().into();
                    let confirmed = confirm(kind, merchant_no, &answer, &claims)?;
                    assert_eq!(
                        confirmed.facts().idempotency_keys(),
                        callback.facts().idempotency_keys(),
                        "{}: the keys by callback and by query",
                        case.case["id"]
                    );
                    confirmed
                }
                Checked::Unconfirmed(unconfirmed) => {
                    confirm(kind, merchant_no, &answer, &Claims::from(&unconfirmed))?
                }
            }
        }
    };
    let confirmed = match case.get("payment") {
        Some(_) => confirmed.with_payment(&case.bytes("payment"))?,
        None => confirmed,
    };
    let facts = confirmed.facts();
    let (original_id, original_order) = confirmed.original();
    let text = |text: &str| match text {
        "" => Json::Null,
        text => text.into(),
    };
    let original = serde_json::json!({ "transactionId": text(original_id), "merchantTxnId": text(original_order) });
    let has_original = !original_id.is_empty() || !original_order.is_empty();
    let mut told = told(&facts);
    for (name, value) in [
        ("notifyType", facts.notify_type.into()),
        ("final", facts.is_final().into()),
        ("merchantNo", facts.merchant_no.into()),
        ("transactionId", facts.transaction_id.into()),
        ("merchantTxnId", text(facts.merchant_txn_id)),
        ("paymentId", text(facts.payment_id)),
        ("txnType", text(facts.txn_type)),
        ("status", text(facts.status)),
        ("paymentStatus", text(facts.payment_status)),
        ("chargebackStatus", text(facts.chargeback_status)),
        ("original", has_original.then_some(original).into()),
    ] {
        told[name] = value;
    }
    Ok(without_nulls(told))
}

/// What a result means, wherever it comes from.
fn told(facts: &Facts<'_>) -> Json {
    serde_json::json!({
        "operation": facts.operation().as_str(),
        "outcome": facts.outcome().as_str(),
        "paid": facts.is_paid(),
        "order": money(facts.order()),
        "settlement": money(facts.settlement()),
        "disputed": money(facts.disputed()),
        "reason": facts.reason().map(|reason| serde_json::json!({
            "respCode": reason.resp_code,
            "respMsg": reason.resp_msg,
        })),
        "occurredAt": facts.occurred_at(),
        "idempotencyKeys": facts.idempotency_keys(),
    })
}

fn without_nulls(object: Json) -> Json {
    let Json::Object(members) = object else {
        return object;
    };
    let members = members.into_iter().filter(|(_, value)| !value.is_null());
    Json::Object(members.collect())
}

/// A record as the vectors write it, without nulls and an empty `extra`; but all has to be there.
fn brief(record: &Value, shape: &str, fields: &Json) -> Json {
    let names: Vec<&str> = record
        .members()
        .iter()
        .map(|(name, _)| &**name)
        .filter(|name| *name != "extra")
        .collect();
    let wanted: Vec<&str> = fields[shape]
        .as_array()
        .expect("the fields of every shape")
        .iter()
        .filter_map(Json::as_str)
        .collect();
    assert_eq!(names, wanted, "the fields of {shape}");
    assert!(
        matches!(record.get("extra"), Some(Value::Object(_))),
        "extra of {shape}"
    );
    let members = record.members().iter().filter_map(|(name, value)| {
        let shown = match (name.as_str(), value) {
            (_, Value::Null) => None,
            ("extra", extra) if extra.members().is_empty() => None,
            ("extra", extra) => Some(plain(extra)),
            (name, Value::Object(_)) => Some(brief(value, name, fields)),
            (_, value) => Some(plain(value)),
        };
        Some((name.clone(), shown?))
    });
    members.collect::<serde_json::Map<_, _>>().into()
}

/// A value as it crosses to JavaScript: numbers as the text they were written in.
fn plain(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Number(text) | Value::String(text) => Json::String(text.clone()),
        Value::Array(items) => items.iter().map(plain).collect(),
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| (name.clone(), plain(value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
    }
}

fn responses(case: &Case<'_>) -> Outcome {
    let secrets = case.secrets()?;
    Ok(verify_response(&case.bytes("text"), &secrets).into())
}

fn data(case: &Case<'_>) -> Outcome {
    parse_signed_data(&case.bytes("text"), &case.secrets()?).map(|data| plain(&data))
}

/// An answer with the page of the case, and so many records.
fn pages(case: &Case<'_>) -> Outcome {
    let entries = case.size("entries").expect("how many");
    let mut data = case.get("page").expect("a page").clone();
    data["content"] = vec![serde_json::json!({}); entries].into();
    let answer = serde_json::json!({ "respCode": "20000", "data": data }).to_string();
    let kind = Kind::parse(case.text("kind").expect("a kind"))?;
    let asked = case.size("asked").expect("a number") as u64;
    parse_page(kind, answer.as_bytes())?.check(asked)?;
    Ok(true.into())
}

fn windows(case: &Case<'_>) -> Outcome {
    let kind = Kind::parse(case.text("kind").expect("a kind"))?;
    let windows = Query::windows(kind, &case.merchant()?, case.params()?, None)?;
    let windows = windows.map(|windows| match case.size("parts") {
        Some(parts) => windows.in_parts(parts as u32),
        None => windows,
    });
    let pairs = windows.map(|windows| {
        windows
            .map(|(start, end)| vec![start.to_text(), end.to_text()])
            .collect::<Vec<_>>()
    });
    Ok(serde_json::json!(pairs))
}

fn settlements(case: &Case<'_>) -> Outcome {
    let text = |name| case.text(name).expect("a text");
    let settlement = Settlement::read(text("orderAmount"), text("settleRate"), text("txnAmount"))?;
    let told = |compared: Settlement| {
        serde_json::json!({
            "expected": compared.expected,
            "difference": compared.difference,
            "matches": compared.matches,
        })
    };
    Ok(settlement.map_or(Json::Null, told))
}

fn excerpts(case: &Case<'_>) -> Outcome {
    Ok(excerpt(&case.bytes("text")).into())
}

fn availability(case: &Case<'_>) -> Result<Availability, Error> {
    let record = case.get("record").expect("a record");
    let answer = serde_json::json!({ "respCode": "20000", "data": { "content": [record] } });
    let page = Page::<TxnInfo>::parse(answer.to_string().as_bytes())?;
    assert_eq!(page.content[0].text("status"), record["status"].as_str());
    let now = case.get("now").and_then(Json::as_i64).expect("a time");
    let zone = case.text("timeZone").map(Zone::parse).transpose()?;
    voucher_availability(&page.content[0], now, zone)
}

fn voucher_times(case: &Case<'_>) -> Outcome {
    let found = availability(case)?;
    Ok(serde_json::json!({
        "state": found.state.as_str(),
        "availableAt": found.available_at,
        "overdueAt": found.overdue_at,
    }))
}

fn voucher_absences(case: &Case<'_>) -> Outcome {
    Err(availability(case)?.absent())
}

fn voucher_requests(case: &Case<'_>) -> Outcome {
    let (secrets, merchant) = (case.secrets()?, case.merchant()?);
    let endpoint = Endpoint::parse(case.text("environment"), case.text("baseUrl"))?;
    let setting = |name: &str| {
        case.get("voucher")
            .and_then(|voucher| voucher[name].as_str())
    };
    let address = VoucherAddress::new(
        setting("path").unwrap_or_default(),
        setting("idField").unwrap_or_default(),
    )?;
    let query = VoucherQuery::new(&address, &merchant, case.params()?)?;
    let SignedRequest { url, body } = query.sign(&secrets[0], &endpoint);
    let fields: Json = serde_json::from_str(&body).expect("the body is JSON");
    Ok(serde_json::json!({ "url": url, "fields": fields }))
}

fn file(file: &VoucherFile<'_>) -> Json {
    let digits: Vec<String> = file
        .bytes
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    serde_json::json!({
        "form": "file",
        "contentType": file.content_type,
        "bytesHex": digits.concat(),
    })
}

fn voucher_answers(case: &Case<'_>) -> Outcome {
    let body = case.bytes("body");
    Ok(
        match parse_voucher_response(&body, case.text("contentType"))? {
            None => Json::Null,
            Some(Voucher::File(found)) => file(&found),
            Some(Voucher::Link(url)) => serde_json::json!({ "form": "link", "url": url }),
        },
    )
}

fn voucher_files(case: &Case<'_>) -> Outcome {
    let body = case.bytes("body");
    parse_voucher_file(&body, case.text("contentType")).map(|found| file(&found))
}

fn voucher_names(case: &Case<'_>) -> Outcome {
    let text = |name| case.text(name).expect("a text");
    Ok(voucher_file_name(
        case.text("header"),
        text("transactionId"),
        text("contentType"),
    )
    .into())
}
