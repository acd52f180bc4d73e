//! Callbacks as the gateway sends them: made at random from its documents, the same at every run.
//!
//! Nothing here is made so that it is easy to read. Where the documents leave a choice, both ways
//! occur; the sizes of the shares are guesses at what a shop sees.

pub(crate) mod values;

use onerway_edge::{Param, Params, Rule, Secret};
use values::{Money, Random, Rate};

pub(crate) const SECRET: &str = "59c5b49a58c74340b28ecc68004e815a";

/// The fields that the digest leaves out.
pub(crate) const EXCLUDED: [&str; 9] = [
    "originTransactionId",
    "originMerchantTxnId",
    "customsDeclarationAmount",
    "customsDeclarationCurrency",
    "paymentMethod",
    "walletTypeName",
    "periodValue",
    "tokenExpireTime",
    "sign",
];

pub(crate) fn secret() -> Secret {
    Secret::new(SECRET).unwrap()
}

/// What a callback tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Type {
    Sale,
    Refund,
    BindCard,
    Auth,
    PreAuth,
    Capture,
    Void,
    Cancel,
    RefundAudit,
    Chargeback,
    PreDispute,
}

impl Type {
    pub(crate) const ALL: [Type; 11] = [
        Type::Sale,
        Type::Refund,
        Type::BindCard,
        Type::Auth,
        Type::PreAuth,
        Type::Capture,
        Type::Void,
        Type::Cancel,
        Type::RefundAudit,
        Type::Chargeback,
        Type::PreDispute,
    ];

    pub(crate) const fn label(self) -> &'static str {
        match self {
            Type::Sale => "TXN SALE",
            Type::Refund => "TXN REFUND",
            Type::BindCard => "TXN BIND_CARD",
            Type::Auth => "TXN AUTH",
            Type::PreAuth => "TXN PRE_AUTH",
            Type::Capture => "TXN CAPTURE",
            Type::Void => "TXN VOID",
            Type::Cancel => "CANCEL",
            Type::RefundAudit => "REFUND_AUDIT",
            Type::Chargeback => "CHARGEBACK",
            Type::PreDispute => "PRE_DISPUTE",
        }
    }

    /// How many of a thousand callbacks are of this type.
    const fn share(self) -> u64 {
        match self {
            Type::Sale => 640,
            Type::Refund => 110,
            Type::BindCard => 20,
            Type::Auth | Type::Capture | Type::Chargeback => 40,
            Type::PreAuth | Type::Void | Type::Cancel | Type::PreDispute => 20,
            Type::RefundAudit => 30,
        }
    }

    const fn notify_type(self) -> &'static str {
        match self {
            Type::Cancel => "CANCEL",
            Type::RefundAudit => "REFUND_AUDIT",
            Type::Chargeback => "CHARGEBACK",
            Type::PreDispute => "PRE_DISPUTE",
            _ => "TXN",
        }
    }

    /// The status of one attempt, as often as it may end so.
    const fn statuses(self) -> &'static [(u64, &'static str)] {
        match self {
            Type::Sale | Type::Auth | Type::PreAuth => {
                &[(66, "S"), (22, "F"), (3, "P"), (3, "R"), (3, "N"), (3, "U")]
            }
            Type::Refund => &[(80, "S"), (15, "F"), (3, "P"), (2, "I")],
            Type::BindCard => &[(70, "S"), (25, "F"), (5, "N")],
            Type::Cancel => &[(60, "N"), (25, "F"), (10, "I"), (5, "S")],
            _ => &[(90, "S"), (10, "F")],
        }
    }
}

/// One callback as it is sent.
pub(crate) struct Body {
    pub(crate) kind: Type,
    pub(crate) merchant: String,
    /// The fields with a value, but for `sign`.
    pub(crate) fields: Vec<(String, String)>,
    pub(crate) sign: String,
    pub(crate) json: String,
}

impl Body {
    fn new(kind: Type, fields: Fields, random: &mut Random) -> Body {
        let (fields, absent): (Vec<_>, Vec<_>) = fields
            .0
            .into_iter()
            .partition(|(_, value)| !value.is_empty());
        let value_of = |wanted: &str| fields.iter().find(|(name, _)| name == wanted);
        let merchant = value_of("merchantNo").unwrap().1.clone();
        let sign = sign(&fields);
        let json = json(&fields, absent, &sign, random);
        Body {
            kind,
            merchant,
            fields,
            sign,
            json,
        }
    }

