// All records of a range: each once, whatever the pages do meanwhile.

import { answerOf, bookOf } from './book.mjs';
import { equal, fails, ok } from './harness.mjs';
import { see } from './seen.mjs';
import { MERCHANT_NO, SECRET } from './values.mjs';

const YEAR = { startTime: '2024-01-01 00:00:00', endTime: '2024-12-31 23:59:59' };
const DAY = { startTime: '2024-01-01 00:00:00', endTime: '2024-01-02 00:00:00' };

export async function walkArea(report, api) {
  await report.area('all', (test) => walks(test, api));
}

/** A client whose gateway has this book. `before(fields, count)` may change it, or answer itself. */
function readerOf(api, book, { before = () => {}, delay = 0, ...settings } = {}) {
  const reader = { asked: [], atOnce: 0, mostAtOnce: 0 };
  const fetch = async (request, { signal }) => {
    const fields = JSON.parse(await request.text());
    const calls = reader.asked.push(fields);
    reader.atOnce += 1;
    reader.mostAtOnce = Math.max(reader.mostAtOnce, reader.atOnce);
    await new Promise((resolve) => setTimeout(resolve, delay));
    reader.atOnce -= 1;
    signal.throwIfAborted();
    const answer = before(fields, calls);
    return answer instanceof Response ? answer : new Response(answer ?? answerOf(book.page(fields)));
  };
  const onerway = new api.Onerway({ merchantNo: MERCHANT_NO, secret: SECRET, environment: 'sandbox', fetch, retryDelayMs: 1, ...settings });
  reader.all = async (params = YEAR, options) => {
    const ids = [];
    for await (const { transactionId } of onerway.transactions.all(params, options)) ids.push(transactionId);
    return ids;
  };
  reader.onerway = onerway;
  return reader;
}

const sorted = (ids) => [...ids].sort();
const rejected = '{"respCode":"40013","respMsg":"Abnormal parameters (size)","data":null}';

