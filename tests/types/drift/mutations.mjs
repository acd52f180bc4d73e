// Drifts that have to be found: in a file a text becomes another one, and a fault says the words of the end.

const [TEXTS, WORDS, CORE] = ['texts', 'words', 'current/bindgen/onerway_edge'].map((name) => `target/publish/${name}.d.ts`);
const types = (name) => `pkg-template/types/${name}.d.ts`;
const source = (name) => `pkg-template/src/${name}.js`;
const store = (name) => `pkg-template/stores/${name}.js`;

export const MUTATIONS = [
  // The JavaScript goes another way than the types.
  ['an option is renamed', source('callback'),
    'requireHeader = false,', 'need: requireHeader = false,', "'need' does not exist"],
  ['an option of a store is renamed', store('memory'),
    '{ maxKeys =', '{ most: maxKeys =', "'most' does not exist"],
  ['an export is dropped', source('index'),
    ', settlementOf', '', "'settlementOf' is missing"],
  ['an export is added', source('index'),
    '{ checkCallback,', '{ checkCallback, checkLimit,', 'same<keyof typeof api, keyof typeof Api>'],
  ['two parameters change places', source('webhook'),
    '(body, options) {', '(options, body) {', 'verifyHmacWebhook: the parameters are'],
  ['a method loses a parameter', source('client'),
    'confirm(event, options) {', 'confirm(event) {\n    const options = /** @type {any} */ ({});',
    'Onerway.confirm: the parameters are'],
  ['an event loses a property', source('callback'),
    '    uncertain,\n    secretIndex: words', '    secretIndex: words', "'uncertain' is missing"],
  ['a code is misspelt', source('time'),
    "OnerwayError('aborted'", "OnerwayError('abort'", `"abort"' is not assignable`],
  ['a code of the log is misspelt', source('handler'),
    "code: 'unconfirmable'", "code: 'unconfirmed'", `"unconfirmed"' is not assignable`],
  ['a call of the core lacks an argument', source('webhook'),
    'toleranceSeconds, maxBytes),', 'toleranceSeconds),', 'Expected 8 arguments'],

  // The types go another way than the JavaScript.
  ['a code is added', types('errors'),
    "  | 'aborted'", "  | 'abort'\n  | 'aborted'", 'OnerwayErrorCode: nothing says abort'],
  ['a code of the log is added', types('handler'),
    "  | 'claim_lost'", "  | 'claim_gone'\n  | 'claim_lost'", 'CallbackCode: nothing says claim_gone'],
  ['an answer of stores is added', 'pkg-template/stores.d.ts',
    "'claimed' |", "'claimed' | 'gone' |", 'ClaimResult: nothing says gone'],
  ['a setting has another word', types('handler'),
    "'doubtful' | 'always'", "'doubtful' | 'seldom' | 'always'", 'seldom: neither the core nor a source says it'],
  ['an option is added', types('handler'),
    '  claimMs?: number;', '  claimMs?: number;\n  claims?: number;', 'HandlerOptions.claims: no source reads it'],
  ['a property of an event is renamed', types('events'),
    '  occurredAt: string | null;', '  happenedAt: string | null;', "'occurredAt' does not exist"],
  ['a parameter is renamed', types('signing'),
    'canonicalString(params:', 'canonicalString(fields:', 'canonicalString: the parameters are (fields'],

  // The types and the JavaScript go another way than the core.
  ['a code is removed', types('errors'),
    "  | 'range_too_long'\n", '', "not assignable to parameter of type 'OnerwayErrorCode'"],
  ['the core has another code', TEXTS,
    '"body_too_large"', '"body_too_odd" | "body_too_large"', "not assignable to parameter of type 'OnerwayErrorCode'"],
  ['the core has an operation less', TEXTS,
    '"void" | ', '', 'same<Api.Operation,'],
  ['the core has another field', WORDS,
    'payment = ', 'payment = "newField" | ', "same<keyof Api.TxnEvent['signed'],"],
  ['a parameter of a query is renamed', types('queries'),
    '  txnTypes?: IdList;', '  types?: IdList;', 'same<keyof Api.TransactionsParams,'],
  ['a function of the core is renamed', CORE,
    'function voucherName(', 'function nameOf(', "'voucherName' does not exist"],
  ['a function of the core is never called', CORE,
    'export function sign(', 'export function more(): void;\nexport function sign(', 'more of the core: no source calls it'],
  ['an argument of the core is of another kind', CORE,
    'inputAddress(bytes: number)', 'inputAddress(bytes: string)', "not assignable to parameter of type 'string'"],
];
