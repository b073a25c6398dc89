import { RushhourError, type Journal, type SitePlugin } from '@rushhour/core';

/**
 * Refuses to replay without the plugins that played: another one would do something else.
 * @throws RushhourError `plugin_not_found`
 */
export function checkPlugins({ entries }: Pick<Journal, 'entries'>, plugins: readonly SitePlugin[]): void {
  const here = new Set(plugins.map(({ instance }) => instance));
  const missing = entries.find(({ plugin }) => plugin !== '' && !here.has(plugin));
  if (missing === undefined) return;
  throw new RushhourError('plugin_not_found', {
    message: `The journal was played with the plugin "${missing.plugin}", which is not here.`,
    hint: 'Give the plan it was played from (`--plan FILE`), or name the plugin (`--plugin NAME`).',
  });
}