function walks(test, api) {
  const count = (records, options) => async () => {
    const book = bookOf(records);
    const reader = readerOf(api, book);
    equal(sorted(await reader.all(YEAR, options)), sorted(book.ids));
  };
  test('nothing', count(0));
  test('one', count(1));
  test('more than a page in each window', count(1234));
  test('more than 20 pages in a window: it is read in parts', count(12_345));
  test('one window at a time', count(999, { concurrency: 1 }));
  test('16 at a time', count(3000, { concurrency: 16 }));
  test('windows meet at their ends: a record there comes once', async () => {
    const book = bookOf(0);
    for (const time of [0, 1, 2, 3, 4]) book.add(Date.UTC(2024, 0, 1) + time * 90 * 86_400_000);
    for (const concurrency of [1, 5]) equal(sorted(await readerOf(api, book).all(YEAR, { concurrency })), sorted(book.ids));
  });
  test('many records of one second', async () => {
    const book = bookOf(0);
    for (let at = 0; at < 2500; at += 1) book.add(Date.UTC(2024, 0, 1, 12));
    equal(sorted(await readerOf(api, book).all(DAY)), sorted(book.ids));
  });
  test('records that come while it reads, and records that move', async () => {
    const book = bookOf(9000);
    const atStart = book.ids;
    let state = 7;
    const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    const anyTime = () => Date.UTC(2024, 0, 1) + random() * 365 * 86_400_000;
    const moved = new Set();
    const before = (fields, calls) => {
      if (calls % 2) book.add(anyTime());
      else moved.add(book.move(Math.floor(random() * book.size), anyTime()));
    };
    // Where one comes as another goes, between two pages, no count tells it.
    const ids = await readerOf(api, book, { before }).all(YEAR, { concurrency: 1 });
    // Within 90 days it comes once wherever it moves to.
    const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
    equal(twice.filter((id) => !moved.has(id)), [], 'twice, and never moved');
    const came = new Set(ids);
    // What moves from a window that is not read yet into one that was read, nobody can see.
    equal(atStart.filter((id) => !came.has(id) && !moved.has(id)), []);
  });
  test('records that come at the end while it reads: every one of the start', async () => {
    const book = bookOf(9000);
    const atStart = book.ids;
    const before = () => void book.add(Date.UTC(2024, 11, 31, 23));
    const ids = await readerOf(api, book, { before }).all();
    equal(new Set(ids).size, ids.length, 'each once');
    const came = new Set(ids);
    equal(atStart.filter((id) => !came.has(id)), []);
  });
  test('a record that slips between two pages: the window is read again', async () => {
    const book = bookOf(250, 1);
    const all = book.ids;
    // After the first page the last record of the second goes to the front.
    const before = (fields, calls) => {
      if (calls === 2) book.move(100, Date.UTC(2024, 0, 1, 23, 59));
    };
    const reader = readerOf(api, book, { before });
    equal(sorted(await reader.all(DAY)), sorted(all));
    equal(reader.asked.map((fields) => fields.current), ['1', '2', '3', '1'], 'no further than to the missing one');
  });
  test('a count that the records never come to', async () => {
    const book = bookOf(30, 1);
    const before = (fields) => answerOf({ ...book.page(fields), totalElements: 31 });
    const reader = readerOf(api, book, { before });
    const error = await fails(api, { code: 'response_invalid', field: 'totalElements' }, () => reader.all(DAY));
    ok(error.message.includes('counts 31') && error.message.includes('only 30'), error.message);
    equal(reader.asked.length, 5, 'readings');
  });
  test('a page that never ends is left: the same records for ever', async () => {
    const book = bookOf(10, 1);
    for (const counts of [{ totalPages: 1e8, totalElements: null, size: null }, { totalPages: 1e8, totalElements: 1e10 }]) {
      const before = (fields) => {
        const { content } = book.page({ ...DAY, current: '1', size: '100' });
        return answerOf({ content, current: fields.current, size: 100, ...counts });
      };
      const reader = readerOf(api, book, { before, retries: 0 });
      const ids = [];
      const run = async () => {
        for await (const { transactionId } of reader.onerway.transactions.all(DAY)) ids.push(transactionId);
      };
      if (counts.totalElements === null) await run();
      else await fails(api, { code: 'response_invalid', field: 'totalElements' }, run);
      ok(reader.asked.length < 2000, `calls: ${reader.asked.length}`);
      equal(new Set(ids).size, 10);
    }
  });
  test('one that leaves and one that comes, between two pages: only a thorough reading finds what slipped', async () => {
    for (const thorough of [false, true]) {
      const book = bookOf(250, 1);
      const all = book.ids;
      const before = (fields, calls) => {
        if (calls !== 2) return;
        // The page of the newest was read: one of it goes to another day, and an older one comes.
        book.move(240, Date.UTC(2024, 5, 1));
        book.add(Date.UTC(2024, 0, 1));
      };
      const reader = readerOf(api, book, { before });
      const ids = await reader.all(DAY, { thorough, concurrency: 1 });
      const missing = all.filter((id) => !ids.includes(id)).length;
      equal([missing, new Set(ids).size === ids.length], [thorough ? 0 : 1, true], `thorough ${thorough}`);
    }
  });
  test('a refusal that may pass does not make pages small', async () => {
    const book = bookOf(250, 1);
    const before = (fields, calls) => (calls <= 2 ? '{"respCode":"12009","respMsg":"later"}' : undefined);
    const reader = readerOf(api, book, { before });
    await reader.all(DAY);
    equal(new Set(reader.asked.map(({ size }) => size)), new Set(['100']));
  });
  test('get of an order number with more records than pages are told of', async () => {
    const book = bookOf(12, 1);
    for (const record of book.page({ ...DAY, current: '1', size: '100' }).content) record.merchantTxnId = 'A-1';
    const before = (fields) => answerOf({ ...book.page({ ...DAY, ...fields }), totalPages: null });
    const reader = readerOf(api, book, { before });
    const error = await fails(api, { code: 'ambiguous', field: 'merchantTxnId' }, () => reader.onerway.transactions.get({ merchantTxnId: 'A-1' }));
    equal(error.records.length, 12);
  });
  test('a gateway that refuses the size is asked without one', async () => {
    const book = bookOf(25, 1);
    const before = (fields) => (fields.size === undefined ? undefined : rejected);
    const reader = readerOf(api, book, { before });
    equal(sorted(await reader.all(DAY)), sorted(book.ids));
    equal(reader.asked.map(({ current, size }) => [current, size]), [['1', '100'], ['1', undefined], ['2', undefined], ['3', undefined]]);
  });
  test('a gateway that takes no notice of the size', async () => {
    const book = bookOf(25, 1);
    const before = (fields) => answerOf(book.page({ ...fields, size: '10' }));
    equal(sorted(await readerOf(api, book, { before }).all(DAY)), sorted(book.ids));
  });
  test('a gateway that refuses anyway', () =>
    fails(api, { code: 'gateway_rejected', respCode: '40013', respMsg: 'Abnormal parameters (size)' }, () =>
      readerOf(api, bookOf(1), { before: () => rejected }).all(DAY)));
  test('a size of the caller is kept', async () => {
    const reader = readerOf(api, bookOf(25, 1));
    equal((await reader.all({ ...DAY, size: 7 })).length, 25);
    equal(reader.asked.map(({ size }) => size), ['7', '7', '7', '7']);
  });
  test('pages without counts: to the first that is not full', async () => {
    const book = bookOf(25, 1);
    const before = (fields) => {
      const { content, current } = book.page({ ...fields, size: '10' });
      return answerOf({ content, current, size: 10 });
    };
    const reader = readerOf(api, book, { before });
    equal([(await reader.all(DAY)).length, reader.asked.length], [25, 3]);
  });
  test('pages without anything: to the first that tells nothing new', async () => {
    const book = bookOf(20, 1);
    const before = (fields) => answerOf({ content: book.page({ ...fields, size: '10' }).content });
    const reader = readerOf(api, book, { before });
    equal([(await reader.all(DAY)).length, reader.asked.length], [20, 3]);
  });
  test('every fifth call fails in another way', async () => {
    const book = bookOf(2000);
    const faults = [
      () => new Response('', { status: 500 }),
      () => new Response('', { status: 429, headers: { 'Retry-After': '0' } }),
      () => '<html>502</html>',
      () => answerOf(book.page({ ...YEAR, current: '1' })).slice(0, 300),
      () => '{"respCode":"12009","respMsg":"Channel timed out"}',
      () => { throw new TypeError('no connection'); },
    ];
    const before = (fields, calls) => (calls % 5 === 0 ? faults[(calls / 5) % faults.length]() : undefined);
    const reader = readerOf(api, book, { before });
    equal(sorted(await reader.all()), sorted(book.ids));
  });
  test('a call that fails for good ends it, and asks no more', async () => {
    const reader = readerOf(api, bookOf(2000), { before: (fields, calls) => (calls === 7 ? rejected : undefined) });
    await fails(api, { code: 'gateway_rejected', respCode: '40013', respMsg: 'Abnormal parameters (size)' }, () => reader.all());
    const { length } = reader.asked;
    await new Promise((resolve) => setTimeout(resolve, 20));
    equal(reader.asked.length, length);
  });
  test('progress', async () => {
    const told = [];
    await readerOf(api, bookOf(1000)).all(YEAR, { onProgress: (progress) => told.push(see('Progress', progress)) });
    const last = told.at(-1);
    equal([last.windows, last.windowsDone, last.records], [5, 5, 1000]);
    ok(last.pages >= 10, `pages: ${last.pages}`);
    for (let at = 1; at < told.length; at += 1) ok(told[at].records >= told[at - 1].records, 'it only grows');
    equal(new Set(told).size, told.length, 'each an object of its own');
  });
  test('no more windows at once than asked for', async () => {
    const reader = readerOf(api, bookOf(1500), { delay: 20 });
    await reader.all(YEAR, { concurrency: 3 });
    equal(reader.mostAtOnce, 3);
  });
  test('who stops reading stops asking', async () => {
    const reader = readerOf(api, bookOf(5000));
    for await (const record of reader.onerway.transactions.all(YEAR)) if (record) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
    ok(reader.asked.length <= 4, `calls: ${reader.asked.length}`);
  });
  test('aborted before', () => fails(api, { code: 'aborted' }, () => readerOf(api, bookOf(1)).all(YEAR, { signal: AbortSignal.abort() })));
  test('aborted between two records', async () => {
    const abort = new AbortController();
    const reader = readerOf(api, bookOf(500));
    let records = 0;
    await fails(api, { code: 'aborted' }, async () => {
      for await (const record of reader.onerway.transactions.all(YEAR, { signal: abort.signal })) {
        records += record ? 1 : 0;
        if (records === 5) abort.abort();
      }
    });
    equal(records, 5);
  });
  test('aborted while it waits', async () => {
    const abort = new AbortController();
    const reader = readerOf(api, bookOf(1), { before: () => void abort.abort() });
    await fails(api, { code: 'aborted' }, () => reader.all(YEAR, { signal: abort.signal }));
  });
  const invalid = { concurrency: [0, 17, 1.5, '2'], thorough: [1, 'yes', null], onProgress: ['x', null], signal: [{}, 'x'] };
  for (const [field, values] of Object.entries(invalid)) {
    for (const value of values) {
      const code = field === 'signal' ? 'param_invalid' : 'config_invalid';
      test(`${field} ${JSON.stringify(value)}`, () => fails(api, { code, field }, () => readerOf(api, bookOf(1)).all(YEAR, { [field]: value })));
    }
  }
  test('times as Date', async () => {
    const book = bookOf(300);
    const range = { startTime: new Date(Date.UTC(2024, 0, 1)), endTime: new Date(Date.UTC(2025, 0, 1)) };
    equal(sorted(await readerOf(api, book, { timeZone: '+00:00' }).all(range)), sorted(book.ids));
  });
  test('ids alone', async () => {
    const book = bookOf(3);
    const before = () => answerOf(book.page({ ...YEAR, current: '1' }));
    const reader = readerOf(api, book, { before });
    equal([(await reader.all({ merchantTxnIds: ['A-1'] })).length, reader.asked.length], [3, 1]);
  });
  test('get of an order number with more records than a page has', async () => {
    const book = bookOf(25, 1);
    for (const record of book.page({ ...DAY, current: '1', size: '100' }).content) record.merchantTxnId = 'A-1';
    const before = (fields) => answerOf(book.page({ ...DAY, ...fields }));
    const reader = readerOf(api, book, { before });
    const error = await fails(api, { code: 'ambiguous', field: 'merchantTxnId' }, () => reader.onerway.transactions.get({ merchantTxnId: 'A-1' }));
    equal(error.records.length, 25);
  });
  const others = {
    payments: [DAY, 'paymentId'],
    chargebacks: [{ importTimeStart: DAY.startTime, importTimeEnd: DAY.endTime }, 'chargebackId'],
  };
  for (const [kind, [range, idName]] of Object.entries(others)) {
    test(`${kind} have an id of their own`, async () => {
      // The first page lacks one; the second reading has both.
      const pages = [[{ [idName]: '1' }], [{ [idName]: '1' }, { [idName]: '2' }]];
      const before = (fields, calls) => answerOf({ content: pages[calls - 1], current: 1, size: 100, totalPages: 1, totalElements: 2 });
      const reader = readerOf(api, undefined, { before });
      const ids = [];
      for await (const record of reader.onerway[kind].all(range)) ids.push(record[idName]);
      equal(ids, ['1', '2']);
    });
  }
}
