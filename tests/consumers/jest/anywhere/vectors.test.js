// The package's own vectors: texts in every script, and what is no text.

const { canonicalString, checkCallback } = require('onerway-edge');
const { suites } = require('onerway-edge/vectors.json');

const tagged = /"\$\w+":/;

test('callbacks', () => {
  const { defaults, cases } = suites.callback;
  const texts = cases.filter(({ body, bodyHex }) => typeof body === 'string' || bodyHex);
  expect(texts.length).toBeGreaterThan(200);
  for (const { id, body, bodyHex, padTo = 0, header, error, doubts, javascript, ...own } of texts) {
    const { secret, merchantNo, requireHeader, maxBytes } = { ...defaults, ...own };
    const headers = header === undefined ? {} : { 'X-Rh-Signature': header };
    const options = { secret, merchantNo, headers, requireHeader, maxBytes };
    const bytes = Buffer.from(body ?? bodyHex, body === undefined ? 'hex' : 'utf8');
    const padded = Buffer.concat([bytes, Buffer.alloc(Math.max(0, padTo - bytes.length), ' ')]);
    const result = checkCallback(body === undefined ? padded : padded.toString(), options);
    const code = (javascript?.error ?? error)?.code ?? doubts?.[0]?.code ?? 'verified';
    expect([id, result.ok ? result.event.trust : result.error.code]).toEqual([id, code]);
  }
});

test('signing', () => {
  const plain = suites.signing.cases.filter(({ params, expect: expected }) => expected && !tagged.test(JSON.stringify(params)));
  expect(plain.length).toBeGreaterThan(30);
  for (const { id, params, rule, javascript, expect: expected } of plain) {
    if (!javascript) expect([id, canonicalString(params, { rule })]).toEqual([id, expected.canonical]);
  }
});

const edges = '\u0000\u007f\u0080\u07ff\u0800\uffff\u{10000}\u{10ffff}';

test.each(['零', 'é', '🙂', '\u{feff}a', '%41%', edges])('the text %j', (text) => {
  expect(canonicalString({ a: text, b: { c: text } })).toBe(`${text}${JSON.stringify({ c: text })}`);
});

test('half of a surrogate pair', () => {
  expect(() => canonicalString({ a: '\ud83d' })).toThrow(expect.objectContaining({ code: 'param_invalid' }));
});
