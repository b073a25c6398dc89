import type { HttpPage, HttpResource } from '@rushhour/core';
import type { Document } from 'domhandler';
import { parseDocument } from './parse-document.ts';
import { readForm } from './read-form.ts';
import { baseOf, resolveUrl } from './resolve-url.ts';
import { scanPage, type PageScan } from './scan-page.ts';
import { selectAnchors } from './select-anchors.ts';
import { selectLinks } from './select-links.ts';

/** What a page is made of. */
export interface PageSource {
  /** Where it came from, after redirects. */
  readonly url: string;
  readonly status: number;
  readonly html: string;
  /** Whether traffic may reach a URL; links and resources outside are left out. */
  readonly inScope: (url: URL) => boolean;
}

/** Makes a page that is parsed when it is first looked at: in one streaming pass, and as a tree only for CSS selectors and forms. */
export function createPage({ url, status, html, inScope }: PageSource): HttpPage {
  let scan: PageScan | undefined;
  let tree: Document | undefined;
  const scanned = () => (scan ??= scanPage(html));
  const document = () => (tree ??= parseDocument(html));
  const base = () => baseOf(url, scanned().base);

  return {
    url,
    status,
    html,
    links(selector) {
      const anchors = selector?.css === undefined ? scanned().anchors : selectAnchors(document(), selector.css);
      return selectLinks(anchors, { base: base(), inScope }, selector);
    },
    form: (css) => readForm(document(), css, { pageUrl: url, base: base() }),
    resources() {
      const resources = new Map<string, HttpResource>();
      for (const { url: written, destination } of scanned().resources) {
        const resolved = resolveUrl(written, base());
        if (resolved === undefined || resources.has(resolved.href) || !inScope(resolved)) continue;
        resources.set(resolved.href, { url: resolved.href, destination });
      }
      return [...resources.values()];
    },
  };
}
