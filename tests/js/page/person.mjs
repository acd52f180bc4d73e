// What a person does with the page in www/, and what a person sees.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';

// ----------------------------------------------------------------------- what a person does

/** A page of its own for each test; a failure that the page reports of itself is kept. */
export async function open(browser, url, { context: contextOptions, prepare } = {}) {
  const context = await browser.newContext(contextOptions);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const seen = { problems: [], requests: [], answered: [] };
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') seen.problems.push(message.text());
  });
  page.on('pageerror', (error) => seen.problems.push(String(error)));
  page.on('request', (request) => seen.requests.push(request.url()));
  page.on('response', (response) => seen.answered.push(response.url()));
  await page.addInitScript(() => {
    globalThis.violations = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      globalThis.violations.push(`${event.effectiveDirective} ${event.blockedURI}`);
    });
  });
  await prepare?.(page);
  await page.goto(url);
  await page.waitForFunction(() => document.querySelector('#summary').textContent !== ''
    && !document.querySelector('#summary').textContent.startsWith('Starting'));
  return { page, seen, close: () => context.close() };
}

/** Clears an input and types into it, key by key. */
export async function type(page, field, text) {
  await page.locator(`#${field}`).click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  await page.keyboard.type(text);
}

export const choose = (page, field, value) => page.locator(`#${field}`).selectOption(value);
export const pressButton = (page, name) => page.getByRole('button', { name, exact: true }).click();

// ---------------------------------------------------------------------- what a person sees

export const shown = (page, id) => page.locator(`#${id}`).textContent();

/** The segments as name and value, the secret last. */
export const segments = (page) =>
  page.locator('.segment').evaluateAll((parts) =>
    parts.map((part) => [part.querySelector('.name').textContent, part.querySelector('.value').textContent]));

export async function assertSigned(page, signature) {
  assert.equal(await shown(page, 'signature'), signature);
  assert.equal(JSON.parse(await shown(page, 'body')).sign, signature);
  assert.match(await shown(page, 'summary'), /^Signed: /);
  assert.equal(await page.locator('[aria-invalid]').count(), 0);
}

/** The error stands at its field, and nothing of an older result is left. */
export async function assertRefused(page, field, code) {
  const invalid = await page.locator('[aria-invalid="true"]').evaluateAll((inputs) => inputs.map(({ id }) => id));
  assert.deepEqual(invalid, [field]);
  assert.equal(await page.locator(`#${field}-error code`).textContent(), code);
  assert.match(await shown(page, `${field}-error`), new RegExp(`^${code} .{8}`));
  assert.match(await page.locator(`#${field}`).getAttribute('aria-describedby'), new RegExp(`\\b${field}-error\\b`));
  for (const id of ['signature', 'url', 'header', 'body', 'curl', 'segments', 'published']) {
    assert.equal(await shown(page, id), '', id);
  }
  assert.equal(await page.locator('[data-copy]:enabled').count(), 0);
}

/** What curl would be called with: the command is run by a shell in which curl prints its arguments. */
export function argumentsOfCurl(command) {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}\n`;
  return execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}
