import { loadOnce } from '../load-once.ts';

/** Reads a robots.txt. */
export type RobotsParser = (url: string, text: string) => { isAllowed(url: string, name: string): boolean | undefined };

/** Loads what reads robots.txt: owned origins are not asked for it. */
export const loadRobotsParser = loadOnce<RobotsParser>(async () => {
  const module: unknown = await import('robots-parser');
  // Its declaration says an ES module, the file is CommonJS: `default` is the function itself.
  return (module as { readonly default: RobotsParser }).default;
});
