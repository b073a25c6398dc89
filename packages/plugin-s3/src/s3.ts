import { RushhourError, type ConfiguredPlugin, type SchemaInput } from '@rushhour/core';
import { s3Config } from './config/s3-config.ts';
import { createS3Plugin, type S3Actions } from './create-s3-plugin.ts';

/** The configuration, as a person writes it. */
export type S3Config = SchemaInput<typeof s3Config>;

/**
 * The plugin for any S3-compatible store. It takes `s3://bucket/prefix` and the URLs of the store itself; what it is not told comes from the
 * environment and from `~/.aws`.
 *
 * @throws RushhourError `plugin_config`
 * @example
 * ```ts
 * const store = s3({ endpoint: 'http://127.0.0.1:9000', createBuckets: true }, { as: 'store' });
 * const instructions = [
 *   store.upload('s3://photos/2026', { file: 'photo.jpg' }),
 *   store.open('s3://photos'),
 *   store.follow('s3://photos', { what: 'folder' }),
 *   store.download('s3://photos', { range: 'random' }),
 * ];
 * ```
 */
export function s3(config: S3Config = {}, options?: { readonly as?: string }): ConfiguredPlugin<S3Actions> {
  const read = s3Config.safeParse(config);
  if (!read.success) {
    const issues = read.error.issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`));
    throw new RushhourError('plugin_config', { message: `The configuration of plugin "s3" is invalid: ${issues.join('; ')}.` });
  }
  return createS3Plugin(read.data, options);
}
