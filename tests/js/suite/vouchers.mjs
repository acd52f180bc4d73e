// The download of a voucher, against a gateway and a store of files of the suite's own.

import { equal, fails, ok } from './harness.mjs';
import { see } from './seen.mjs';
import { MERCHANT_NO, SECRET, TRANSACTION_ID, answerBody, textAndBytes } from './values.mjs';
import { withHex } from './vectors.mjs';

const SETTINGS = { merchantNo: MERCHANT_NO, secret: SECRET, environment: 'sandbox' };
const PATH = '/v1/example/voucher';
const VOUCHER = { path: PATH, idField: 'transactionId' };
const HOSTS = { hosts: ['files.example'] };
const LINK = 'https://files.example/v/1.pdf?token=not-for-errors';
const PDF = new TextEncoder().encode('%PDF-1.7 a receipt');
const SUCCEEDED_AT = Date.parse('2024-07-09T05:57:01Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const RECORD = {
  transactionId: TRANSACTION_ID,
  status: 'S',
  txnType: 'SALE',
  txnTime: '2024-07-09 13:57:01',
  txnTimeZone: '+08:00',
};
const PDF_TYPE = { headers: { 'Content-Type': 'application/pdf' } };
const AVAILABLE_AT = '2024-07-09T06:57:01Z';
const OVERDUE_AT = '2024-07-09T07:57:02Z';

const base64 = (bytes) => btoa(String.fromCharCode(...bytes));
const pdf = () => new Response(PDF, PDF_TYPE);
const envelope = (data) => () => Response.json({ respCode: '20000', respMsg: 'Success', data });
const refusal = (respCode) => () => Response.json({ respCode, respMsg: 'no', data: null });

/**
 * A client whose gateway knows `record` and answers a question for a voucher with `voucher`; whose links lead to `file`.
 * `calls` are its requests, by where they go.
 */
function clientOf(api, { record = RECORD, voucher = pdf, file = pdf, at = 3 * HOUR, settings, more } = {}) {
  const calls = { query: [], voucher: [], file: [] };
  const fetch = async (request, init) => {
    const { host, pathname } = new URL(request.url);
    if (host !== 'sandbox-acq.onerway.com') {
      calls.file.push(request);
      return file(request, init);
    }
    if (pathname === '/v1/txn/list') {
      calls.query.push(request);
      return new Response(answerBody(record === null ? [] : [record]));
    }
    calls.voucher.push(request);
    return voucher(request, init);
  };
  const now = typeof at === 'function' ? at : () => SUCCEEDED_AT + at;
  const onerway = new api.Onerway({ ...SETTINGS, fetch, now, retryDelayMs: 1, voucher: { ...VOUCHER, ...settings }, ...more });
  const download = async (by = { transactionId: TRANSACTION_ID }, options) => see('VoucherFile', await onerway.vouchers.download(by, options));
  return { download, calls };
}

/** How files of kinds that are known start; others are believed. */
const START = {
  'application/pdf': '%PDF-1.7',
  'image/png': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  'image/jpeg': new Uint8Array([0xff, 0xd8, 0xff]),
  'image/gif': 'GIF89a',
  'application/zip': 'PK\u0003\u0004',
};

const counts = ({ query, voucher, file }) => [query.length, voucher.length, file.length];

export async function voucherAreas(report, api, vectors) {
  await report.area('voucher: functions', (test) => functions(test, api));
  await report.area('voucher: download', (test) => downloads(test, api));
  await report.area('voucher: absence', (test) => absences(test, api));
  await report.area('voucher: links', (test) => links(test, api));
  await report.area('voucher: settings', (test) => settings(test, api));
  await report.area('voucher: vectors', (test) => ofVectors(test, api, vectors));
}

