/**
 * Plays people who keep their files in an S3-compatible store.
 *
 * @packageDocumentation
 */

export { s3, s3 as plugin, type S3Config } from './s3.ts';
export type { S3Actions } from './create-s3-plugin.ts';
