import { defineConfig } from 'tsup';
import { library } from '../../tsup.base.ts';

export default defineConfig({
  ...library,
  // `import.meta.url`, for what is required when first needed, in the CommonJS output.
  shims: true,
});
