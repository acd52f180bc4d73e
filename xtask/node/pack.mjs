// Writes bytes as the text that pkg-template/src/packed.js reads.

import { deepStrictEqual } from 'node:assert';

import { ALPHABET, SINGLES, unpack } from '../../pkg-template/src/packed.js';

export function pack(bytes) {
  const counts = Array(256).fill(0);
  for (const byte of bytes) counts[byte] += 1;
  const all = [...counts.keys()];
  const ascending = (one, other) => one - other;
  const frequent = all.toSorted((one, other) => counts[other] - counts[one] || one - other).slice(0, SINGLES);
  frequent.sort(ascending);
  const others = all.filter((byte) => !frequent.includes(byte));
  const texts = [];
  frequent.forEach((byte, place) => {
    texts[byte] = ALPHABET[place];
  });
  others.forEach((byte, place) => {
    const lead = SINGLES + Math.floor(place / ALPHABET.length);
    texts[byte] = ALPHABET[lead] + ALPHABET[place % ALPHABET.length];
  });
  const packed = { text: Array.from(bytes, (byte) => texts[byte]).join(''), frequent, length: bytes.length };
  deepStrictEqual(unpack(packed), Uint8Array.from(bytes));
  return packed;
}