    /// What the digest covers, in its order.
    pub(crate) fn signed(&self) -> Vec<(&str, &str)> {
        let fields = self.fields.iter();
        let mut signed: Vec<_> = fields
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .filter(|(name, _)| !EXCLUDED.contains(name))
            .collect();
        signed.sort_unstable();
        signed
    }
}

fn sign(fields: &[(String, String)]) -> String {
    let params = fields
        .iter()
        .map(|(name, value)| (name.clone(), Param::from(value.as_str())));
    Params::new(params)
        .unwrap()
        .sign(&secret(), Rule::Callback)
        .to_hex()
}

/// An absent field is left out, null or empty; the fields stand in the order of the documents, in
/// most of the bodies.
fn json(
    fields: &[(String, String)],
    absent: Vec<(String, String)>,
    sign: &str,
    random: &mut Random,
) -> String {
    let member = |(name, value): &(String, String)| format!("\"{name}\":{}", values::quoted(value));
    let mut members: Vec<String> = fields.iter().map(member).collect();
    for (name, _) in absent {
        match random.below(3) {
            0 => members.push(format!("\"{name}\":null")),
            1 => members.push(format!("\"{name}\":\"\"")),
            _ => {}
        }
    }
    members.push(format!("\"sign\":\"{sign}\""));
    if random.percent(25) {
        for last in (1..members.len()).rev() {
            members.swap(last, random.index(last + 1));
        }
    }
    format!("{{{}}}", members.join(","))
}

/// Fields in the order of the documents; one with an empty value is absent.
struct Fields(Vec<(String, String)>);

impl Fields {
    fn put(&mut self, name: &str, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }
}

/// So many callbacks of all types, each as often as shops see it.
pub(crate) fn bodies(seed: u64, count: usize) -> Vec<Body> {
    let mut random = Random::new(seed);
    let shares = Type::ALL.map(|kind| (kind.share(), kind));
    (0..count)
        .map(|_| {
            let kind = random.weighted(&shares);
            body(kind, &mut random)
        })
        .collect()
}

/// Some callback of a type.
pub(crate) fn body(kind: Type, random: &mut Random) -> Body {
    let merchant = values::merchant_no(random);
    let fields = match kind {
        Type::Cancel => cancel(random, &merchant),
        Type::RefundAudit => refund_audit(random, &merchant),
        Type::Chargeback => chargeback(random, &merchant),
        Type::PreDispute => pre_dispute(random, &merchant),
        _ => Transaction::new(kind, random, merchant).fields(random),
    };
    Body::new(kind, fields, random)
}

/// A payment, refund or other transaction, with all that its fields depend on.
struct Transaction {
    kind: Type,
    merchant: String,
    moment: i64,
    id: String,
    status: &'static str,
    order: Money,
    method: &'static str,
    is_card: bool,
}

impl Transaction {
    fn new(kind: Type, random: &mut Random, merchant: String) -> Transaction {
        let moment = values::moment(random);
        let currency = values::order_currency(random);
        let mut order = Money::price(random, currency);
        if kind == Type::BindCard && random.percent(60) {
            order.units = 0;
        }
        // Only cards are authorised and bound.
        let is_card = !matches!(kind, Type::Sale | Type::Refund) || random.percent(75);
        let method = if is_card {
            random.pick(values::CARDS)
        } else {
            values::wallet(random)
        };
        Transaction {
            kind,
            merchant,
            moment,
            id: values::id(random, moment),
            status: random.weighted(kind.statuses()),
            order,
            method,
            is_card,
        }
    }

    fn fields(&self, random: &mut Random) -> Fields {
        let mut fields = Fields(Vec::new());
        self.head(&mut fields, random);
        self.times(&mut fields, random);
        self.money(&mut fields, random);
        fields.put("status", self.status);
        fields.put("reason", self.reason(random));
        self.subscription(&mut fields, random);
        self.method(&mut fields, random);
        if random.percent(if self.kind == Type::Refund { 15 } else { 40 }) {
            self.intent(&mut fields, random);
        }
        fields
    }

    fn head(&self, fields: &mut Fields, random: &mut Random) {
        fields.put("notifyType", self.kind.notify_type());
        fields.put("transactionId", &*self.id);
        let label = self.kind.label();
        fields.put("txnType", label.rsplit(' ').next().unwrap());
        fields.put("merchantNo", &*self.merchant);
        let number = values::order_number(random, self.moment);
        fields.put("merchantTxnId", &*number);
        if matches!(self.kind, Type::Refund | Type::Capture | Type::Void) {
            let paid_at = self.moment - random.below(86_400_000).cast_signed();
            fields.put("originTransactionId", values::id(random, paid_at));
            fields.put("originMerchantTxnId", number);
        } else {
            fields.put("originTransactionId", "");
        }
    }

