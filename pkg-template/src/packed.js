// Bytes as text that compresses as well as the bytes themselves: base64 cuts them into pieces of six
// bits, so that nothing repeats any more, and gzips to a quarter more.

/** What needs no escape in any kind of quotes, nor in HTML. */
export const ALPHABET = [...Array(95).keys()]
  .map((at) => String.fromCharCode(32 + at))
  .filter((character) => !'"\'`\\$<'.includes(character));

/** So many bytes, the most frequent ones, are one character; all others are a pair, led by one of the rest. */
export const SINGLES = 87;

/** The bytes that the text stands for; `frequent` are those of one character. */
export function unpack({ text, frequent, length }) {
  const others = [...Array(256).keys()].filter((byte) => !frequent.includes(byte));
  const places = new Uint8Array(128);
  ALPHABET.forEach((character, place) => {
    places[character.charCodeAt(0)] = place;
  });
  const bytes = new Uint8Array(length);
  let at = 0;
  for (let to = 0; to < length; to++) {
    const place = places[text.charCodeAt(at++)];
    bytes[to] =
      place < SINGLES
        ? frequent[place]
        : others[(place - SINGLES) * ALPHABET.length + places[text.charCodeAt(at++)]];
  }
  return bytes;
}
