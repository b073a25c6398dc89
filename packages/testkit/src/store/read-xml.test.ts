import fc from 'fast-check';
import { expect, test } from 'vitest';
import { childText, readXml } from './read-xml.ts';
import { StoreError } from './store-error.ts';
import { element, xmlDocument } from './write-xml.ts';

const character = fc
  .integer({ min: 0, max: 0x10_ff_ff })
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code));

test('any text that is written is read again', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.oneof(character, fc.string({ minLength: 1, maxLength: 1 }), fc.constantFrom('\r', '\n', '\0', '&', ']]>')) }),
      (text) => {
        expect(childText(readXml(xmlDocument('Delete', [element('Key', text)])), 'Key')).toBe(text);
      },
    ),
  );
});

test('elements nest, attributes are dropped, references are decoded', () => {
  const root = readXml(
    `<?xml version="1.0"?>\n<Delete xmlns='x' a:b="c">\n <Object><Key>a&#x20;&amp;&#66;</Key></Object><Quiet/></Delete>\n`,
  );
  expect(root.children.map(({ name }) => name)).toEqual(['Object', 'Quiet']);
  expect(childText(root.children[0] ?? root, 'Key')).toBe('a &B');
});

test.each([
  '',
  'text',
  '<a>',
  '<a></b>',
  '<a/><b/>',
  '</a>',
  '<a>&nbsp;</a>',
  '<a>&</a>',
  '<a>&#x110000;</a>',
  '<a><!-- no --></a>',
  '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
  '<a><![CDATA[b]]></a>',
  '<a b=c></a>',
  '<a>'.repeat(20),
])('what is not XML, or not of S3, is refused: %j', (source) => {
  expect(() => readXml(source)).toThrow(StoreError);
});

test('a long hostile document is refused in linear time', () => {
  for (const source of ['<a '.repeat(200_000), '<a b="'.repeat(200_000), '<'.repeat(400_000), `<a${' '.repeat(400_000)}`]) {
    expect(() => readXml(source)).toThrow(StoreError);
  }
});
