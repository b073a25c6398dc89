import type { HttpStreamBody } from './http-port.ts';

export type { FileContent } from '../scenario/file-content.ts';

/** The file of an `upload`: opened before the action starts, so that its size is that of what is sent. */
export interface UploadFile extends HttpStreamBody {
  /** Where it was read from, for the journal; absent for content made in memory. */
  readonly path?: string;
  /** Where it lies for its owner, `/` between folders; absent or empty for no folder. */
  readonly folder?: string;
  /** Says which bytes it has, where it was made by the content port: the same recipe makes the same bytes anywhere. */
  readonly recipe?: string;
}
