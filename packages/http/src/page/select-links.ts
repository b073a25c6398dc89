import type { HttpLink, LinkSelector } from '@rushhour/core';
import type { Anchor } from './anchor.ts';
import { matchesHref } from './matches-href.ts';
import { resolveUrl } from './resolve-url.ts';
import { collapseSpace } from './visible-text.ts';

/** Where anchors lead, and where they may lead. */
export interface LinkPlace {
  readonly base: string;
  readonly inScope: (url: URL) => boolean;
}

/** Resolves anchors, leaves out what does not fit or leads nowhere, and keeps the first of each URL. */
export function selectLinks(
  anchors: readonly Anchor[],
  { base, inScope }: LinkPlace,
  { text, href, rel }: LinkSelector = {},
): readonly HttpLink[] {
  const wanted = text === undefined ? undefined : collapseSpace(text).toLowerCase();
  const token = rel?.toLowerCase();
  const links = new Map<string, HttpLink>();
  for (const anchor of anchors) {
    if (wanted !== undefined && !anchor.text.toLowerCase().includes(wanted)) continue;
    if (token !== undefined && !anchor.rel.toLowerCase().split(/\s+/).includes(token)) continue;
    const url = resolveUrl(anchor.href, base);
    if (url === undefined || links.has(url.href)) continue;
    if (href !== undefined && !matchesHref(url, href)) continue;
    if (inScope(url)) links.set(url.href, { url: url.href, text: anchor.text, rel: anchor.rel });
  }
  return [...links.values()];
}
