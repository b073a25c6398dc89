/**
 * The guarded, browser-like HTTP client of rushhour, on undici.
 *
 * @packageDocumentation
 */

export { createHttp } from './create-http.ts';
export type { HttpExchange, HttpOptions, OriginDispatcher } from './http-options.ts';
export { preloadHttp } from './preload-http.ts';
export { isSelector } from './page/selector.ts';
export { releaseChunk } from './body/release-chunk.ts';
