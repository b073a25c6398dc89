import type { Options } from 'tsup';

/** How every library is built: ESM and CommonJS with their types. */
export const library: Options = {
  entry: ['src/index.ts'],
  format: ['esm', 'cjs'],
  dts: true,
  sourcemap: true,
  clean: true,
  // What a module imports when it is first needed stays a file of its own, in CommonJS too.
  splitting: true,
  treeshake: true,
  removeNodeProtocol: false,
  target: 'node22',
};
