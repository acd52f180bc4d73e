// The documented requests, built by the packed package: have they the published signatures?

import { buildQuery } from './package.mjs';
import { line, remark, section } from './print.mjs';
import samples from './samples.mjs';
import { expect, step } from './steps.mjs';

const WIDTHS = [28];

export async function signatures() {
  section('Signatures', "the documentation's three requests, built by buildQuery");
  for (const { name, request, sign, misprint } of samples.queries.samples) {
    const { merchantNo, sign: published, ...params } = request;
    await step(misprint ? '  right value' : '  published', WIDTHS, async (show) => {
      const { body } = buildQuery('transactions', params, { merchantNo, secret: samples.secret, environment: 'sandbox' });
      const built = JSON.parse(body).sign;
      line([name, built], WIDTHS);
      show(sign);
      expect('sign', built, misprint ? sign : published);
    });
    if (misprint) remark(`  ${misprint}`);
  }
}
