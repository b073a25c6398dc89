import { loadOnce } from '../load-once.ts';

/** Loads what finds elements of pages: its parser is heavy, and few runs read values off pages. */
export const loadElementReader = loadOnce(() => import('../page/element-reader.ts').then(({ createElementReader }) => createElementReader));
