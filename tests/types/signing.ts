// Signing: what can be signed, and by which rule. Nothing here is run.

import { canonicalString, sign, signRequest, verifyResponse } from 'onerway-edge';
import type { Params, ParamValue, SignatureRule } from 'onerway-edge';

import { secret, use } from './helpers.js';

const params: Params = {
  text: 'a',
  number: 1,
  bigint: 20n,
  flag: true,
  nothing: null,
  absent: undefined,
  list: ['a', 1, { b: [null] }],
  object: { c: { d: 'e' } },
};
const value: ParamValue = [params];
const rule: SignatureRule = 'callback';
const canonical: string = canonicalString(params, { rule });
const signature: string = sign({ ...params, value }, [secret, canonical], { rule: 'response' });
const fields: Record<string, string> = signRequest(params, secret);
const genuine: boolean = verifyResponse(new Uint8Array(), [signature]) || verifyResponse('{}', secret);
// @ts-expect-error a Date has no form in a signed request
canonicalString({ when: new Date() });
// @ts-expect-error a function neither
canonicalString({ what: () => 1 });
// @ts-expect-error there is no such rule
sign({}, secret, { rule: 'webhook' });
// @ts-expect-error the secret is required
sign({});
// @ts-expect-error a secret is text
signRequest({}, 1);
// @ts-expect-error the answer as received, not parsed
verifyResponse({ respCode: '20000' }, secret);

use(fields, genuine);
