import type { SitePlugin } from '@rushhour/core';
import { generic } from '@rushhour/plugin-generic';
import { loadPlugin, type LoadPluginOptions } from '../load-plugin.ts';

/** A plugin to load. */
export interface PluginRequest extends LoadPluginOptions {
  /** Package name, short name or path. */
  readonly use: string;
}

/** What the plugins of a run are loaded with. */
export interface LoadPluginsOptions {
  /** Where the generic plugin keeps downloads. */
  readonly downloads?: string | undefined;
  /** Called instead of throwing what is wrong with one of them, which is then left out. */
  readonly onError?: (error: unknown, request: PluginRequest) => void;
}

/** What may be written for the plugin that is there anyway. */
const genericNames: ReadonlySet<string> = new Set(['generic', '@rushhour/plugin-generic']);

/** Loads plugins in their order; generic is always there, last. */
export async function loadPlugins(requests: readonly PluginRequest[], options: LoadPluginsOptions = {}): Promise<readonly SitePlugin[]> {
  const { downloads, onError } = options;
  const plugins: SitePlugin[] = [];
  const load = async (request: PluginRequest) => {
    try {
      plugins.push(await loadPlugin(request.use, request));
    } catch (error) {
      if (onError === undefined) throw error;
      onError(error, request);
    }
  };
  const configured = requests.findLast(({ use }) => genericNames.has(use));
  for (const request of requests) if (!genericNames.has(request.use)) await load(request);
  const toDownloads = downloads === undefined ? {} : { downloads };
  if (configured === undefined) return [...plugins, generic(toDownloads)];
  // The command's own, wherever it is named.
  await load({ ...configured, from: [], with: { ...configured.with, ...toDownloads } });
  return plugins;
}

/** Plugins as the command line names them. */
export function namedPlugins(names: readonly string[], cwd: string): readonly PluginRequest[] {
  return names.map((use) => ({ use, from: [cwd] }));
}
