// TextEncoder and TextDecoder; for where a runtime has none, as Jest's jsdom, what is needed of them here.

const REPLACEMENT = 0xfffd;
const PERCENT = 0x25;

class Encoder {
  encode(text) {
    const bytes = [];
    for (const character of text) {
      let point = character.codePointAt(0);
      if (point >= 0xd800 && point < 0xe000) point = REPLACEMENT;
      if (point < 0x80) bytes.push(point);
      else if (point < 0x800) bytes.push(0xc0 | (point >> 6), following(point));
      else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), following(point >> 6), following(point));
      else bytes.push(0xf0 | (point >> 18), following(point >> 12), following(point >> 6), following(point));
    }
    return Uint8Array.from(bytes);
  }

  /** There has to be room for all of it. */
  encodeInto(text, space) {
    const bytes = this.encode(text);
    space.set(bytes);
    return { read: text.length, written: bytes.length };
  }
}

/** A byte of a character after the first: the six lowest bits. */
function following(point) {
  return 0x80 | (point & 0x3f);
}

/** Always as with the options `fatal` and `ignoreBOM`. */
class Decoder {
  decode(bytes = []) {
    let escaped = '';
    for (const byte of bytes) escaped += byte < 0x80 && byte !== PERCENT ? String.fromCharCode(byte) : `%${byte.toString(16)}`;
    return decodeURIComponent(escaped);
  }
}

/** @type {typeof globalThis.TextEncoder} */
export const TextEncoder = globalThis.TextEncoder ?? Encoder;

/** @type {typeof globalThis.TextDecoder} */
export const TextDecoder = globalThis.TextDecoder ?? Decoder;
