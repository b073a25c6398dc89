import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { elementsOf, escapeXml, parseXml, textOf } from './xml.ts';

describe('an answer of a store', () => {
  test('is read with its entities, its spaces and its digits', () => {
    const page = parseXml(
      '<?xml version="1.0"?>\n<Page xmlns="x"><Item><Key> 007 &amp;&#39;&#x41; </Key><Size>1</Size></Item><Item/><Empty/></Page>',
    );
    if (page === undefined) throw new Error('It is XML.');
    expect(elementsOf(page, 'Item').map((item) => textOf(item, 'Key'))).toEqual([" 007 &'A ", undefined]);
    expect(textOf(page, 'Empty')).toBe('');
    expect(textOf(page, 'constructor')).toBeUndefined();
  });

  test.each(['', 'plain text', '<Page><Item>', '<Page><Item></Page', '{}'])('that is not all of it, or no XML, is none: %j', (text) => {
    expect(parseXml(text)).toBeUndefined();
  });

  test('declares no entities of its own', () => {
    const bomb = '<!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Page><Key>&b;</Key></Page>';
    expect(JSON.stringify(parseXml(bomb))).not.toContain('aaaa');
  });
});

test('what is written between tags is read again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const page = parseXml(`<Page><Key>${escapeXml(text)}</Key></Page>`);
      expect(page && textOf(page, 'Key')).toBe(text);
    }),
  );
});
