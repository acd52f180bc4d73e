// The rows of each project, in the order of the table. A project is a folder with a row.mjs.

const PROJECTS = [
  'esbuild',
  'rollup',
  'webpack',
  'vite',
  'parcel',
  'unused',
  'next',
  'wrangler',
  'nitro',
  'jest',
  'vitest',
  'typescript',
];

const inOrder = await Promise.all(
  PROJECTS.map(async (project) => {
    const { rows } = await import(`./${project}/row.mjs`);
    return rows.map((row) => ({ ...row, project }));
  }),
);

export const ROWS = inOrder.flat();
