import { RushhourError } from '@rushhour/core';

/** Characters `URL` would strip or that could end a header line: they must be seen before `URL` sees them. */
const controlCharacters = /[\u0000-\u001f\u007f]/;

const invalid = (shown: string, reason: string) => new RushhourError('target_invalid', { message: `The URL "${shown}" ${reason}.` });

/** What of a raw URL may be shown in a message: no user information, no query, no control characters, not endless. */
function showUrl(raw: string): string {
  return raw
    .replace(/[?#].*$/s, '')
    .replace(/\/\/[^/]*@/, '//')
    .replace(/[\u0000-\u001f\u007f]/g, '\uFFFD')
    .slice(0, 200);
}

/**
 * Reads the URL of a request from text.
 *
 * @throws RushhourError `target_invalid` for control characters, another scheme than http and https, user information, or no URL at all.
 */
export function parseTargetUrl(raw: string, base?: string): URL {
  if (controlCharacters.test(raw)) throw invalid(showUrl(raw), 'contains control characters');
  if (!URL.canParse(raw, base)) throw invalid(showUrl(raw), 'is not a URL');
  const url = new URL(raw, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw invalid(showUrl(raw), 'is not an http or https URL');
  if (url.username !== '' || url.password !== '') throw invalid(showUrl(raw), 'holds user information');
  return url;
}
