import type { Random } from '@rushhour/core';
import { storedZip } from '../archives/stored-zip.ts';
import { sealBytes, sealed } from '../../seed/bulk-pieces.ts';
import type { ContentSeed } from '../../seed/content-seed.ts';
import type { FileFormat } from '../file-format.ts';
import { tiff } from '../images/tiff.ts';

/** A document of Office Open XML. */
export interface OfficeShape {
  readonly extension: string;
  /** The part of a media type behind `application/vnd.openxmlformats-officedocument.`. */
  readonly type: string;
  /** Bytes of the smallest document with the longest words. */
  readonly minimumBytes: number;
  /** Where the picture lies that fills the document. */
  readonly picture: string;
  /** Media types of the parts that are not told by their extension, by name; the first is the document itself. */
  readonly types: (units: number) => Readonly<Record<string, string>>;
  /** All other parts by name, in the order of the archive. */
  readonly parts: (units: number, random: Random) => Readonly<Record<string, string>>;
  /** Paragraphs, rows or slides at most, and how many bytes each surely fits in. */
  readonly units: { readonly most: number; readonly bytes: number };
}

/** The day all of it was made: documents differ by seed, not by the day of the run. */
const modified = new Date(Date.UTC(2025, 0, 15, 9));

/**
 * A format of Office Open XML (ECMA-376, part 1; packaging: part 2): a zip whose entries are stored. What text does not fill is a picture in the
 * document: a TIFF, of which bytes that nothing points at are a part.
 */
export function officeFormat(shape: OfficeShape): FileFormat {
  const { extension, minimumBytes, picture, units } = shape;
  return {
    extension,
    kind: 'documents',
    type: `application/vnd.openxmlformats-officedocument.${shape.type}`,
    minimumBytes,
    chunks(size: number, seed: ContentSeed) {
      const count = 1 + Math.max(0, Math.min(units.most - 1, Math.floor((size - minimumBytes) / units.bytes)));
      const types = shape.types(count);
      const parts = {
        '[Content_Types].xml': contentTypes(types),
        '_rels/.rels': relationships([['officeDocument', Object.keys(types)[0] ?? '']]),
        ...shape.parts(count, seed.random()),
      };
      const entries = Object.entries(parts).map(([name, text]) => ({ name, data: Buffer.from(xml(text)) }));
      return storedZip(size, { entries, bulkName: picture, modified }, (length) => sealed(tiff.chunks(length - sealBytes, seed)));
    },
  };
}

/** Relations of a part to others (ECMA-376, part 2, 9.3): their kind, and where they lie. Named `rId1`, `rId2`. */
export function relationships(relations: readonly (readonly [kind: string, target: string])[]): string {
  const list = relations.map(
    ([kind, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join('')}</Relationships>`;
}

/** ECMA-376, part 2, 10.1.2.2. */
function contentTypes(types: Readonly<Record<string, string>>): string {
  const defaults = [
    ['rels', 'application/vnd.openxmlformats-package.relationships+xml'],
    ['xml', 'application/xml'],
    ['tiff', 'image/tiff'],
  ];
  const overrides = Object.entries(types);
  return `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${defaults
    .map(([extension, type]) => `<Default Extension="${extension}" ContentType="${type}"/>`)
    .join('')}${overrides
    .map(([name, type]) => `<Override PartName="/${name}" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/>`)
    .join('')}</Types>`;
}

function xml(text: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`;
}