function functions(test, api) {
  const invalid = (field) => ({ code: 'param_invalid', field });
  for (const none of [undefined, null, 'S', 1]) {
    test(`voucherAvailability of ${none}`, () => fails(api, invalid('transaction'), () => api.voucherAvailability(none, 0)));
  }
  for (const now of ['now', NaN, Infinity, new Date(NaN), null, {}]) {
    test(`voucherAvailability at ${String(now)}`, () => fails(api, { code: 'config_invalid', field: 'now' }, () => api.voucherAvailability(RECORD, now)));
  }
  test('voucherAvailability by the clock', () => equal(api.voucherAvailability(RECORD).state, 'due'));
  test('voucherAvailability of a whole record', () => {
    const { content } = api.parseQueryResponse('transactions', answerBody([RECORD]));
    equal(api.voucherAvailability(content[0], SUCCEEDED_AT), { state: 'not_ready', availableAt: AVAILABLE_AT, overdueAt: OVERDUE_AT });
  });
  test('voucherAvailability and a zone that is no text', () =>
    fails(api, { code: 'config_invalid', field: 'timeZone' }, () => api.voucherAvailability(RECORD, 0, { timeZone: 8 })));
  for (const millis of [1e300, -1e300]) {
    test(`voucherAvailability at ${millis}`, () => equal(api.voucherAvailability(RECORD, millis).state, millis > 0 ? 'due' : 'not_ready'));
  }
  test('parseVoucherResponse takes text and bytes only', () => fails(api, invalid('body'), () => api.parseVoucherResponse({}, 'application/json')));
  test('parseVoucherResponse and a type that is no text', () => fails(api, invalid('contentType'), () => api.parseVoucherResponse(PDF, {})));
  for (const none of [undefined, null]) {
    test(`parseVoucherResponse and the type ${none}`, () => equal(api.parseVoucherResponse(PDF, none).contentType, 'application/pdf'));
  }
  test('parseVoucherResponse of an ArrayBuffer', () => equal(api.parseVoucherResponse(PDF.slice().buffer, 'application/pdf').bytes.length, PDF.length));
  test('parseVoucherResponse of a file of 5 MiB in base64', () => {
    const bytes = new Uint8Array(5 * 1024 * 1024);
    bytes.set(PDF);
    const chunks = [];
    for (let at = 0; at < bytes.length; at += 3072) chunks.push(base64(bytes.subarray(at, at + 3072)));
    const text = JSON.stringify({ respCode: '20000', data: chunks.join('') });
    equal(api.parseVoucherResponse(text, 'application/json').bytes.length, bytes.length);
  });
  test('parseVoucherResponse of JSON of more than 16 MiB', () =>
    fails(api, { code: 'response_invalid' }, () => api.parseVoucherResponse(new Uint8Array(16 * 1024 * 1024 + 1).fill(0x7b), 'application/json')));
  test('parseQueryResponse has no vouchers', () => fails(api, invalid('kind'), () => api.parseQueryResponse('voucher', '{}')));
  test('a request for a voucher', async () => {
    const options = { ...SETTINGS, voucher: VOUCHER };
    const by = { transactionId: TRANSACTION_ID };
    const { url, body } = api.buildQuery('voucher', by, options);
    const request = api.buildQueryRequest('voucher', by, options);
    equal([request.url, request.method, request.redirect, await request.text()], [url, 'POST', 'manual', body]);
    equal([...request.headers], [['content-type', 'application/json']]);
  });
  for (const [name, voucher] of Object.entries({ path: { ...VOUCHER, path: 1 }, idField: { ...VOUCHER, idField: ['id'] } })) {
    test(`a request with a ${name} that is no text`, () =>
      fails(api, { code: 'config_invalid', field: `voucher.${name}` }, () =>
        api.buildQuery('voucher', { transactionId: '1' }, { ...SETTINGS, voucher })));
  }
}

