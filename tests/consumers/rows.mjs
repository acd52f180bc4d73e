// The projects, in the order of the table.

import { rows as esbuild } from './esbuild/row.mjs';
import { rows as next } from './next/row.mjs';
import { rows as wrangler } from './wrangler/row.mjs';

export const ROWS = [
  ...inProject('esbuild', esbuild),
  ...inProject('next', next),
  ...inProject('wrangler', wrangler),
];

function inProject(project, rows) {
  return rows.map((row) => ({ ...row, project }));
}
