import type { Random } from '@rushhour/core';
import { gathered } from '../bytes/gathered.ts';
import { drawSentence } from '../../words/words.ts';
import { bulkPieces } from '../../seed/bulk-pieces.ts';
import type { ContentSeed } from '../../seed/content-seed.ts';
import type { FileFormat } from '../file-format.ts';

const smallest = 1280;
/** More than a page of the longest sentences takes. */
const bytesPerPage = 5000;
const mostPages = 12;
const linesPerPage = 24;

/** Objects with fixed numbers; two for each page follow. */
const catalog = 1;
const pageTree = 2;
const font = 3;
const attachment = 4;
const attached = 5;
const firstPage = 6;

/**
 * PDF 1.7 (ISO 32000-1): pages of text by seed. What they do not fill is an attached file (7.11.4), as it is.
 */
export const pdf: FileFormat = {
  extension: 'pdf',
  kind: 'documents',
  type: 'application/pdf',
  minimumBytes: smallest,
  chunks: (size, seed) => gathered(document(size, seed)),
};

function* document(size: number, seed: ContentSeed): Generator<Uint8Array> {
  const head = pages(size, seed.random());
  const before = head.offset + attachedHead(0).length;
  const entries = head.offsets.length + 1;
  const attachedBytes =
    size - before - attachedFoot.length - head.offsets.length * tableEntryBytes - trailer(entries, 0).length - tableHead(entries).length;
  const tableAt = before + attachedBytes + attachedFoot.length;
  yield Buffer.from(head.text, 'latin1');
  yield Buffer.from(attachedHead(attachedBytes));
  yield* bulkPieces(seed.bytes(), attachedBytes);
  yield Buffer.from(attachedFoot);
  yield Buffer.from(tableHead(entries) + head.offsets.map((offset) => `${tenDigits(offset)} 00000 n \n`).join(''));
  yield Buffer.from(trailer(entries, tableAt));
}

/** Everything before the attached file. */
interface Pages {
  readonly text: string;
  /** Where the attached file begins. */
  readonly offset: number;
  /** Where each object begins, by number, from 1 on. */
  readonly offsets: readonly number[];
}

function pages(size: number, random: Random): Pages {
  const count = Math.max(1, Math.min(mostPages, Math.floor((size - smallest) / bytesPerPage)));
  const lines = Math.max(1, Math.min(linesPerPage, Math.floor((size - smallest) / 250)));
  const kids = Array.from({ length: count }, (_, page) => `${firstPage + page * 2} 0 R`).join(' ');
  const objects = [
    `<< /Type /Catalog /Pages ${pageTree} 0 R /Names << /EmbeddedFiles << /Names [(data.bin) ${attachment} 0 R] >> >> >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${count} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    `<< /Type /Filespec /F (data.bin) /UF (data.bin) /EF << /F ${attached} 0 R >> >>`,
    undefined,
    ...Array.from({ length: count }, (_, page) => pageObjects(page, lines, random)).flat(),
  ];
  // The bytes behind the first line tell programs that the file is binary (7.5.2).
  let text = '%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    if (object !== undefined) text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  offsets[attached - 1] = text.length;
  return { text, offset: text.length, offsets };
}

/** A page, then what is written on it. */
function pageObjects(page: number, lines: number, random: Random): readonly string[] {
  const written = Array.from({ length: lines }, () => `(${drawSentence(random)}) Tj T*`).join('\n');
  const content = `BT\n/F1 11 Tf\n14 TL\n60 780 Td\n${written}\nET`;
  return [
    `<< /Type /Page /Parent ${pageTree} 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 ${font} 0 R >> >> /Contents ${firstPage + page * 2 + 1} 0 R >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
  ];
}

function attachedHead(length: number): string {
  return `${attached} 0 obj\n<< /Type /EmbeddedFile /Subtype /application#2Foctet-stream /Length ${tenDigits(length)} >>\nstream\n`;
}

const attachedFoot = '\nendstream\nendobj\n';

/** Every entry of the table has 20 bytes (7.5.4). */
const tableEntryBytes = 20;

function tableHead(entries: number): string {
  return `xref\n0 ${entries}\n0000000000 65535 f \n`;
}

function trailer(entries: number, tableAt: number): string {
  return `trailer\n<< /Size ${entries} /Root ${catalog} 0 R >>\nstartxref\n${tenDigits(tableAt)}\n%%EOF\n`;
}

function tenDigits(value: number): string {
  return String(value).padStart(10, '0');
}
