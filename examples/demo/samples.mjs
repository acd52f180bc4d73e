// The published samples, read once. samples.json names the source of each.

import { readFileSync } from 'node:fs';

const samples = JSON.parse(readFileSync(new URL('samples.json', import.meta.url), 'utf8'));

export default {
  ...samples,
  /** Every transaction that the stand-in for the gateway knows. */
  records: [...samples.queries.samples.flatMap(({ answer }) => answer.data.content), samples.unpublished.record],
};
