import { defineConfig } from 'tsup';

export default defineConfig({
  entry: { bin: 'src/bin.ts', worker: 'src/workers/worker.ts' },
  format: ['esm'],
  dts: false,
  sourcemap: true,
  clean: true,
  treeshake: true,
  removeNodeProtocol: false,
  target: 'node22',
});
