// The gateway's books as far as a query sees them: records in the order of their times, read page by page, newest first.

const START = Date.UTC(2024, 0, 1);

/** `yyyy-MM-dd HH:mm:ss` */
const timeText = (millis) => new Date(millis).toISOString().slice(0, 19).replace('T', ' ');

/** So many transactions, evenly over so many days of 2024. */
export function bookOf(count, days = 366) {
  const book = new Book();
  const step = (days * 86_400_000) / Math.max(count, 1);
  for (let at = 0; at < count; at += 1) book.add(START + Math.floor(at * step));
  return book;
}

export class Book {
  #records = [];
  #nextId = 1_826_814_232_868_814_848n;

  /** A record of that time; its id. */
  add(millis) {
    const transactionId = String(this.#nextId);
    this.#nextId += 1n;
    const record = { transactionId, merchantTxnId: `A-${transactionId.slice(-6)}`, txnType: 'SALE', status: 'S', orderAmount: '19.90', orderCurrency: 'USD', txnTime: timeText(millis), txnTimeZone: '+00:00' };
    this.#records.splice(this.#after(record.txnTime), 0, record);
    return transactionId;
  }

  /** The record at a place gets another time: it stands elsewhere, and those between move by one. Its id. */
  move(at, millis) {
    const [record] = this.#records.splice(at, 1);
    record.txnTime = timeText(millis);
    this.#records.splice(this.#after(record.txnTime), 0, record);
    return record.transactionId;
  }

  /** The record at a place gets a time that is so much later. */
  moveLater(at, millis) {
    this.move(at, Date.parse(`${this.#records[at].txnTime.replace(' ', 'T')}Z`) + millis);
  }

  get size() {
    return this.#records.length;
  }

  get ids() {
    return this.#records.map((record) => record.transactionId);
  }

  /** The data of an answer. Both ends belong to the range. */
  page({ startTime, endTime, current, size = '10' }) {
    const from = this.#before(startTime);
    const to = this.#after(endTime);
    const [number, count] = [Number(current), Number(size)];
    const total = to - from;
    const end = to - (number - 1) * count;
    const content = this.#records.slice(Math.max(from, end - count), Math.max(from, end)).reverse();
    return { content, current, size: count, totalPages: Math.ceil(total / count), totalElements: total };
  }

  /** How many are earlier. */
  #before(time) {
    return this.#search((other) => other < time);
  }

  /** How many are not later. */
  #after(time) {
    return this.#search((other) => other <= time);
  }

  #search(isLeft) {
    let [low, high] = [0, this.#records.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isLeft(this.#records[middle].txnTime)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

export const answerOf = (data) => JSON.stringify({ respCode: '20000', respMsg: 'Success', data });
