import { RushhourError, type HttpPage, type LinkSelector, type Random } from '@rushhour/core';
import { excerpt } from '../checks/excerpt.ts';

/** Chooses a link of a page: the first that fits the selector, or without one any, evenly. @throws RushhourError `no_link` */
export function pickLink(page: HttpPage, selector: LinkSelector | undefined, random: () => Random): string {
  const links = page.links(selector);
  const link = selector === undefined ? random().pick(links) : links[0];
  if (link !== undefined) return link.url;
  const wanted = Object.entries(selector ?? {}).map(([name, value]) => `${name} "${excerpt(String(value))}"`);
  throw new RushhourError('no_link', {
    message: `The page "${withoutQuery(page.url)}" has no link${wanted.length > 0 ? ` with ${wanted.join(' and ')}` : ' inside the scope'}.`,
  });
}

/** Queries may carry secrets. */
const withoutQuery = (url: string) => url.replace(/\?.*$/s, '');
