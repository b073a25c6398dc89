import { loadOnce } from '../load-once.ts';
import type { CookieLibrary } from './read-cookie.ts';

/** Loads the cookie library: it is heavy, and many runs never see a cookie. */
export const loadCookieLibrary = loadOnce<CookieLibrary>(() => import('tough-cookie'));
