import type { ContentPort } from '@rushhour/core';

/** Loads what makes the files of uploads such as `image:1-5MB`. */
export async function loadContent(): Promise<ContentPort> {
  const { createContent } = await import('@rushhour/content');
  return createContent();
}
