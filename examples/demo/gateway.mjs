// A stand-in for Onerway's gateway. It shares no code with the package: it signs with node:crypto,
// so that a signature which both agree on is right, and not merely the same mistake twice.

import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

import samples from './samples.mjs';

const PAGE_SIZE = 10;
const MAX_BYTES = 64 * 1024;

/** Starts it. `seen` gets one entry for each query: what came over the wire, and the verdict. */
export async function startGateway({ merchantNo, secret }) {
  const seen = [];
  const server = createServer(async (request, response) => {
    try {
      const route = `${request.method} ${request.url}`;
      if (route === 'POST /v1/txn/list') {
        const entry = await judge(request, { merchantNo, secret });
        seen.push(entry);
        send(response, entry.fault ? refusal(entry.fault) : success(page(entry.query)));
      } else if (route === 'GET /sample/callback') {
        // For trying things by hand.
        send(response, samples.callback.body);
      } else if (route === 'GET /sample/query') {
        send(response, samples.queries.samples[0].request);
      } else {
        response.writeHead(404).end();
      }
    } catch (error) {
      console.error(error);
      response.writeHead(500).end();
    }
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    seen,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

// --------------------------------------------------------------------------- what it checks

async function judge(request, { merchantNo, secret }) {
  const contentType = rawHeader(request, 'content-type');
  const entry = { contentType: contentType.join(' | '), signature: 'not reached', fault: null, query: null };
  const refuse = (fault) => ({ ...entry, fault });

  // One header, these bytes: with a charset the documentation calls it wrong.
  if (contentType.length !== 1 || contentType[0] !== 'application/json') return refuse('Content-Type');
  const query = await readObject(request);
  if (query === null) return refuse('cannot be read');
  if (Object.values(query).some((value) => typeof value !== 'string' && value !== null)) return refuse('not a string');
  if (query.merchantNo !== merchantNo) return refuse('merchantNo');

  entry.signature = query.sign === signatureOf(query, secret) ? 'right' : 'wrong';
  if (entry.signature === 'wrong') return refuse('sign');

  if (!/^[1-9][0-9]*$/.test(query.current ?? '')) return refuse('current');
  if (Boolean(query.startTime) !== Boolean(query.endTime)) return refuse('startTime, endTime');
  if (query.txnTypes && !query.startTime) return refuse('txnTypes');
  if (!query.transactionIds && !query.merchantTxnIds && !query.startTime) return refuse('no filter');
  return { ...entry, query };
}

/** As it came: `request.headers` would keep only the first of two. */
function rawHeader({ rawHeaders }, name) {
  return rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1].toLowerCase() === name);
}

async function readObject(request) {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) {
    body += chunk;
    if (body.length > MAX_BYTES) return null;
  }
  try {
    const value = JSON.parse(body);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/** The documented rule: non-empty values in the order of their names, joined, the secret last. */
function signatureOf(query, secret) {
  const names = Object.keys(query).filter((name) => name !== 'sign' && query[name] !== null && query[name] !== '');
  const values = names.sort().map((name) => query[name]);
  return createHash('sha256').update(values.join('') + secret, 'utf8').digest('hex');
}

// -------------------------------------------------------------------------- what it answers

function page(query) {
  const within = (list, value) => !list || list.split(',').includes(value);
  // Times of one form and one zone compare as text.
  const found = samples.records.filter(
    (record) =>
      within(query.transactionIds, record.transactionId) &&
      within(query.merchantTxnIds, record.merchantTxnId) &&
      within(query.txnTypes, record.txnType) &&
      (!query.startTime || (query.startTime <= record.txnTime && record.txnTime <= query.endTime)),
  );
  const start = (query.current - 1) * PAGE_SIZE;
  return {
    content: found.slice(start, start + PAGE_SIZE),
    // A string beside numbers: so the published answers have it.
    current: query.current,
    size: PAGE_SIZE,
    totalPages: Math.ceil(found.length / PAGE_SIZE),
    totalElements: found.length,
  };
}

function success(data) {
  return { respCode: '20000', respMsg: 'Success', data };
}

/** 40013 is the documented code of wrong parameters; which one it is, the real gateway may not say. */
function refusal(fault) {
  return { respCode: '40013', respMsg: `Abnormal parameters (${fault})`, data: null };
}

function send(response, value) {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
}
