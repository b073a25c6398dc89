import { loadOnce } from '../load-once.ts';

/** Loads what makes pages: its parser is heavy, and many runs never follow a link. */
export const loadPageMaker = loadOnce(() => import('../page/page.ts').then(({ createPage }) => createPage));
