// The documented requests, built by the packed package: are their signatures the published ones?

import { buildQuery } from './package.mjs';
import { dim, line, remark, section } from './print.mjs';
import samples from './samples.mjs';
import { expect, step } from './steps.mjs';

const WIDTHS = [28];

export async function signatures() {
  section('Signatures', 'the documented requests, built by buildQuery');
  for (const { name, request, sign, note } of samples.queries.samples) {
    const { merchantNo, sign: published, ...params } = request;
    const built = buildQuery('transactions', params, { merchantNo, secret: samples.secret, environment: 'sandbox' });
    line([name, JSON.parse(built.body).sign], WIDTHS);
    await step(note ? '  right value' : '  published', WIDTHS, async (show) => {
      show(sign);
      expect('sign', JSON.parse(built.body).sign, sign);
      expect('url', built.url, 'https://sandbox-acq.onerway.com/v1/txn/list');
    });
    if (note) remark(`  ${note.replace('`sign`', 'the right one')}`);
    void published;
  }
  void dim;
}