    fn times(&self, fields: &mut Fields, random: &mut Random) {
        let zone = values::zone(random);
        let answered = values::later(random, self.moment, 3 * 3600);
        fields.put("responseTime", values::time(answered, zone));
        let has_none = match self.kind {
            Type::Refund => true,
            Type::Capture | Type::Void => random.percent(30),
            _ => false,
        };
        let time = values::time(self.moment, zone);
        fields.put("txnTime", if has_none { "" } else { &time });
        fields.put("txnTimeZone", zone);
    }

    fn money(&self, fields: &mut Fields, random: &mut Random) {
        let mut amount = self.order.text();
        // A refund was asked for as "20", and may come back as it was written.
        if self.kind == Type::Refund && random.percent(3) {
            amount = amount.trim_end_matches(".00").into();
        }
        fields.put("orderAmount", amount);
        fields.put("orderCurrency", self.order.currency.name);
        let is_settled = random.percent(55) && self.order.units > 0 || self.kind == Type::Refund;
        if !is_settled {
            fields.put("txnAmount", "");
            fields.put("txnCurrency", "");
            return fields.put("settleRate", "");
        }
        let currency = if random.percent(50) {
            self.order.currency
        } else {
            values::settlement_currency(random)
        };
        let rate = Rate::between(random, self.order.currency, currency);
        let settled = self.order.at(rate, currency);
        fields.put("txnAmount", settled.text());
        fields.put("txnCurrency", currency.name);
        let tells_rate = self.kind == Type::Refund || random.percent(50);
        let rate = if tells_rate {
            rate.text(random)
        } else {
            String::new()
        };
        fields.put("settleRate", rate);
    }

    fn reason(&self, random: &mut Random) -> String {
        match self.status {
            "S" => values::success(random),
            "F" => values::refusal(random),
            _ if random.percent(20) => String::new(),
            _ => values::pending(random),
        }
    }

    fn subscription(&self, fields: &mut Fields, random: &mut Random) {
        let share = match self.kind {
            Type::Sale => 15,
            Type::BindCard => 80,
            _ => 0,
        };
        if !random.percent(share) {
            fields.put("contractId", "");
            return fields.put("tokenId", "");
        }
        fields.put("contractId", values::id(random, self.moment + 25));
        // The documents show 64 hex digits, and allow up to 300 characters.
        let token = match random.percent(90) {
            true => random.hex(64),
            false => format!("tok_{}", random.letters(28)),
        };
        fields.put("tokenId", token);
        if random.percent(20) {
            fields.put(
                "tokenExpireTime",
                values::time(self.moment + 94_608_000_000, values::HOME),
            );
        }
        if random.percent(35) {
            let (data, subscription) = match self.status {
                "S" => random.pick(&[("1", "active"), ("1", "trialing"), ("3", "canceled")]),
                _ => random.pick(&[("0", "paymentdue"), ("2", "pastdue"), ("2", "ended")]),
            };
            fields.put("dataStatus", data);
            fields.put("subscriptionStatus", subscription);
            let scenario = random.pick(&["SUBSCRIPTION_INITIAL", "SUBSCRIPTION_RENEWAL"]);
            fields.put("scenarios", scenario);
        }
    }

    fn method(&self, fields: &mut Fields, random: &mut Random) {
        fields.put("paymentMethod", self.method);
        let wallet = if self.is_card && random.percent(10) {
            random.pick(&["GooglePay", "ApplePay"])
        } else {
            ""
        };
        fields.put("walletTypeName", wallet);
        fields.put("periodValue", if random.percent(3) { "3" } else { "" });
        let eci = if self.is_card && self.kind != Type::Refund && random.percent(40) {
            values::eci(random, self.method)
        } else {
            String::new()
        };
        fields.put("eci", eci);
    }

