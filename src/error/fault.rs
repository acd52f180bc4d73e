//! Every rule that can be broken, in one table: its name, its code, and the sentence for people.
//!
//! The npm package's texts are made from this table when it is built.

use super::Code;

macro_rules! faults {
    ($($name:ident $code:ident $text:literal;)*) => {
        /// The rule that was broken, finer than a [`Code`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Fault {
            $(#[doc = $text] $name,)*
        }

        impl Fault {
            /// Every fault, in the order of the table.
            pub const ALL: &'static [Fault] = &[$(Fault::$name,)*];

            /// The code of the fault.
            #[must_use]
            pub const fn code(self) -> Code {
                match self {
                    $(Fault::$name => Code::$code,)*
                }
            }

            /// The rule and the mend, in words that follow the name of a field.
            #[must_use]
            pub const fn text(self) -> &'static str {
                match self {
                    $(Fault::$name => $text,)*
                }
            }
        }
    };
}

faults! {
    // Reading. In an answer these have the code response_invalid.
    TooLong BodyTooLarge "the text is longer than the limit (a callback's maxBytes, 64 KiB unless set; 4 MiB for an answer, 16 MiB for that of a voucher)";
    ByteOrderMark BodyNotJson "the text starts with a byte order mark";
    NotUtf8 BodyNotJson "the text is not UTF-8";
    NotJson BodyNotJson "the text is not JSON";
    LoneSurrogate BodyNotJson "the text holds half of a surrogate pair";
    TrailingBytes BodyNotJson "the text goes on after its JSON";
    TooDeep BodyNotJson "the text is nested more than 16 levels deep";
    NotObject BodyNotObject "the text is JSON, but no object";
    DuplicateName DuplicateField "stands twice in one object";
    Nested NestedValue "holds an object or array; a callback is flat, its structured values are strings";

    // Signatures.
    BodySignatureMissing SignatureMissing "is missing in the body, and there is no header X-Rh-Signature";
    HeaderMissing SignatureMissing "is required and was not received";
    HeaderEmpty SignatureMissing "is there and holds no signature v1=...";
    HeaderMalformed SignatureMalformed "holds v1=, but not exactly 64 lower-case hex digits after it";
    NotHex SignatureMalformed "is exactly 64 lower-case hex digits";
    Mismatch SignatureMismatch "the signature does not belong to these values and this secret; pass the body as it was received, not parsed and written again, and check secret and environment";

    // Callbacks.
    OtherMerchant MerchantMismatch "is not the merchantNo that this callback is checked for";
    IdMissing FieldMissing "is missing; without it a callback cannot be acknowledged";
    IdMalformed FieldInvalid "is 1 to 20 digits";

    // Doubts: the digest is right, and still the callback is not what the documents describe.
    FieldUnknown UnknownField "is no documented field of this notification; ask the gateway, and name it in knownFields once it is documented";
    FieldAbsent FieldMissing "is missing in a notification of this type; ask the gateway";
    FormMalformed FieldInvalid "has not the form that is documented for it; ask the gateway";
    FieldsUnfit FieldInvalid "does not fit the other fields; ask the gateway";
    SecondReading Ambiguous "can be read otherwise from the same signed bytes; ask the gateway";
    ManyReadings Ambiguous "the signed bytes can be read in more ways than are tried; ask the gateway; a form in knownFields that is narrower than text leaves fewer";
    KnownFieldForm ConfigInvalid "is no form of a known field: time, zone, id, digits, decimal, currency, country, object, array or text";
    KnownFieldMisnamed ConfigInvalid "is known already; take it out of knownFields";
    KnownFieldsMany ConfigInvalid "has more than 16 fields; those of a newer release need not be named";

    // Confirmations.
    NoRecord ConfirmMismatch "the gateway has no record of this id; it may be forged, or not there yet";
    OtherRecord ConfirmMismatch "is another one in the gateway's record than in the notification";

    // Webhooks.
    TimestampMalformed FieldInvalid "is the Unix time in seconds, 1 to 15 decimal digits";
    WebhookMismatch SignatureMismatch "the signature does not belong to this timestamp, body and secret; pass the body as it was received, and check the webhook's secret";
    TimestampDistant TimestampOutOfTolerance "lies further from now than toleranceSeconds (300 unless set): sent again, or a clock is wrong";

    // Settings.
    SecretMissing ConfigMissing "is missing or empty; set the merchant's secret key";
    SecretSpace ConfigInvalid "has white space at its start or end; remove it";
    RuleUnknown ConfigInvalid "is one of 'request', 'response' and 'callback'";
    EnvironmentMissing ConfigMissing "is missing; set it to 'sandbox' or 'production', or set baseUrl";
    EnvironmentUnknown ConfigInvalid "is 'sandbox' or 'production'";
    BaseUrlBeside ConfigInvalid "stands beside environment; set only one of them";
    BaseUrlScheme ConfigInvalid "starts with https://";
    BaseUrlCharacters ConfigInvalid "is an address without user, query, fragment and white space";
    BaseUrlHost ConfigInvalid "names a host, and perhaps a port";
    BaseUrlInsecure ConfigInvalid "is https, since the answer decides about money; http is for loopback only";
    ZoneMissing ConfigMissing "is required to write a Date as the gateway's time; set it, as in '+08:00'";
    ZoneMalformed ConfigInvalid "is an offset from UTC in the form +08:00";

    // Parameters of any call.
    NotParams ParamInvalid "is a plain object of parameters";
    Unfit ParamInvalid "is no string, number, bigint, boolean, array or plain object; pass a string";
    HalfPair ParamInvalid "holds half of a surrogate pair, which has no UTF-8";
    ParamTwice ParamInvalid "stands twice; give each parameter once";
    ParamTooDeep ParamInvalid "is nested more than 16 levels deep";
    DateMisplaced ParamInvalid "a Date is only taken by the times of a query; pass a string";
    DateInvalid ParamInvalid "is a Date of the years 1 to 9999";
    NumberUnsafe UnsafeNumber "may have lost digits on its way; pass it as a string";
    AmountNumber UnsafeNumber "is an amount, and a number loses its last zeros; pass it as a string";
    DecimalMalformed ParamInvalid "is a decimal number of at most 19 characters, as in 780.00";
    PathMalformed ParamInvalid "starts with a slash and has neither query, fragment nor white space";

    // Parameters of a query. Source: order query, request parameters.
    KindUnknown ParamInvalid "is one of 'transactions', 'payments' and 'chargebacks'; to build a request, 'voucher' too";
    MerchantMissing ParamMissing "is required; it is the number that the gateway gave to the merchant";
    MerchantTooLong ParamInvalid "has at most 20 characters";
    MerchantSpace ParamInvalid "holds no white space; remove it";
    MerchantOther ParamInvalid "differs from the configured merchantNo; leave it out here";
    ParamUnknown ParamInvalid "is no parameter of this query; check its spelling, or the filter would be lost";
    FilterMissing ParamMissing "is required, unless there are ids: give ids, or both times";
    StartMissing ParamMissing "is required with the end: give both times or neither";
    EndMissing ParamMissing "is required with the start: give both times or neither";
    TimesMissing ParamMissing "is required with txnTypes, and so is the end";
    EndBeforeStart ParamInvalid "lies before the start; exchange them";
    RangeTooLong RangeTooLong "lies more than 90 days (7776000 seconds) after the start; ask for shorter ranges";
    ListEmpty ParamInvalid "is an empty array, which would filter nothing; leave it out to mean that";
    EntryNoText ParamInvalid "is a string, or an array of strings";
    EntryEmpty ParamInvalid "has an empty entry; remove it";
    EntrySpace ParamInvalid "has an entry with a comma or white space in it; give each entry alone";
    TimeMalformed ParamInvalid "is a real date and time in the form yyyy-MM-dd HH:mm:ss, or a Date";
    PageMalformed ParamInvalid "is a page number, 1 or more";
    SizeMalformed ParamInvalid "is 1 to 100";
    PageBeside ParamInvalid "is left out where all pages are read";

    // Answers.
    Rejected GatewayRejected "the gateway refused the call; respCode and respMsg say why";
    RespCodeMissing ResponseInvalid "is missing in the answer";
    NoPage ResponseInvalid "holds no page";
    ContentMissing ResponseInvalid "is missing in the page";
    ContentNoList ResponseInvalid "is a list of at most 1000 records";
    EntryNoRecord ResponseInvalid "holds an entry that is no record";
    NameReserved ResponseInvalid "is a name that no JavaScript object can hold as its own";
    CountMalformed ResponseInvalid "is a whole number";
    OtherPage ResponseInvalid "is another page than was asked for";
    PageTooFull ResponseInvalid "holds more records than the page says";
    PageEmpty ResponseInvalid "holds no record, though the page says that there are more";
    PagesUnfit ResponseInvalid "does not fit totalElements and size";
    AnswerMismatch SignatureMismatch "the signature does not belong to this answer's data; the call itself may have been carried out: ask the gateway";

    // Vouchers. Source: get payment result, payment voucher.
    VoucherNoSuccess VoucherUnavailable "is not S (success); only a transaction that has succeeded has a voucher";
    VoucherNotYet VoucherNotReady "the voucher is generated 1 hour after the transaction succeeded; ask for it then";
    VoucherLate VoucherNotReady "the voucher is not there yet; ask again, and contact Onerway's customer service if it is not there more than 2 hours after the transaction succeeded";
    VoucherUndated VoucherNotReady "the voucher is not there, and no txnTime tells since when the transaction has succeeded; ask again 1 hour after that, and contact Onerway's customer service after 2";
    VoucherOverdue VoucherOverdue "the voucher is not there more than 2 hours after the transaction succeeded; contact Onerway's customer service with the transactionId";
    VoucherZoneMissing ConfigMissing "is required, since the record has no txnTimeZone that can be read; set it, as in '+08:00'";
    VoucherPathMissing ConfigMissing "is required: no public document names the path of vouchers; ask Onerway for it, and set it, as in '/v1/...'";
    VoucherPathMalformed ConfigInvalid "starts with a slash and has neither query, fragment nor white space";
    VoucherFieldMissing ConfigMissing "is required: no public document names the field that takes the id; ask Onerway for it";
    VoucherFieldMalformed ConfigInvalid "is the name of a field: at most 64 letters, digits and _, a letter first, neither merchantNo nor sign";
    VoucherIdMissing ParamMissing "is required: the gateway's id of the transaction";
    VoucherIdMalformed ParamInvalid "is 1 to 20 digits";
    VoucherPage ResponseInvalid "the answer is a web page, which is no voucher; check voucher.path and the address";
    VoucherNoFile ResponseInvalid "the answer is no file that can be a voucher";
    VoucherUnread ResponseInvalid "holds neither one link nor one file in base64 (PDF, PNG, JPEG, GIF, ZIP, or a data: address)";
    VoucherSeveral ResponseInvalid "holds several links or files, and nothing tells which of them is the voucher";
}
