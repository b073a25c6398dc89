import type { SitePlugin } from '@rushhour/core';
import { generic } from '@rushhour/plugin-generic';
import { loadPlugin } from '../load-plugin.ts';

/** What the plugins of a run are loaded with. */
export interface LoadPluginsOptions {
  readonly cwd: string;
  /** Where the generic plugin keeps downloads. */
  readonly downloads?: string | undefined;
}

/** What may be written for the plugin that is there anyway. */
const genericNames: ReadonlySet<string> = new Set(['generic', '@rushhour/plugin-generic']);

/** Loads the plugins named, in their order; generic is always there, last. */
export async function loadPlugins(names: readonly string[], { cwd, downloads }: LoadPluginsOptions): Promise<readonly SitePlugin[]> {
  const named: SitePlugin[] = [];
  for (const name of names.filter((one) => !genericNames.has(one))) named.push(await loadPlugin(name, cwd));
  return [...named, generic(downloads === undefined ? {} : { downloads })];
}
