// The sample that every project verifies: Onerway's published callback, with its published key, from the vectors.

import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const VECTORS = new URL('../../vectors/callback.json', import.meta.url);
const FOLDER = fileURLToPath(new URL('sample', import.meta.url));

const { defaults, cases } = JSON.parse(await readFile(VECTORS, 'utf8'));
const vector = (wanted) => cases.find(({ id }) => id === wanted);
const published = vector('callback-published');

export const sample = {
  ...defaults,
  body: published.body,
  changedBody: vector('callback-published-amount').body,
  transactionId: published.expect.transactionId,
};

/** What a project tells, by shared/sample/told.mjs. */
export const VERIFIED = `verified ${sample.transactionId}`;

/** Gives a project the folder `sample`: the sample as an ES module and as JSON, and told.mjs. */
export async function copySample(project) {
  const folder = join(project, 'sample');
  await cp(FOLDER, folder, { recursive: true });
  const text = JSON.stringify(sample, null, 2);
  await writeFile(join(folder, 'sample.json'), `${text}\n`);
  await writeFile(join(folder, 'sample.mjs'), `export default ${text};\n`);
}
