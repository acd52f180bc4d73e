// Errors. Nothing here is run.

import { OnerwayError } from 'onerway-edge';
import type { Doubt, OnerwayErrorCode, PaymentInfo, TxnInfo } from 'onerway-edge';

import { use } from './helpers.js';

function explain(error: unknown): string {
  if (!(error instanceof OnerwayError)) return String(error);
  const code: OnerwayErrorCode = error.code;
  const details: Array<string | number | undefined> = [error.field, error.status, error.respCode, error.respMsg];
  const doubts: readonly Doubt[] | undefined = error.doubts;
  const records: ReadonlyArray<TxnInfo | PaymentInfo> | undefined = error.records;
  // @ts-expect-error no such code
  if (code === 'oops') return '';
  // @ts-expect-error a code is not changed
  error.code = 'internal';
  return `${code} ${details.length} ${doubts?.length} ${records?.length} ${error.message}`;
}

use(explain);
