// Several merchants at one address.

import { equal } from '../harness.mjs';
import { MERCHANT_NO, SECRET, TRANSACTION_ID, answerBody, callbackBody } from '../values.mjs';
import { RECORDS } from './records.mjs';
import { HANDLED, later, shopOf } from './shop.mjs';

export function merchants(test, api) {
  const OTHER = { merchantNo: '800210', secret: 'another-secret' };
  const KEYS = { [MERCHANT_NO]: { merchantNo: MERCHANT_NO, secret: SECRET }, [OTHER.merchantNo]: OTHER };
  const UNAUTHENTIC = (code) => [401, 'not authentic', code];
  const several = (more) => {
    const named = [];
    const merchant = async (merchantNo) => {
      named.push(merchantNo);
      return Object.hasOwn(KEYS, merchantNo) ? KEYS[merchantNo] : null;
    };
    return Object.assign(shopOf(api, { options: { merchant }, ...more }), { named });
  };
  const others = (fields) => callbackBody(api, { merchantNo: OTHER.merchantNo, ...fields }, OTHER.secret);
  test('each by its own secret', async () => {
    const shop = several();
    equal([await shop.post(callbackBody(api)), await shop.post(others())], [HANDLED, HANDLED]);
    equal(shop.events.map((event) => event.merchantNo), [MERCHANT_NO, OTHER.merchantNo]);
    equal(shop.named, [MERCHANT_NO, OTHER.merchantNo]);
  });
  test('an unknown number', async () => equal(await several().post(callbackBody(api, { merchantNo: '1' })), UNAUTHENTIC('merchant_mismatch')));
  test('a secret of another', async () =>
    equal(await several().post(callbackBody(api, { merchantNo: OTHER.merchantNo })), UNAUTHENTIC('signature_mismatch')));
  test('a merchant of another number than asked for', async () => {
    const shop = shopOf(api, { options: { merchant: () => KEYS[MERCHANT_NO] } });
    equal(await shop.post(callbackBody(api, { merchantNo: '1' })), UNAUTHENTIC('merchant_mismatch'));
  });
  const junk = ['{', '', '[]', 'null', '"800209"', '{"merchantNo":{"toString":1}}', '{"merchantNo":[["800209"]]}', '['.repeat(60_000)];
  for (const body of junk) {
    test(`what is no callback asks nobody: ${JSON.stringify(body.slice(0, 40))}`, async () => {
      const shop = several();
      const [status] = await shop.post(body);
      equal([status === 400 || status === 401, shop.named], [true, []]);
    });
  }
  test('a number twice is refused, whichever was read', async () => {
    const body = callbackBody(api).replace('{', '{"merchantNo":"800210",');
    equal((await several().post(body))[2], 'duplicate_field');
  });
  test('a resolver that fails with an error of this package: that is not the sender', async () => {
    const merchant = () => { throw new api.OnerwayError('signature_missing', 'planted'); };
    equal(await shopOf(api, { options: { merchant } }).post(callbackBody(api)), later('merchant_failed'));
  });
  test('a resolver that fails', async () => {
    const shop = shopOf(api, { options: { merchant: () => Promise.reject(new RangeError('no')) } });
    equal([await shop.post(callbackBody(api)), shop.records[0].error], [later('merchant_failed'), 'RangeError']);
  });
  test('a merchant without a secret', async () => {
    const shop = shopOf(api, { options: { merchant: (merchantNo) => ({ merchantNo, secret: '' }) } });
    equal(await shop.post(callbackBody(api)), later('config_missing'));
  });
  test('the query is asked with its number and secret', async () => {
    const record = { ...RECORDS.sale, transactionId: TRANSACTION_ID };
    const shop = several({ answer: () => answerBody([record]) });
    equal(await shop.post(others({ zNew: '1' })), HANDLED);
    const { sign, ...fields } = shop.asked[0].fields;
    equal([fields.merchantNo, sign], [OTHER.merchantNo, api.sign(fields, OTHER.secret)]);
    equal(shop.events[0].merchantNo, OTHER.merchantNo);
  });
}
