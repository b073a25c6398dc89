import type { FileFormat } from './file-format.ts';
import type { FileKind } from './file-kind.ts';
import { formats } from './formats.ts';

/** The formats of a kind, in the order of the table. */
export function formatsOfKind(kind: FileKind): readonly FileFormat[] {
  return [...formats.values()].filter((format) => format.kind === kind);
}

/** The extensions of a kind, without the dot: `png`, `tar.gz`. */
export function extensionsOf(kind: FileKind): readonly string[] {
  return formatsOfKind(kind).map(({ extension }) => extension);
}
