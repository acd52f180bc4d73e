// The encoder and decoder of UTF-8 for onerway-edge/js: the runtime's own, or these where it has none, as in React Native.
// They do what this package needs of the Encoding Standard, https://encoding.spec.whatwg.org/#utf-8.

class Encoder {
  encode(text) {
    const bytes = new Uint8Array(text.length * 3);
    return bytes.slice(0, this.encodeInto(text, bytes).written);
  }

  /** Writes what fits whole; a lone surrogate becomes U+FFFD. */
  encodeInto(text, space) {
    let read = 0;
    let written = 0;
    while (read < text.length) {
      let point = text.codePointAt(read);
      const units = point > 0xffff ? 2 : 1;
      if (point >= 0xd800 && point <= 0xdfff) point = 0xfffd;
      const length = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (written + length > space.length) break;
      if (length === 1) {
        space[written] = point;
      } else {
        for (let at = length - 1; at > 0; at -= 1) {
          space[written + at] = 0x80 | (point & 0x3f);
          point >>= 6;
        }
        space[written] = ((0xf00 >> length) & 0xff) | point;
      }
      written += length;
      read += units;
    }
    return { read, written };
  }
}

/** By the first byte: how many follow, and between which the second one lies. */
function sequence(first) {
  if (first >= 0xc2 && first <= 0xdf) return [1, 0x80, 0xbf];
  if (first >= 0xe0 && first <= 0xef) return [2, first === 0xe0 ? 0xa0 : 0x80, first === 0xed ? 0x9f : 0xbf];
  if (first >= 0xf0 && first <= 0xf4) return [3, first === 0xf0 ? 0x90 : 0x80, first === 0xf4 ? 0x8f : 0xbf];
  return [-1];
}

class Decoder {
  #fatal;
  #ignoreBOM;

  constructor(label, { fatal = false, ignoreBOM = false } = {}) {
    this.#fatal = fatal;
    this.#ignoreBOM = ignoreBOM;
  }

  decode(bytes = new Uint8Array()) {
    let text = '';
    let at = 0;
    while (at < bytes.length) {
      const first = bytes[at];
      at += 1;
      if (first < 0x80) {
        text += String.fromCharCode(first);
        continue;
      }
      let [following, least, greatest] = sequence(first);
      let point = first & (0x3f >> following);
      while (following > 0 && bytes[at] >= least && bytes[at] <= greatest) {
        point = (point << 6) | (bytes[at] & 0x3f);
        at += 1;
        following -= 1;
        [least, greatest] = [0x80, 0xbf];
      }
      if (following !== 0) {
        if (this.#fatal) throw new TypeError('the bytes are no UTF-8');
        point = 0xfffd;
      }
      text += String.fromCodePoint(point);
    }
    return !this.#ignoreBOM && text.startsWith('\ufeff') ? text.slice(1) : text;
  }
}

const { TextEncoder = Encoder, TextDecoder = Decoder } = globalThis;
export { TextDecoder, TextEncoder };
