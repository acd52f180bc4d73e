// A gateway with a year of transactions, which are not left alone while they are read: at each call one is added and some
// move, and one call in twenty fails, each time in another way. Its parent asks for the ids of the start and the counts.

import { createServer } from 'node:http';

import { answerOf, bookOf } from '../suite/book.mjs';

const [records] = process.argv.slice(2).map(Number);
const YEAR_END = Date.UTC(2024, 11, 31, 23, 0, 0);
const MINUTE = 60_000;

const book = bookOf(records);
const atStart = book.ids;
const counts = { calls: 0, faults: 0, added: 0, moved: 0, pages: 0 };

/** Numbers that are the same in every run. */
let state = 20_241_122;
const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;

const FAULTS = [
  (response) => response.writeHead(500).end('error'),
  (response) => response.writeHead(429, { 'Retry-After': '0' }).end(),
  (response) => response.socket.destroy(),
  (response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>502 Bad Gateway</html>'),
  (response, answer) => response.end(answer.slice(0, answer.length / 2)),
  (response) => response.end('{"respCode":"12009","respMsg":"Channel timed out","data":null}'),
  (response) => response.writeHead(503).end(),
];

function shift() {
  book.add(YEAR_END + counts.added * 10);
  counts.added += 1;
  if (counts.calls % 5 > 0) return;
  book.moveLater(Math.floor(random() * records), MINUTE);
  counts.moved += 1;
}

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  counts.calls += 1;
  const answer = answerOf(book.page(JSON.parse(Buffer.concat(chunks).toString())));
  shift();
  if (counts.calls % 20 === 0) {
    FAULTS[counts.faults % FAULTS.length](response, answer);
    counts.faults += 1;
  } else {
    counts.pages += 1;
    response.setHeader('Content-Type', 'application/json').end(answer);
  }
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port, first: atStart.reduce((one, other) => (one < other ? one : other)) }));
process.on('message', () => process.send(counts));
