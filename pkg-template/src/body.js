// Reading the body of a Request or Response, but never more than a limit.

/**
 * The bytes, or null where there are more than `limit`. With the signal, the rest is left.
 *
 * @param {Request | Response} message
 * @param {number} limit
 * @param {AbortSignal} [signal]
 */
export async function readBody(message, limit, signal) {
  if (Number(message.headers.get('content-length')) > limit) {
    leave(message.body);
    return null;
  }
  if (!message.body) return new Uint8Array(await message.arrayBuffer());
  const chunks = [];
  let length = 0;
  let pieces = 0;
  const reader = message.body.getReader();
  signal?.addEventListener('abort', () => leave(reader), { once: true });
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    // Text has no byteLength that the limit could be held against.
    if (!ArrayBuffer.isView(value)) {
      leave(reader);
      throw new TypeError('the body is no stream of bytes');
    }
    length += value.byteLength;
    pieces += 1;
    // A sender of empty pieces would keep the thread busy for ever.
    if (length > limit || pieces > limit) {
      leave(reader);
      return null;
    }
    chunks.push(value);
  }
  if (chunks.length === 1) return chunks[0];
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

/** Nobody waits for the end of what is not read, nor for its failure. */
function leave(stream) {
  stream?.cancel().catch(() => {});
}
