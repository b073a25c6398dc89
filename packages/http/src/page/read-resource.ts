import type { HttpResource } from '@rushhour/core';

/** Reads the resource an element asks a browser to fetch, its URL as written. */
export function readResource(name: string, attributes: Readonly<Record<string, string>>): HttpResource | undefined {
  switch (name) {
    case 'link': {
      const { href = '', rel = '' } = attributes;
      const tokens = rel.toLowerCase().split(/\s+/);
      return href !== '' && tokens.includes('stylesheet') && !tokens.includes('alternate') && !('disabled' in attributes)
        ? { url: href, destination: 'style' }
        : undefined;
    }
    case 'script': {
      const { src = '', type = '' } = attributes;
      return src !== '' && isScriptType(type) && !('nomodule' in attributes) ? { url: src, destination: 'script' } : undefined;
    }
    case 'img': {
      const url = attributes['src'] || firstCandidate(attributes['srcset'] ?? '');
      return url !== '' ? { url, destination: 'image' } : undefined;
    }
    default:
      return undefined;
  }
}

/** Whether a browser would run a script of this type, and so fetch it. */
const isScriptType = (type: string) => /^\s*$|^\s*module\s*$|^\s*(text|application)\/(x-)?(java|ecma)script\s*(;|$)/i.test(type);

/** The URL of the first candidate of a `srcset`. */
function firstCandidate(srcset: string): string {
  const [first = ''] = srcset.trim().split(/\s+/, 1);
  return first.replace(/^,+|,+$/g, '');
}
