import mammoth from 'mammoth';
import { parse } from 'pptxtojson/dist/index.js';
import { readSheet } from 'read-excel-file/node';
import { extractText, getDocumentProxy } from 'unpdf';
import { expect } from 'vitest';
import { forEachFile } from '../for-each-file.ts';
import type { FormatCheck } from '../format-check.ts';

const openXml = 'application/vnd.openxmlformats-officedocument';

export const officeChecks: Readonly<Record<string, FormatCheck>> = {
  pdf: {
    detected: 'application/pdf',
    readers: 'PDF.js (unpdf), the text of every page',
    open: (files) =>
      forEachFile(files, async ({ bytes }) => {
        const { totalPages, text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)));
        expect(text.length).toBe(totalPages);
        for (const page of text) expect(page).toMatch(/^[A-Z][a-z ]+\./);
      }),
  },
  docx: {
    detected: `${openXml}.wordprocessingml.document`,
    readers: 'mammoth, text and picture',
    open: (files) =>
      forEachFile(files, async ({ bytes }) => {
        const { value, messages } = await mammoth.convertToHtml({ buffer: bytes });
        expect(messages).toEqual([]);
        expect(value).toMatch(/^<p>[A-Z][a-z ]+\..*<img src="data:image\/tiff;base64,SUkq/);
      }),
  },
  xlsx: {
    detected: `${openXml}.spreadsheetml.sheet`,
    readers: 'read-excel-file, every cell',
    open: (files) =>
      forEachFile(files, async ({ bytes }) => {
        const [head, ...rows] = await readSheet(bytes);
        expect(head).toEqual(['name', 'topic', 'amount']);
        for (const row of rows) expect(row.map((cell) => typeof cell)).toEqual(['string', 'string', 'number']);
      }),
  },
  pptx: {
    detected: `${openXml}.presentationml.presentation`,
    readers: 'pptxtojson, every slide and its picture',
    open: (files) =>
      forEachFile(files, async ({ bytes }) => {
        const { slides } = await parse(new Uint8Array(bytes).buffer);
        const [first, ...others] = slides.map(({ elements }) => elements.map(({ type }) => type));
        expect(first).toEqual(['text', 'text', 'image']);
        for (const types of others) expect(types).toEqual(['text', 'text']);
      }),
  },
};
