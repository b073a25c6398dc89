import type { createPage } from '../page/page.ts';

let loaded: typeof createPage | undefined;
let loading: Promise<typeof createPage> | undefined;

/** Loads what makes pages: its parser is heavy, and many runs never follow a link. Returns at once when it is there. */
export function loadPageMaker(): typeof createPage | Promise<typeof createPage> {
  if (loaded !== undefined) return loaded;
  loading ??= import('../page/page.ts').then((module) => (loaded = module.createPage));
  return loading;
}
