import type { HttpResource } from '@rushhour/core';
import type { Anchor } from './anchor.ts';
import { isAnchorName } from './anchor.ts';
import { parseHtml } from './parse-html.ts';
import { readResource } from './read-resource.ts';
import { collapseSpace, isApart, isUnseen } from './visible-text.ts';

/** What one pass over a page finds, in document order; nothing resolved yet. */
export interface PageScan {
  /** The first `<base href>`. */
  readonly base: string | undefined;
  readonly anchors: readonly Anchor[];
  readonly resources: readonly HttpResource[];
}

/** Reads links and resources of a page in one streaming pass, without a tree. */
export function scanPage(html: string): PageScan {
  const anchors: Anchor[] = [];
  const resources: HttpResource[] = [];
  let base: string | undefined;
  let open: { readonly href: string; readonly rel: string; readonly name: string } | undefined;
  let text = '';
  let unseenDepth = 0;
  let templateDepth = 0;

  const closeAnchor = () => {
    if (open !== undefined) anchors.push({ href: open.href, rel: open.rel, text: collapseSpace(text) });
    open = undefined;
    text = '';
  };

  parseHtml(html, {
    onopentag(name, attributes) {
      if (isUnseen(name)) unseenDepth += 1;
      if (name === 'template') templateDepth += 1;
      if (templateDepth > 0) return;
      if (name === 'base') base ??= attributes['href'];
      if (isAnchorName(name)) {
        closeAnchor();
        const { href, rel = '' } = attributes;
        if (href !== undefined) open = { href, rel, name };
      } else if (open !== undefined && isApart(name)) text += ' ';
      const resource = readResource(name, attributes);
      if (resource !== undefined) resources.push(resource);
    },
    ontext(data) {
      if (open !== undefined && unseenDepth === 0) text += data;
    },
    onclosetag(name) {
      if (isUnseen(name)) unseenDepth -= 1;
      if (name === 'template') templateDepth -= 1;
      if (open === undefined) return;
      if (open.name === name) closeAnchor();
      else if (isApart(name)) text += ' ';
    },
    onend: closeAnchor,
  });
  return { base, anchors, resources };
}