function downloads(test, api) {
  test('the file itself', async () => {
    const { download, calls } = clientOf(api);
    const { bytes, ...others } = await download();
    ok(bytes instanceof Uint8Array, 'a Uint8Array');
    equal(Array.from(bytes), Array.from(PDF));
    equal(others, { contentType: 'application/pdf', fileName: `voucher-${TRANSACTION_ID}.pdf` });
    equal(counts(calls), [1, 1, 0], 'the calls');
    const [request] = calls.voucher;
    equal(await request.text(), api.buildQuery('voucher', { transactionId: TRANSACTION_ID }, { ...SETTINGS, voucher: VOUCHER }).body);
    equal([request.url, request.method, request.redirect], [`https://sandbox-acq.onerway.com${PATH}`, 'POST', 'manual']);
    equal(JSON.parse(await calls.query[0].text()).transactionIds, TRANSACTION_ID, 'the question for the transaction');
  });
  test('a file in base64', async () => {
    const disposition = { headers: { 'Content-Type': 'application/json', 'Content-Disposition': 'attachment; filename=answer.json' } };
    const body = JSON.stringify({ respCode: '20000', data: { file: base64(PDF) } });
    const { bytes, fileName } = await clientOf(api, { voucher: () => new Response(body, disposition) }).download();
    equal([Array.from(bytes), fileName], [Array.from(PDF), `voucher-${TRANSACTION_ID}.pdf`], 'the header names the envelope');
  });
  test('the name of the file', async () => {
    const headers = { ...PDF_TYPE.headers, 'Content-Disposition': 'attachment; filename="../receipt.pdf"' };
    equal((await clientOf(api, { voucher: () => new Response(PDF, { headers }) }).download()).fileName, 'receipt.pdf');
  });
  test('an id as a bigint', async () => equal((await clientOf(api).download({ transactionId: BigInt(TRANSACTION_ID) })).contentType, 'application/pdf'));
  for (const [by, error] of [
    [undefined, { code: 'param_missing', field: 'transactionId' }],
    [{ transactionId: 'x' }, { code: 'param_invalid', field: 'transactionId' }],
    [{ merchantTxnId: 'A-1' }, { code: 'param_invalid', field: 'merchantTxnId' }],
    [{ transactionId: 1826814232868814848 }, { code: 'unsafe_number', field: 'transactionId' }],
  ]) {
    test(`by ${JSON.stringify(by)}`, async () => {
      const { download, calls } = clientOf(api);
      await fails(api, error, () => download(by ?? {}));
      equal(counts(calls), [0, 0, 0], 'the calls');
    });
  }
  for (const status of [301, 302, 400, 401, 403, 500, 503]) {
    test(`HTTP ${status}`, () => {
      const voucher = () => new Response('no', { status, headers: { location: LINK } });
      return fails(api, { code: 'http_status', status }, () => clientOf(api, { voucher }).download());
    });
  }
  test('a refusal', () => fails(api, { code: 'gateway_rejected', respCode: '40013', respMsg: 'no' }, () => clientOf(api, { voucher: refusal('40013') }).download()));
  test('a web page', () => {
    const voucher = () => new Response('<p>Sign in', { headers: { 'Content-Type': 'text/html' } });
    return fails(api, { code: 'response_invalid' }, () => clientOf(api, { voucher }).download());
  });
  const limited = { maxBytes: PDF.length - 1 };
  const tooLong = { code: 'response_invalid', field: 'voucher.maxBytes' };
  test('a file that is too long', () => fails(api, tooLong, () => clientOf(api, { settings: limited }).download()));
  test('a file in base64 that is too long', () => fails(api, tooLong, () => clientOf(api, { settings: limited, voucher: envelope(base64(PDF)) }).download()));
  test('a file as long as may be', async () => equal((await clientOf(api, { settings: { maxBytes: PDF.length } }).download()).bytes.length, PDF.length));
  test('an answer without end', () => {
    const endless = () => new Response(new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536).fill(1)) }), PDF_TYPE);
    return fails(api, tooLong, () => clientOf(api, { voucher: endless, settings: { maxBytes: 100_000 } }).download());
  });
  test('more than 4 MiB, as a file', async () => {
    const bytes = new Uint8Array(5 * 1024 * 1024);
    bytes.set(PDF);
    equal((await clientOf(api, { voucher: () => new Response(bytes, PDF_TYPE) }).download()).bytes.length, bytes.length);
  });
  test('no connection', () => fails(api, { code: 'network' }, () => clientOf(api, { voucher: () => { throw new TypeError('no'); } }).download()));
  test('aborted', () => fails(api, { code: 'aborted' }, () => clientOf(api).download(undefined, { signal: AbortSignal.abort() })));
}

