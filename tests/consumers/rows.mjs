// The projects, in the order of the table.

import { rows as esbuild } from './esbuild/row.mjs';

export const ROWS = [
  ...inProject('esbuild', esbuild),
];

function inProject(project, rows) {
  return rows.map((row) => ({ ...row, project }));
}
