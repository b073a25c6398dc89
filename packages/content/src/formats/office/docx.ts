import type { Random } from '@rushhour/core';
import { drawSentence } from '../../words/words.ts';
import type { FileFormat } from '../file-format.ts';
import { drawingNamespaces, drawingPicture, pictureEdge } from './drawing-picture.ts';
import { officeFormat, relationships } from './office-format.ts';

/** Documents of WordprocessingML (ECMA-376, part 1, clause 17): paragraphs by seed, then a picture. */
export const docx: FileFormat = officeFormat({
  extension: 'docx',
  type: 'wordprocessingml.document',
  minimumBytes: 3584,
  picture: 'word/media/image1.tiff',
  units: { most: 40, bytes: 800 },
  types: () => ({ 'word/document.xml': 'wordprocessingml.document.main' }),
  parts: (paragraphs, random) => ({
    'word/document.xml': document(paragraphs, random),
    'word/_rels/document.xml.rels': relationships([['image', 'media/image1.tiff']]),
  }),
});

function document(paragraphs: number, random: Random): string {
  const text = Array.from({ length: paragraphs }, () => {
    const sentences = Array.from({ length: 1 + random.below(4) }, () => drawSentence(random)).join(' ');
    return `<w:p><w:r><w:t>${sentences}</w:t></w:r></w:p>`;
  });
  return `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ${drawingNamespaces}><w:body>${text.join('')}${picture}<w:sectPr/></w:body></w:document>`;
}

/** In line with the text (20.4.2.8). */
const picture = `<w:p xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="${pictureEdge}" cy="${pictureEdge}"/><wp:docPr id="1" name="Picture 1"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">${drawingPicture('pic', 'rId1')}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
