/**
 * Plays open, follow, upload and download against any http(s) site.
 *
 * @packageDocumentation
 */

export { generic, generic as plugin } from './generic.ts';
export { download } from './download.ts';
export { follow } from './follow.ts';
export { open } from './open.ts';
export { upload } from './upload.ts';
export type { GenericSession } from './generic-session.ts';
