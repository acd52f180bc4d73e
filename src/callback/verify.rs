//! From the bytes of a callback to its fields, if the digest is right.

use alloc::{boxed::Box, vec, vec::Vec};

use super::{
    event::{Callback, Doubt, Unconfirmed},
    flat::Flat,
    form::FieldForm,
    grammar::{DECIDING, Set, place_of, required},
    header, names,
    notice::{Notice, Side, is_id},
    notify,
    readings::{Fields, Readings, readings},
    rules::{broken_link, broken_rule},
    values::{MAX_FIELDS, Spans, Values, holds, places},
};
use crate::{
    error::{Error, Fault, Result},
    query::Merchant,
    signature::{Secret, Signature, matching_secret, sign_canonical},
};

/// What a callback is held against.
#[derive(Clone, Copy, Debug)]
pub struct VerifyOptions<'a> {
    /// The merchant's secrets; more than one while one is replaced. All are always tried.
    pub secrets: &'a [Secret],
    /// The merchant's own number.
    pub merchant: &'a Merchant,
    /// The header `X-Rh-Signature`. Where it is there, even empty, it decides alone; without it
    /// the body's `sign` does.
    pub header: Option<&'a str>,
    /// Whether the header has to be there.
    pub require_header: bool,
    /// The longest body, in bytes.
    pub max_bytes: usize,
    /// Fields that the gateway has documented since this release, and their forms; at most 16. Every
    /// callback is read with them, also one that has none: a form whose end other fields can take, as
    /// digits, decimals and text, can leave callbacks ambiguous or a neighbour uncertain.
    pub known_fields: &'a [(&'a str, FieldForm)],
}

impl<'a> VerifyOptions<'a> {
    /// The limit unless set: 64 KiB.
    pub const MAX_BYTES: usize = 64 * 1024;

    /// Without a header, and with the usual limit.
    #[must_use]
    pub const fn new(secrets: &'a [Secret], merchant: &'a Merchant) -> Self {
        VerifyOptions {
            secrets,
            merchant,
            header: None,
            require_header: false,
            max_bytes: Self::MAX_BYTES,
            known_fields: &[],
        }
    }
}

/// A callback whose digest is right.
#[derive(Clone, Debug)]
pub enum Checked {
    /// It can be acted on.
    Verified(Callback),
    /// Only its ids are told.
    Unconfirmed(Unconfirmed),
}

/// Reads a callback, holds it against its signature, and refuses it if there is any doubt.
///
/// ```
/// use onerway_edge::{Merchant, Outcome, Secret, VerifyOptions, verify_callback};
///
/// let secrets = [Secret::new("59c5b49a58c74340b28ecc68004e815a")?];
/// let merchant = Merchant::new("800209")?;
/// let body = br#"{"notifyType":"TXN","transactionId":"1810553728219353088","txnType":"SALE",
///     "merchantNo":"800209","merchantTxnId":"1720504619000","responseTime":"2024-07-09 13:57:19",
///     "txnTime":"2024-07-09 13:57:01","txnTimeZone":"+08:00","orderAmount":"100.00",
///     "orderCurrency":"USD","txnAmount":"","status":"S","contractId":"1810553728324210688",
///     "tokenId":"7d827950f927d1be3f47c87819a8ba0d8f24b75112d70a7292e92696793081d7",
///     "reason":"{\"respCode\":\"20000\",\"respMsg\":\"Success\"}","paymentMethod":"VISA",
///     "sign":"36e8dbce8f436df4dbb08490276bda68b101f1241897f4910a93af9d383e9d64"}"#;
/// let callback = verify_callback(body, &VerifyOptions::new(&secrets, &merchant))?;
/// assert_eq!(callback.transaction_id(), "1810553728219353088");
/// assert_eq!((callback.outcome(), callback.is_paid()), (Outcome::Succeeded, true));
/// # Ok::<(), onerway_edge::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`check_callback`]; and `unknown_field`, `field_missing`, `field_invalid` or `ambiguous`
/// where there is a doubt: the code of the first, all in [`Error::doubts`].
pub fn verify_callback(body: &[u8], options: &VerifyOptions<'_>) -> Result<Callback> {
    match check_callback(body, options)? {
        Checked::Verified(callback) => Ok(callback),
        Checked::Unconfirmed(unconfirmed) => Err(Error::doubtful(unconfirmed.doubts)),
    }
}

/// Reads a callback, holds it against its signature, and against every other reading of the signed
/// bytes; one with doubts is kept, and tells its ids.
///
/// # Errors
///
/// Those of [`authenticate_callback`]; `config_invalid` for `known_fields`.
pub fn check_callback(body: &[u8], options: &VerifyOptions<'_>) -> Result<Checked> {
    let fields = &Fields::new(options.merchant.as_str(), options.known_fields)?;
    let notice = authenticate_callback(body, options)?;
    let (mut spans, unknown) = spans(&notice, fields);
    let values = Values {
        text: notice.canonical(),
        spans: &spans,
    };
    // With a field that nobody knows there is a doubt already.
    let readings = if unknown {
        Readings::Unclear
    } else {
        readings(fields, values)
    };
    let doubts = match readings {
        Readings::Agree(differing) => {
            spans.unset(differing);
            return Ok(Checked::Verified(Callback {
                uncertain: uncertain(&notice, fields, differing),
                notice,
                spans: Box::new(spans),
            }));
        }
        Readings::Differ(differing) => places(differing & DECIDING)
            .map(|place| Doubt::at(place, Fault::SecondReading))
            .collect(),
        Readings::Unclear => doubts(&notice, fields, values),
    };
    Ok(Checked::Unconfirmed(Unconfirmed { notice, doubts }))
}

