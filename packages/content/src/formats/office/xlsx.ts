import type { Random } from '@rushhour/core';
import { drawWord } from '../../words/words.ts';
import type { FileFormat } from '../file-format.ts';
import { drawingNamespaces, drawingPicture } from './drawing-picture.ts';
import { officeFormat, relationships } from './office-format.ts';

const sheetNamespace = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

/** Workbooks of SpreadsheetML (ECMA-376, part 1, clause 18): a sheet of names and numbers by seed, and a picture on it. */
export const xlsx: FileFormat = officeFormat({
  extension: 'xlsx',
  type: 'spreadsheetml.sheet',
  minimumBytes: 5120,
  picture: 'xl/media/image1.tiff',
  units: { most: 400, bytes: 300 },
  types: () => ({
    'xl/workbook.xml': 'spreadsheetml.sheet.main',
    'xl/worksheets/sheet1.xml': 'spreadsheetml.worksheet',
    'xl/drawings/drawing1.xml': 'drawing',
  }),
  parts: (rows, random) => ({
    'xl/workbook.xml': `<workbook ${sheetNamespace} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([['worksheet', 'worksheets/sheet1.xml']]),
    'xl/worksheets/sheet1.xml': sheet(rows, random),
    'xl/worksheets/_rels/sheet1.xml.rels': relationships([['drawing', '../drawings/drawing1.xml']]),
    'xl/drawings/drawing1.xml': drawing,
    'xl/drawings/_rels/drawing1.xml.rels': relationships([['image', '../media/image1.tiff']]),
  }),
});

function sheet(rows: number, random: Random): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const number = row + 2;
    return `<row r="${number}">${text(`A${number}`, drawWord(random))}${text(`B${number}`, drawWord(random))}<c r="C${number}"><v>${random.below(1_000_000) / 100}</v></c></row>`;
  });
  const head = `<row r="1">${text('A1', 'name')}${text('B1', 'topic')}${text('C1', 'amount')}</row>`;
  return `<worksheet ${sheetNamespace} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheetData>${head}${lines.join('')}</sheetData><drawing r:id="rId1"/></worksheet>`;
}

function text(cell: string, value: string): string {
  return `<c r="${cell}" t="inlineStr"><is><t>${value}</t></is></c>`;
}

/** Beside the columns (20.5.2.33). */
const drawing = `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" ${drawingNamespaces}><xdr:twoCellAnchor><xdr:from><xdr:col>4</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>7</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>11</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>${drawingPicture('xdr', 'rId1')}<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>`;
