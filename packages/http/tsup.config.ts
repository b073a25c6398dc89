import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/index.ts'],
  format: ['esm', 'cjs'],
  dts: true,
  sourcemap: true,
  clean: true,
  treeshake: true,
  target: 'node22',
  // `import.meta.url`, for what is required when first needed, in the CommonJS output.
  shims: true,
});