function absences(test, api) {
  const early = { code: 'voucher_not_ready', availableAt: AVAILABLE_AT };
  const late = { code: 'voucher_not_ready', availableAt: OVERDUE_AT };
  const overdue = { code: 'voucher_overdue' };
  for (const [about, at, error] of [['at once', 0, early], ['a second before 1 hour', HOUR - 1000, early]]) {
    test(`${about}: nothing is asked for`, async () => {
      const { download, calls } = clientOf(api, { at });
      await fails(api, error, download);
      equal(counts(calls), [1, 0, 0], 'the calls');
    });
  }
  test('1 hour: it is tried', async () => equal((await clientOf(api, { at: HOUR }).download()).bytes.length, PDF.length));
  const nothing = {
    'an empty answer': () => new Response(null, { status: 200 }),
    'HTTP 204': () => new Response(null, { status: 204 }),
    'data null': envelope(null),
    'data empty': envelope(''),
    'data without members': envelope({}),
    'HTTP 404': () => new Response('<p>not found', { status: 404, headers: { 'Content-Type': 'text/html' } }),
    'a code of the list': refusal('70404'),
  };
  for (const [name, voucher] of Object.entries(nothing)) {
    const settings = { absentCodes: ['70404'] };
    for (const [about, at, error] of [['1 hour', HOUR, late], ['2 hours', 2 * HOUR, late], ['a second more', 2 * HOUR + 1000, overdue]]) {
      test(`${name}, after ${about}`, () => fails(api, error, () => clientOf(api, { voucher, at, settings }).download()));
    }
  }
  test('the cause: a status', async () => {
    const error = await fails(api, overdue, () => clientOf(api, { voucher: nothing['HTTP 404'] }).download());
    equal([error.cause?.code, error.cause?.status], ['http_status', 404]);
  });
  test('the cause: a refusal', async () => {
    const error = await fails(api, overdue, () => clientOf(api, { voucher: refusal('7'), settings: { absentCodes: ['7'] } }).download());
    equal([error.cause?.code, error.cause?.respCode], ['gateway_rejected', '7']);
  });
  test('the clock after the answer decides', () => {
    const times = [2 * HOUR, 2 * HOUR + 1000];
    const at = () => SUCCEEDED_AT + (times.length > 1 ? times.shift() : times[0]);
    return fails(api, overdue, () => clientOf(api, { voucher: envelope(null), at }).download());
  });
  test('without a time it is tried', async () => equal((await clientOf(api, { at: 0, record: { ...RECORD, txnTime: null } }).download()).bytes.length, PDF.length));
  test('without a time, and not there', () =>
    fails(api, { code: 'voucher_not_ready' }, () => clientOf(api, { record: { ...RECORD, txnTime: null }, voucher: envelope(null) }).download()));
  test('no such transaction', async () => {
    const { download, calls } = clientOf(api, { record: null });
    await fails(api, { code: 'voucher_unavailable', field: 'transactionId' }, download);
    equal(counts(calls), [1, 0, 0], 'the calls');
  });
  test('not succeeded', async () => {
    const { download, calls } = clientOf(api, { record: { ...RECORD, status: 'F' } });
    await fails(api, { code: 'voucher_unavailable', field: 'status' }, download);
    equal(counts(calls), [1, 0, 0], 'the calls');
  });
  const zoneless = { ...RECORD, txnTimeZone: null };
  test('no zone', () => fails(api, { code: 'config_missing', field: 'timeZone' }, () => clientOf(api, { record: zoneless }).download()));
  test('the zone of the settings', () =>
    fails(api, early, () => clientOf(api, { record: zoneless, at: 0, more: { timeZone: '+08:00' } }).download()));
}

