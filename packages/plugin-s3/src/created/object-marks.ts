import type { ObjectHead } from '../client/s3-client.ts';

/** Names of the metadata (`x-amz-meta-…`) that mark what a run has stored. Without the first two an object is not ours. */
const markNames = {
  /** The run. */
  run: 'rushhour-run',
  /** When it may go: milliseconds since 1970 by the store's clock, or `never`. */
  expires: 'rushhour-expires',
  /** Id of the user. */
  owner: 'rushhour-owner',
  /** How many folders deep the place of the plan is that holds it: the lease of the run lies there. */
  depth: 'rushhour-depth',
  /** The recipe that makes its bytes again, or their sum. */
  content: 'rushhour-content',
  /** Of an intent: the key that is being uploaded. */
  key: 'rushhour-key',
  /** Of an intent: the id of the multipart upload, once it is known. */
  upload: 'rushhour-upload',
} as const;

/** What the mark of bytes begins with that have no recipe; their SHA-256 follows, in hexadecimal digits. */
export const sumMark = 'sha256:';

/** What an object says of itself. */
export interface ObjectMarks {
  readonly run: string;
  /** Milliseconds since 1970 by the store's clock; undefined for never. */
  readonly expires: number | undefined;
  readonly owner: string;
  readonly depth?: number | undefined;
  readonly content?: string | undefined;
  readonly key?: string | undefined;
  readonly upload?: string | undefined;
}

/** Marks as metadata: printable ASCII. */
export function writeMarks({ run, expires, owner, depth, content, key, upload }: ObjectMarks): Readonly<Record<string, string>> {
  return {
    [markNames.run]: run,
    [markNames.expires]: expires === undefined ? 'never' : String(Math.round(expires)),
    [markNames.owner]: encodeURIComponent(owner),
    ...(depth !== undefined && { [markNames.depth]: String(depth) }),
    ...(content !== undefined && { [markNames.content]: encodeURIComponent(content) }),
    ...(key !== undefined && { [markNames.key]: encodeURIComponent(key) }),
    ...(upload !== undefined && { [markNames.upload]: encodeURIComponent(upload) }),
  };
}

/** The marks of an object; undefined when it does not say that it is ours. */
export function readMarks({ metadata }: Pick<ObjectHead, 'metadata'>): ObjectMarks | undefined {
  const run = metadata[markNames.run];
  const written = metadata[markNames.expires];
  if (run === undefined || run === '' || written === undefined || !/^(?:never|\d{1,16})$/.test(written)) return undefined;
  const depth = metadata[markNames.depth];
  return {
    run,
    expires: written === 'never' ? undefined : Number(written),
    owner: decode(metadata[markNames.owner]) ?? '',
    depth: depth !== undefined && /^\d{1,4}$/.test(depth) ? Number(depth) : undefined,
    content: decode(metadata[markNames.content]),
    key: decode(metadata[markNames.key]),
    upload: decode(metadata[markNames.upload]),
  };
}

function decode(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    // Somebody else's.
    return undefined;
  }
}
