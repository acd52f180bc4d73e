// What the page shows and does, test by test. A test may have a page of its own: `prepare` has it before it loads.

import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { type, choose, pressButton, shown, segments, assertSigned, assertRefused, argumentsOfCurl } from './person.mjs';

const SECRET = '59c5b49a58c74340b28ecc68004e815a';

export const tests = {
  'starts with the published sample, signed as published': async ({ page }) => {
    assert.equal(await page.locator('#merchantNo').inputValue(), '800209');
    assert.equal(await page.locator('#secret').getAttribute('type'), 'password');
    await assertSigned(page, '5af39014bb2145e8e52b60e8a27d08079bedc564336da5f2b108527cc1fc22b9');
    assert.match(await shown(page, 'published'), /^✓ Equal to/);
  },

  'signs the first sample, typed in, as published': async ({ page }) => {
    for (const field of ['transactionIds', 'startTime', 'endTime', 'current']) await type(page, field, '');
    await type(page, 'merchantNo', '800209');
    await type(page, 'secret', SECRET);
    await type(page, 'transactionIds', '1815627803950186496,1815621472153370624');
    await type(page, 'startTime', '2024-07-23 00:00:00');
    await assertRefused(page, 'endTime', 'param_missing');
    await type(page, 'endTime', '2024-07-24 00:00:00');
    await type(page, 'current', '1');
    await assertSigned(page, '5af39014bb2145e8e52b60e8a27d08079bedc564336da5f2b108527cc1fc22b9');
  },

  'signs the second sample, typed in, as published': async ({ page }) => {
    await type(page, 'startTime', '');
    await type(page, 'endTime', '');
    await type(page, 'transactionIds', '1826814232868814848');
    await assertSigned(page, '64aaf970c33ed11f6ae8d16dccf3ec30858da3077789a918402ca7d9133bb3cd');
  },

  'signs the third sample, typed in, as published': async ({ page }) => {
    await type(page, 'transactionIds', '');
    await type(page, 'txnTypes', 'REFUND');
    await type(page, 'endTime', '2024-07-25 00:00:00');
    await type(page, 'startTime', '2024-07-24 00:00:00');
    await assertSigned(page, '402693b16acdef634a90892804134920275ef9f5fcc4c3e3f67415c87b45cdf3');
    assert.match(await shown(page, 'published'), /mistake/);
  },

  'fills in each sample at a button, whatever stood there': async ({ page }) => {
    await choose(page, 'kind', 'payments');
    await choose(page, 'environment', 'production');
    await type(page, 'secret', 'another');
    await type(page, 'size', '50');
    for (const [title, signature] of [
      ['One id', '64aaf970c33ed11f6ae8d16dccf3ec30858da3077789a918402ca7d9133bb3cd'],
      ['Refunds of a day', '402693b16acdef634a90892804134920275ef9f5fcc4c3e3f67415c87b45cdf3'],
      ['Two ids, one day', '5af39014bb2145e8e52b60e8a27d08079bedc564336da5f2b108527cc1fc22b9'],
    ]) {
      await pressButton(page, title);
      await assertSigned(page, signature);
      assert.equal(await shown(page, 'url'), 'https://sandbox-acq.onerway.com/v1/txn/list');
    }
  },

  'shows the canonical string, each value with its field, and the secret masked': async ({ page }) => {
    const parts = await segments(page);
    assert.deepEqual(parts, [
      ['current', '1'],
      ['endTime', '2024-07-24 00:00:00'],
      ['merchantNo', '800209'],
      ['startTime', '2024-07-23 00:00:00'],
      ['transactionIds', '1815627803950186496,1815621472153370624'],
      ['secret', '••••'],
    ]);
    const titles = await page.locator('.segment').evaluateAll((all) => all.map(({ title }) => title));
    assert.deepEqual(titles, parts.map(([name]) => name));
    const values = await page.locator('.segment .value').allTextContents();
    assert.equal(
      values.slice(0, -1).join(''),
      '12024-07-24 00:00:008002092024-07-23 00:00:001815627803950186496,1815621472153370624',
    );
  },

  'marks the field of each signed value with the colour of its segment': async ({ page }) => {
    const colours = await page.evaluate(() => Object.fromEntries(
      [...document.querySelectorAll('.segment:not(.tone-secret)')].map((part) => {
        const label = document.querySelector(`label[for="${part.title}"]`);
        return [part.title, [getComputedStyle(part).backgroundColor, getComputedStyle(label, '::after').backgroundColor]];
      }),
    ));
    assert.equal(Object.keys(colours).length, 5);
    for (const [name, [segment, field]] of Object.entries(colours)) assert.equal(segment, field, name);
    assert.equal(new Set(Object.values(colours).map(String)).size, 5);
    assert.equal(await page.locator('label[for="size"]').getAttribute('class'), '');
  },

  'another value, and another secret, is another signature, at each key': async ({ page }) => {
    const signatures = [await shown(page, 'signature')];
    for (const field of ['merchantNo', 'transactionIds', 'secret']) {
      await page.locator(`#${field}`).click();
      await page.keyboard.press('End');
      await page.keyboard.type('7');
      signatures.push(await shown(page, 'signature'));
    }
    assert.equal(new Set(signatures).size, 4);
    for (const signature of signatures) assert.match(signature, /^[0-9a-f]{64}$/);
    assert.equal(await shown(page, 'published'), '');
  },

  'refuses an end before the start, at endTime': async ({ page }) => {
    await type(page, 'endTime', '2024-07-22 23:59:59');
    await assertRefused(page, 'endTime', 'param_invalid');
  },

  'takes 90 days and refuses 91, at endTime': async ({ page }) => {
    await type(page, 'endTime', '2024-10-21 00:00:00');
    assert.match(await shown(page, 'signature'), /^[0-9a-f]{64}$/);
    await type(page, 'endTime', '2024-10-22 00:00:00');
    await assertRefused(page, 'endTime', 'range_too_long');
    await type(page, 'endTime', '2024-07-24 00:00:00');
    await assertSigned(page, '5af39014bb2145e8e52b60e8a27d08079bedc564336da5f2b108527cc1fc22b9');
  },

  'shows each refusal at the field that it names': async ({ page }) => {
    for (const [field, wrong, code] of [
      ['merchantNo', '', 'param_missing'],
      ['merchantNo', '123456789012345678901', 'param_invalid'],
      ['secret', '', 'config_missing'],
      ['secret', ' key', 'config_invalid'],
      ['transactionIds', '1, 2', 'param_invalid'],
      ['startTime', '2024-02-30 00:00:00', 'param_invalid'],
      ['current', '0', 'param_invalid'],
      ['size', '101', 'param_invalid'],
    ]) {
      await type(page, field, wrong);
      await assertRefused(page, field, code);
      await pressButton(page, 'Two ids, one day');
    }
  },

  'has the fields of the chosen kind, and keeps what both kinds have': async ({ page }) => {
    const fields = () => page.locator('#parameters input').evaluateAll((inputs) => inputs.map(({ id }) => id));
    assert.deepEqual(await fields(), [
      'transactionIds', 'merchantTxnIds', 'txnTypes', 'startTime', 'endTime', 'current', 'size',
    ]);

    await choose(page, 'kind', 'payments');
    assert.equal((await fields())[0], 'paymentId');
    assert.equal(await shown(page, 'url'), 'https://sandbox-acq.onerway.com/v1/txn/queryPayments');
    await type(page, 'paymentId', '1827221906643156992');
    assert.equal(JSON.parse(await shown(page, 'body')).paymentId, '1827221906643156992');

    await choose(page, 'kind', 'chargebacks');
    assert.deepEqual(await fields(), [
      'chargebackIds', 'originTransactionIds', 'merchantTxnIds', 'importTimeStart', 'importTimeEnd', 'current', 'size',
    ]);
    await choose(page, 'environment', 'production');
    assert.equal(await shown(page, 'url'), 'https://acq.onerway.com/v1/chargeback/list');
    const { sign, ...body } = JSON.parse(await shown(page, 'body'));
    assert.match(sign, /^[0-9a-f]{64}$/);
    assert.deepEqual(body, {
      current: '1',
      importTimeEnd: '2024-07-24 00:00:00',
      importTimeStart: '2024-07-23 00:00:00',
      merchantNo: '800209',
    });

    await choose(page, 'kind', 'transactions');
    await choose(page, 'environment', 'sandbox');
    await assertSigned(page, '5af39014bb2145e8e52b60e8a27d08079bedc564336da5f2b108527cc1fc22b9');
  },

  'shows the request as it is sent, and as a curl command': async ({ page }) => {
    const url = 'https://sandbox-acq.onerway.com/v1/txn/list';
    const body = '{"current":"1","endTime":"2024-07-24 00:00:00","merchantNo":"800209",'
      + '"sign":"5af39014bb2145e8e52b60e8a27d08079bedc564336da5f2b108527cc1fc22b9",'
      + '"startTime":"2024-07-23 00:00:00","transactionIds":"1815627803950186496,1815621472153370624"}';
    assert.equal(await shown(page, 'method'), 'POST');
    assert.equal(await shown(page, 'url'), url);
    assert.equal(await shown(page, 'header'), 'Content-Type: application/json');
    assert.equal(await shown(page, 'body'), body);
    assert.deepEqual(argumentsOfCurl(await shown(page, 'curl')), [
      '--request', 'POST', url, '--header', 'Content-Type: application/json', '--data-raw', body,
    ]);
  },

  'quotes whatever was typed for the shell, and shows markup as text': async ({ page }) => {
    const hostile = `O'Brien-"$(id)"\`id\`\\'-<img/src=x>-é-💳`;
    await type(page, 'merchantTxnIds', hostile);
    const body = await shown(page, 'body');
    assert.equal(JSON.parse(body).merchantTxnIds, hostile);
    assert.equal(argumentsOfCurl(await shown(page, 'curl')).at(-1), body);
    assert.deepEqual((await segments(page))[3], ['merchantTxnIds', hostile]);
    assert.equal(await page.locator('#result img').count(), 0);
  },

  'copies each part at its button': async ({ page }) => {
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    for (const [what, id] of [
      ['signature', 'signature'], ['URL', 'url'], ['header', 'header'], ['body', 'body'], ['curl command', 'curl'],
    ]) {
      await pressButton(page, `Copy ${what}`);
      await page.locator(`[data-copy="${id}"]`, { hasText: 'Copied' }).waitFor();
      assert.equal(await clipboard(), await shown(page, id), what);
    }
    await pressButton(page, 'Copy canonical string');
    await page.locator('[data-copy="canonical"]', { hasText: 'Copied' }).waitFor();
    const values = (await segments(page)).slice(0, -1).map(([, value]) => value);
    assert.equal(await clipboard(), values.join(''));
  },

  'can be used with the keyboard alone': async ({ page, url }) => {
    const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
    const order = [];
    for (let presses = 0; presses < 17; presses += 1) {
      await page.keyboard.press('Tab');
      order.push(await focused());
    }
    assert.deepEqual(order, [
      'Two ids, one day', 'One id', 'Refunds of a day', 'kind', 'merchantNo', 'environment', 'secret', 'show-secret',
      'transactionIds', 'merchantTxnIds', 'txnTypes', 'startTime', 'endTime', 'current', 'size', 'Copy', 'Copy',
    ]);
    await page.getByRole('button', { name: 'One id', exact: true }).focus();
    await page.keyboard.press('Enter');
    await assertSigned(page, '64aaf970c33ed11f6ae8d16dccf3ec30858da3077789a918402ca7d9133bb3cd');
    // Enter in an input submits nothing.
    await page.locator('#merchantNo').focus();
    await page.keyboard.press('Enter');
    assert.equal(page.url(), url);
  },

  'tells a screen reader what each input is and how it went': async ({ page }) => {
    const unnamed = await page.locator('input, select').evaluateAll((inputs) =>
      inputs.filter((input) => input.labels.length !== 1).map(({ id }) => id));
    assert.deepEqual(unnamed, []);
    const announcer = page.getByRole('status');
    assert.equal(await announcer.getAttribute('aria-live'), 'polite');
    await announcer.filter({ hasText: 'Signed: 5 values' }).waitFor();
    await type(page, 'size', '101');
    await announcer.filter({ hasText: 'Not signed. param_invalid' }).waitFor();
    assert.equal(await announcer.textContent(), await shown(page, 'summary'));
  },

  'shows the secret only on demand, in its input, and nowhere else': async ({ page, url }) => {
    const text = () => page.evaluate(() =>
      document.documentElement.outerHTML + document.body.innerText + document.title + location.href);
    const own = 'only-for-this-test';
    await type(page, 'secret', own);
    await pressButton(page, 'Show secret');
    assert.equal(await page.locator('#secret').getAttribute('type'), 'text');
    assert.equal(await page.locator('#secret').inputValue(), own);
    assert.ok(!(await text()).includes(own));
    await pressButton(page, 'Hide secret');
    assert.equal(await page.locator('#secret').getAttribute('type'), 'password');
    await type(page, 'secret', `${own} `);
    await assertRefused(page, 'secret', 'config_invalid');
    assert.ok(!(await text()).includes(own));
    await pressButton(page, 'One id');
    assert.ok(!(await text()).includes(SECRET));
    assert.equal(page.url(), url);
    assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length), 0);
  },

  'asks for its own files, once, and for nothing else': async ({ page, seen, site, url }) => {
    await type(page, 'merchantTxnIds', 'order-1');
    await choose(page, 'kind', 'payments');
    const files = (await readdir(site, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(site.length + 1));
    const asked = seen.requests.filter((address) => !address.startsWith('data:'));
    const own = files.map((file) => url + (file === 'index.html' ? '' : file));
    assert.deepEqual(asked.sort(), own.sort());
  },

  'can reach nothing: its policy blocks every way out': async ({ page, seen, url }) => {
    seen.expectProblems = true;
    const asked = [...seen.answered];
    const outcomes = await page.evaluate(async (address) => {
      const outcome = (promise) => promise.then(() => 'sent', () => 'blocked');
      return [
        await outcome(fetch(address)),
        await outcome(fetch('https://sandbox-acq.onerway.com/v1/txn/list', { method: 'POST', mode: 'no-cors' })),
        await outcome(new Promise((resolve, reject) => {
          const image = new Image();
          image.onload = resolve;
          image.onerror = reject;
          image.src = `${address}leak.png`;
        })),
        await outcome(new Promise((resolve, reject) => {
          const script = document.createElement('script');
          script.onload = resolve;
          script.onerror = reject;
          script.src = 'https://127.0.0.1:9/leak.js';
          document.head.append(script);
        })),
      ];
    }, url);
    assert.deepEqual(outcomes, ['blocked', 'blocked', 'blocked', 'blocked']);
    const directives = (await page.evaluate(() => globalThis.violations)).map((violation) => violation.split(' ')[0]);
    assert.deepEqual(directives, ['connect-src', 'connect-src', 'img-src', 'script-src-elem']);
    assert.deepEqual(seen.answered.filter((address) => !asked.includes(address)), []);
    assert.equal(seen.answered.length, asked.length);
  },

  'fits a narrow and a wide window, light and dark': async ({ page }) => {
    for (const width of [360, 768, 1400]) {
      await page.setViewportSize({ width, height: 900 });
      await type(page, 'merchantTxnIds', 'x'.repeat(64));
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    }
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.emulateMedia({ colorScheme: 'light' });
    const light = await background();
    await page.emulateMedia({ colorScheme: 'dark' });
    assert.notEqual(await background(), light);
  },

  'says so where the package and the page do not fit': {
    // A package whose canonical string is another one than its body's.
    prepare: (page) =>
      page.route(
        (address) => address.pathname === '/onerway-edge/index.js' && address.search === '',
        (route) =>
          route.fulfill({
            contentType: 'text/javascript',
            body: `export * from './index.js?real';
                   export const canonicalString = () => 'another';`,
          }),
      ),
    run: async ({ page }) => {
      assert.match(await shown(page, 'summary'), /^Not signed\. The fields of the body do not make up/);
      assert.equal(await shown(page, 'signature'), '');
    },
  },
};