    /// The newer fields, which speak of the payment that this attempt belongs to.
    fn intent(&self, fields: &mut Fields, random: &mut Random) {
        let opened = self.moment - random.below(900_000).cast_signed();
        fields.put("paymentId", values::id(random, opened));
        let status = match (self.status, self.kind) {
            (_, Type::Refund) => "S",
            ("S", Type::Auth | Type::PreAuth) => "A",
            ("F", _) => random.weighted(&[(70, "O"), (30, "N")]),
            (status, _) => status,
        };
        fields.put("paymentStatus", status);
        if self.is_card && random.percent(50) {
            fields.put("cardBinCountry", values::country(random));
        }
        if random.percent(60) {
            fields.put("channelRequestId", [&*self.merchant, &*self.id].concat());
        }
        if random.percent(40) {
            let details = values::method_details(random, self.method, self.is_card);
            fields.put("paymentMethodDetails", details);
        }
        if random.percent(25) && self.order.units > 0 {
            fields.put("products", values::products(random, self.order));
        }
    }
}

fn cancel(random: &mut Random, merchant: &str) -> Fields {
    let moment = values::moment(random);
    let currency = values::order_currency(random);
    let status = random.weighted(Type::Cancel.statuses());
    let reason = match status {
        "F" => values::refusal(random),
        _ => values::success(random),
    };
    let mut fields = Fields(Vec::new());
    fields.put("notifyType", "CANCEL");
    fields.put("transactionId", values::id(random, moment));
    fields.put(
        "txnType",
        random.weighted(&[(80, "SALE"), (15, "AUTH"), (5, "PRE_AUTH")]),
    );
    fields.put("merchantNo", merchant);
    fields.put("merchantTxnId", values::order_number(random, moment));
    fields.put("responseTime", "");
    fields.put("txnTime", values::time(moment, values::HOME));
    fields.put("txnTimeZone", "");
    fields.put("orderAmount", Money::price(random, currency).text());
    fields.put("orderCurrency", currency.name);
    fields.put("status", status);
    fields.put("reason", reason);
    fields
}

fn refund_audit(random: &mut Random, merchant: &str) -> Fields {
    let mut fields = Fields(Vec::new());
    let moment = values::moment(random);
    fields.put("notifyType", "REFUND_AUDIT");
    fields.put("transactionId", values::id(random, moment));
    fields.put("merchantNo", merchant);
    for absent in ["txnType", "merchantTxnId", "orderAmount", "reason"] {
        fields.put(absent, "");
    }
    fields.put("status", "F");
    fields
}

const CHARGEBACK_STATUSES: &[&str] = &[
    "NEW", "NEW", "NEW", "FA", "FAF", "FAS", "FAT", "SA", "SAF", "SAS", "SAT", "ACCEPT", "REVOKE",
    "DELETE",
];

fn chargeback(random: &mut Random, merchant: &str) -> Fields {
    let mut fields = Fields(Vec::new());
    fields.put("notifyType", "CHARGEBACK");
    dispute(&mut fields, random, merchant);
    fields
}

/// What a chargeback and, as it seems, the warning before one say.
fn dispute(fields: &mut Fields, random: &mut Random, merchant: &str) {
    const DAY: i64 = 86_400_000;
    let paid = values::moment(random);
    let disputed = paid + DAY * (1 + random.below(90).cast_signed());
    let imported = disputed + DAY * random.below(5).cast_signed();
    let due = imported + DAY * (7 + random.below(14).cast_signed());
    let order = values::order_number(random, paid);
    let currency = values::order_currency(random);
    let disputed_money = Money::price(random, currency);
    let day = |moment: i64| values::time(moment - moment.rem_euclid(DAY), "+00:00");
    fields.put("transactionId", values::id(random, imported));
    fields.put("originTransactionId", values::id(random, paid));
    fields.put("originMerchantTxnId", order);
    fields.put("merchantNo", merchant);
    let with_clock = random.percent(50);
    let at = |moment| {
        if with_clock {
            values::time(moment, values::HOME)
        } else {
            day(moment)
        }
    };
    fields.put("chargebackDate", at(disputed));
    fields.put("importTime", values::time(imported, values::HOME));
    fields.put("chargebackAmount", disputed_money.text());
    fields.put("chargebackCurrency", currency.name);
    fields.put("chargebackStatus", random.pick(CHARGEBACK_STATUSES));
    fields.put("chargebackArn", values::chargeback_arn(random));
    fields.put("chargebackCode", values::chargeback_code(random));
    fields.put("chargebackReason", values::chargeback_reason(random));
    fields.put("appealDueTime", at(due));
}

