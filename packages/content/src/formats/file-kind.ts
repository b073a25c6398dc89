/** The kinds of files people have, in the plural. */
export const fileKinds = ['documents', 'images', 'code', 'archives', 'media'] as const;

/** A kind of files. */
export type FileKind = (typeof fileKinds)[number];
