import { nodeResolve } from '@rollup/plugin-node-resolve';

export default ['unused', 'nothing', 'stores'].map((name) => ({
  input: `src/${name}.js`,
  output: { file: `rollup/${name}.js`, format: 'es' },
  plugins: [nodeResolve()],
}));
