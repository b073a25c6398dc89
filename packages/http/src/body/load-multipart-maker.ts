import { loadOnce } from '../load-once.ts';

/** Loads what makes multipart bodies: its library is heavy, and many runs never upload a file. */
export const loadMultipartMaker = loadOnce(() => import('./multipart-body.ts').then(({ createMultipartBody }) => createMultipartBody));