/// Which of the signed fields are among those that differ: their numbers, in their order.
fn uncertain(notice: &Notice, fields: &Fields<'_>, differing: Set) -> Set {
    let mut uncertain = 0;
    if differing == 0 {
        return uncertain;
    }
    for (index, field) in notice.fields().enumerate().take(MAX_FIELDS) {
        if let Some(place) = fields.place_of(field.name)
            && holds(differing, place)
        {
            uncertain |= 1 << index;
        }
    }
    uncertain
}

/// Where the signed values stand, and whether there is one that nobody knows.
fn spans(notice: &Notice, fields: &Fields<'_>) -> (Spans, bool) {
    let mut spans = Spans::NONE;
    let (mut start, mut unknown) = (0, false);
    for entry in &notice.entries {
        if entry.end > notice.signed {
            break;
        }
        if entry.name < names::UNKNOWN {
            spans.set(entry.name, start, entry.end);
        } else {
            unknown = true;
        }
        start = entry.end;
    }
    if unknown && fields.has_extra() {
        // Of these the name decides, which is found with the value.
        (start, unknown) = (0, false);
        for field in notice.fields().filter(|field| field.side == Side::Signed) {
            let end = start + field.value.len();
            match fields.place_of(field.name) {
                Some(place) => spans.set(place, start, end),
                None => unknown = true,
            }
            start = end;
        }
    }
    (spans, unknown)
}

/// Reads a callback and holds it against its signature, and nothing else: see [`Notice`].
///
/// # Errors
///
/// `body_too_large`, `body_not_json`, `body_not_object`, `duplicate_field`, `nested_value`;
/// `signature_missing`, `signature_malformed`, `signature_mismatch`; `merchant_mismatch`;
/// `field_missing` or `field_invalid` where there is no transactionId to acknowledge.
pub fn authenticate_callback(body: &[u8], options: &VerifyOptions<'_>) -> Result<Notice> {
    if body.len() > options.max_bytes {
        return Err(Error::new(Fault::TooLong));
    }
    let flat = Flat::read(body)?;
    let mut notice = Notice::new(&flat)?;
    let signatures = received_signatures(&flat, options)?;
    let found = matching_secret(options.secrets, |secret| {
        let computed = sign_canonical(notice.canonical(), secret);
        // Every signature is compared, too.
        signatures
            .iter()
            .fold(false, |any, one| one.matches(&computed) | any)
    });
    notice.secret_index = found.ok_or_else(|| Error::new(Fault::Mismatch))?;
    if notice.known(const { place_of("merchantNo") }) != options.merchant.as_str() {
        return Err(Error::of("merchantNo", Fault::OtherMerchant));
    }
    let id = notice.transaction_id();
    let fault = if id.is_empty() {
        Fault::IdMissing
    } else if !is_id(id) {
        Fault::IdMalformed
    } else {
        return Ok(notice);
    };
    Err(Error::of("transactionId", fault))
}

/// What speaks against the fields as they were received, each by itself and all together.
fn doubts(notice: &Notice, fields: &Fields<'_>, values: Values<'_>) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    let mut doubt = |fault, field: &str| doubts.push(Doubt::of(field, fault));
    let notify_type = values.notify_type();
    for field in notice.fields().filter(|field| field.side == Side::Signed) {
        let place = fields.place_of(field.name);
        match place.and_then(|place| Some((place, fields.form(place)?))) {
            None => doubt(Fault::FieldUnknown, field.name),
            Some((_, form)) if !form.fits(field.value, fields.merchant) => {
                doubt(Fault::FormMalformed, field.name);
            }
            Some((place, _)) if notify_type & !fields.types(place) != 0 => {
                doubt(Fault::FieldUnknown, field.name);
            }
            Some(_) => {}
        }
    }
    let types = if notify_type == 0 {
        notify::ALL
    } else {
        notify_type
    };
    for place in places(required(types) & !values.spans.present()) {
        doubts.push(Doubt::at(place, Fault::FieldAbsent));
    }
    if doubts.is_empty() {
        // More readings than can be told apart make the signature doubtful as a whole.
        let broken = broken_rule(values).or_else(|| broken_link(values));
        let (fault, place) = broken.unwrap_or((Fault::ManyReadings, const { place_of("sign") }));
        doubts.push(Doubt::at(place, fault));
    }
    doubts
}

fn received_signatures(flat: &Flat<'_>, options: &VerifyOptions<'_>) -> Result<Vec<Signature>> {
    match options.header {
        Some(header) => header::parse(header),
        None if options.require_header => Err(Error::of(header::FIELD, Fault::HeaderMissing)),
        None => match flat.signature() {
            Some(sign) => Signature::parse(&sign).map(|sign| vec![sign]),
            None => Err(Error::of("sign", Fault::BodySignatureMissing)),
        },
    }
}