/// No table of it is public. So it comes in two ways: like a chargeback, and like a transaction.
fn pre_dispute(random: &mut Random, merchant: &str) -> Fields {
    let mut fields = Fields(Vec::new());
    fields.put("notifyType", "PRE_DISPUTE");
    if random.percent(50) {
        dispute(&mut fields, random, merchant);
        return fields;
    }
    let moment = values::moment(random);
    let currency = values::order_currency(random);
    fields.put("transactionId", values::id(random, moment));
    fields.put("txnType", "SALE");
    fields.put("merchantNo", merchant);
    fields.put("merchantTxnId", values::order_number(random, moment));
    fields.put("txnTime", values::time(moment, values::HOME));
    fields.put("orderAmount", Money::price(random, currency).text());
    fields.put("orderCurrency", currency.name);
    fields.put("chargebackReason", values::chargeback_reason(random));
    fields
}

/// The published callback, word for word.
fn published() -> Body {
    let vectors: serde_json::Value =
        serde_json::from_str(include_str!("../vectors/callback.json")).unwrap();
    let cases = vectors["cases"].as_array().unwrap();
    let case = |case: &&serde_json::Value| case["id"] == "callback-published";
    let json = cases.iter().find(case).unwrap()["body"].as_str().unwrap();
    let members: serde_json::Map<_, _> = serde_json::from_str(json).unwrap();
    let text = |name: &str| members[name].as_str().unwrap().to_owned();
    let fields = members
        .keys()
        .map(|name| (name.clone(), text(name)))
        .filter(|(name, value)| name != "sign" && !value.is_empty())
        .collect();
    Body {
        kind: Type::Sale,
        merchant: text("merchantNo"),
        fields,
        sign: text("sign"),
        json: json.into(),
    }
}

/// The samples of the documents: the published callback; of the others the lists of fields that
/// have a value, and the values as far as they are told.
pub(crate) fn documented() -> Vec<Body> {
    const COMMON: &[(&str, &str)] = &[
        ("transactionId", "1810553728219353088"),
        ("merchantNo", "800209"),
    ];
    const ORDER: &[(&str, &str)] = &[
        ("merchantTxnId", "1720504619000"),
        ("orderAmount", "100.00"),
        ("orderCurrency", "USD"),
        ("reason", r#"{"respCode":"20000","respMsg":"Success"}"#),
    ];
    const REFUND: &[(&str, &str)] = &[
        ("notifyType", "TXN"),
        ("txnType", "REFUND"),
        ("responseTime", "2024-07-09 13:57:19"),
        ("txnTimeZone", "+08:00"),
        ("txnAmount", "100.00"),
        ("txnCurrency", "USD"),
        ("settleRate", "1"),
        ("status", "S"),
        ("originMerchantTxnId", "1720504619000"),
        ("paymentMethod", "VISA"),
    ];
    const CANCEL: &[(&str, &str)] = &[
        ("notifyType", "CANCEL"),
        ("txnType", "SALE"),
        ("txnTime", "2024-07-09 13:57:01"),
        ("status", "N"),
    ];
    const CHARGEBACK: &[(&str, &str)] = &[
        ("notifyType", "CHARGEBACK"),
        ("importTime", "2024-07-09 13:57:01"),
        ("chargebackDate", "2024-07-01 00:00:00"),
        ("chargebackAmount", "100.00"),
        ("chargebackCurrency", "USD"),
        ("chargebackStatus", "NEW"),
        ("chargebackArn", "555"),
        ("chargebackCode", "res1206CODE"),
        ("chargebackReason", "res1206"),
        ("appealDueTime", "2024-07-20 00:00:00"),
        ("originTransactionId", "1810553728219353000"),
        ("originMerchantTxnId", "1720504619000"),
    ];
    const REFUND_AUDIT: &[(&str, &str)] = &[("notifyType", "REFUND_AUDIT"), ("status", "F")];
    let mut random = Random::new(1);
    let mut sample = |kind, lists: &[&[(&str, &str)]]| {
        let owned = |(name, value): &(&str, &str)| ((*name).into(), (*value).into());
        let fields = lists.iter().copied().flatten().map(owned).collect();
        Body::new(kind, Fields(fields), &mut random)
    };
    vec![
        published(),
        sample(Type::Refund, &[REFUND, COMMON, ORDER]),
        sample(Type::Cancel, &[CANCEL, COMMON, ORDER]),
        sample(Type::RefundAudit, &[REFUND_AUDIT, COMMON]),
        sample(Type::Chargeback, &[CHARGEBACK, COMMON]),
    ]
}