function links(test, api) {
  const linked = (link, options) => clientOf(api, { voucher: envelope({ url: link }), settings: HOSTS, ...options });
  const refused = (error, link, options) => async () => {
    const { download, calls } = linked(link, options);
    const { message } = await fails(api, error, download);
    equal(calls.file.length, 0, 'nothing is fetched');
    ok(!message.includes('token') && !message.includes('/v/1'), `no more than the host: ${message}`);
  };
  const unfit = { code: 'response_invalid', field: 'data' };
  test('a link to a host of the list', async () => {
    const headers = { 'Content-Type': 'application/octet-stream', 'Content-Disposition': "attachment; filename*=UTF-8''r.pdf" };
    const { download, calls } = linked(LINK, { file: () => new Response(PDF, { headers }) });
    const { bytes, ...others } = await download();
    equal([Array.from(bytes), others], [Array.from(PDF), { contentType: 'application/pdf', fileName: 'r.pdf' }]);
    const [request] = calls.file;
    equal([request.url, request.method, request.redirect, [...request.headers], await request.text()], [LINK, 'GET', 'manual', [], ''], 'a plain GET');
  });
  test('a port', async () => equal((await linked('https://files.example:8443/1', { settings: { hosts: ['files.example:8443'] } }).download()).contentType, 'application/pdf'));
  test('the port that all have', async () => equal((await linked('https://files.example:443/1').download()).contentType, 'application/pdf'));
  test('a host in capitals is the same', async () => equal((await linked('https://FILES.example/1').download()).contentType, 'application/pdf'));
  test('no list: the error names the host', async () => {
    const { download, calls } = linked(LINK, { settings: {} });
    const error = await fails(api, { code: 'config_missing', field: 'voucher.hosts' }, download);
    ok(error.message.includes('files.example') && !error.message.includes('token'), error.message);
    equal(calls.file.length, 0);
  });
  const others = {
    'http': LINK.replace('https', 'http'),
    'another host': LINK.replace('files', 'evil'),
    'a host that ends so': LINK.replace('files', 'evil-files'),
    'a host below': LINK.replace('files', 'a.files'),
    'a host that starts so': LINK.replace('.example', '.example.evil'),
    'another port': LINK.replace('.example', '.example:8443'),
    'a dot at the end': LINK.replace('.example', '.example.'),
    'a user': LINK.replace('files', 'user@files'),
    'a password': LINK.replace('files', ':token@files'),
    'a host in the user': LINK.replace('files.example', 'files.example@evil.example'),
    'a backslash': LINK.replace('https://files', 'https://evil.example\\@files'),
    'no address': 'https://',
    'a port that there is not': LINK.replace('.example', '.example:99999'),
  };
  for (const [name, link] of Object.entries(others)) test(name, refused(unfit, link));
  test('an empty list', refused(unfit, LINK, { settings: { hosts: [] } }));
  for (const status of [301, 302, 307, 401, 403, 404, 410, 500]) {
    test(`HTTP ${status}`, async () => {
      const { download, calls } = linked(LINK, { file: () => new Response('no', { status, headers: { location: 'https://files.example/2' } }) });
      const { message } = await fails(api, { code: 'http_status', status }, download);
      ok(message.includes('files.example') && !message.includes('token'), message);
      equal(calls.file.length, status >= 500 ? 3 : 1, 'no redirect is followed, and a fault is asked about again');
    });
  }
  test('no connection: the cause could show the link', async () => {
    const file = () => { throw new TypeError(`error sending request for ${LINK}`); };
    const error = await fails(api, { code: 'network' }, () => linked(LINK, { file }).download());
    equal([error.cause, error.message.includes('files.example')], [undefined, true]);
  });
  test('too long', () =>
    fails(api, { code: 'response_invalid', field: 'voucher.maxBytes' }, () => linked(LINK, { settings: { ...HOSTS, maxBytes: PDF.length - 1 } }).download()));
  test('an absent file is no voucher', () => fails(api, { code: 'response_invalid' }, () => linked(LINK, { file: () => new Response(null) }).download()));
}

