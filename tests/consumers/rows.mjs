// The projects, in the order of the table.

import { rows as esbuild } from './esbuild/row.mjs';
import { rows as next } from './next/row.mjs';
import { rows as wrangler } from './wrangler/row.mjs';
import { rows as jest } from './jest/row.mjs';
import { rows as vitest } from './vitest/row.mjs';
import { rows as typescript } from './typescript/row.mjs';

export const ROWS = [
  ...inProject('esbuild', esbuild),
  ...inProject('next', next),
  ...inProject('wrangler', wrangler),
  ...inProject('jest', jest),
  ...inProject('vitest', vitest),
  ...inProject('typescript', typescript),
];

function inProject(project, rows) {
  return rows.map((row) => ({ ...row, project }));
}
