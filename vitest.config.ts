import { existsSync, readdirSync } from 'node:fs';
import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

// Node knows no condition `module`: what packages keep there is for bundlers (the AWS SDK's does not load).
const conditions = [...defaultServerConditions.filter((condition) => condition !== 'module'), '@rushhour/source'];

const folders = ['packages', 'examples']
  .filter((parent) => existsSync(new URL(parent, import.meta.url)))
  .flatMap((parent) =>
    readdirSync(new URL(parent, import.meta.url), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => ({ name: entry.name, root: `./${parent}/${entry.name}` })),
  );

export default defineConfig({
  ssr: { resolve: { conditions } },
  test: {
    execArgv: ['--conditions=@rushhour/source', '--expose-gc'],
    testTimeout: 30_000,
    projects: [...folders, { name: 'scripts', root: './scripts' }].map(({ name, root }) => ({
      extends: true,
      root,
      test: { name, include: ['**/*.test.ts'], exclude: ['**/node_modules/**', '**/dist/**', '**/packed/project/**'] },
    })),
    coverage: {
      provider: 'v8',
      include: ['packages/*/src/**/*.ts'],
      reporter: ['text', 'json-summary', 'lcov'],
    },
  },
});
