import { loadMultipartMaker } from './body/load-multipart-maker.ts';
import { loadCookieLibrary } from './session/load-cookie-library.ts';
import { loadElementReader } from './session/load-element-reader.ts';
import { loadPageMaker } from './session/load-page-maker.ts';
import { loadRobotsParser } from './wire/load-robots-parser.ts';

/**
 * Loads every library that is otherwise loaded when it is first needed, so that no request has to wait for one: for runs in virtual time, and
 * for hosts that would rather start a little later than have a slow first page.
 */
export async function preloadHttp(): Promise<void> {
  await Promise.all([loadPageMaker(), loadElementReader(), loadCookieLibrary(), loadMultipartMaker(), loadRobotsParser()]);
}
