import type { SitePlugin } from '@rushhour/core';
import { generic } from '@rushhour/plugin-generic';
import { loadPlugin } from '../load-plugin.ts';

/** What the plugins of a run are loaded with. */
export interface LoadPluginsOptions {
  readonly cwd: string;
  /** Where the generic plugin keeps downloads. */
  readonly downloads?: string | undefined;
}

/** Loads the plugins named, in their order; generic is always there, last. */
export async function loadPlugins(names: readonly string[], { cwd, downloads }: LoadPluginsOptions): Promise<readonly SitePlugin[]> {
  const named: SitePlugin[] = [];
  for (const name of names.filter((one) => one !== 'generic')) named.push(await loadPlugin(name, cwd));
  return [...named, generic(downloads === undefined ? {} : { downloads })];
}