function settings(test, api) {
  const make = (voucher) => new api.Onerway({ ...SETTINGS, voucher });
  const wrong = {
    'voucher': ['x', 1, []],
    'voucher.path': [{ path: 1 }, { path: {} }, { ...VOUCHER, path: 'v1' }],
    'voucher.idField': [{ idField: 1 }, { ...VOUCHER, idField: 'sign' }],
    'voucher.hosts': ['files.example', [''], [1], ['Files.example'], ['files.example:443'], ['https://files.example'], ['files.example/'], ['*.example/x'], ['a b'], ['u@files.example']].map((hosts) => ({ hosts })),
    'voucher.maxBytes': [0, -1, 1.5, NaN, Infinity, '10', null].map((maxBytes) => ({ maxBytes })),
    'voucher.absentCodes': ['70404', [70404], [''], {}].map((absentCodes) => ({ absentCodes })),
  };
  for (const [field, values] of Object.entries(wrong)) {
    for (const value of values) {
      test(`${field}: ${JSON.stringify(value)}`, () => fails(api, { code: 'config_invalid', field }, () => make(value)));
    }
  }
  for (const voucher of [undefined, null, {}, VOUCHER, { ...VOUCHER, hosts: ['127.0.0.1:8443', '[::1]', 'xn--fiqs8s.example'], maxBytes: 1, absentCodes: [] }]) {
    test(`${JSON.stringify(voucher)} is taken`, () => ok(make(voucher) instanceof api.Onerway));
  }
  for (const [field, more] of Object.entries({ 'voucher.path': { path: undefined }, 'voucher.idField': { idField: '' } })) {
    test(`without ${field} nothing is asked`, async () => {
      const { download, calls } = clientOf(api, { settings: more });
      const { message } = await fails(api, { code: 'config_missing', field }, download);
      ok(message.includes('Onerway'), message);
      equal(counts(calls), [0, 0, 0], 'the calls');
    });
  }
}

/** Those whose functions are not exported: by a download each. */
function ofVectors(test, api, vectors) {
  for (const { id, record, now, timeZone, error } of vectors['voucher-absences'].cases) {
    test(id, () => {
      const client = { voucher: envelope(null), at: () => now, record: { ...record, transactionId: TRANSACTION_ID }, more: { timeZone } };
      return fails(api, error, () => clientOf(api, client).download());
    });
  }
  for (const vector of vectors['voucher-files'].cases) {
    test(vector.id, async () => {
      const headers = vector.contentType === undefined ? {} : { 'Content-Type': vector.contentType };
      const file = () => new Response(textAndBytes(vector, 'body').bytes, { headers });
      const { download } = clientOf(api, { voucher: envelope(LINK), settings: HOSTS, file });
      if (vector.error) return fails(api, vector.error, download);
      const { fileName, ...found } = await download();
      return equal(withHex({ form: 'file', ...found }), vector.expect);
    });
  }
  for (const { id, header, transactionId, contentType, expect } of vectors['voucher-names'].cases) {
    test(id, async () => {
      const headers = { 'Content-Type': contentType };
      const record = { ...RECORD, transactionId };
      // A Headers object takes Latin-1 alone; what a vector has beyond it is escaped there.
      if (header) headers['Content-Disposition'] = header;
      const { download } = clientOf(api, { record, voucher: () => new Response(START[contentType] ?? 'file', { headers }) });
      const found = await download({ transactionId });
      // Of bytes that say nothing the type stays.
      equal(found.fileName, expect);
    });
  }
}
