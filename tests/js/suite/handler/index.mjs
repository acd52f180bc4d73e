// handleCallback: what each request is answered, that each result is handled once, and what becomes of faults.

import { answers } from './answers.mjs';
import { confirm } from './confirm.mjs';
import { confirmation } from './confirmation.mjs';
import { deadline } from './deadline.mjs';
import { log } from './log.mjs';
import { merchants } from './merchants.mjs';
import { once } from './once.mjs';
import { settings } from './settings.mjs';
import { stores } from './stores.mjs';

export async function handlerAreas(report, api) {
  await report.area('handler: answers', (test) => answers(test, api));
  await report.area('handler: once', (test) => once(test, api));
  await report.area('handler: deadline', (test) => deadline(test, api));
  await report.area('handler: store', (test) => stores(test, api));
  await report.area('handler: merchants', (test) => merchants(test, api));
  await report.area('handler: confirmation', (test) => confirmation(test, api));
  await report.area('confirm', (test) => confirm(test, api));
  await report.area('handler: settings', (test) => settings(test, api));
  await report.area('handler: log', (test) => log(test, api));
}
