import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { loadDataFile } from './data-files.ts';

const load = async (content: string | Uint8Array, name = 'data.csv') => {
  const folder = await temporaryFolder({ [name]: content });
  const loaded = await loadDataFile(join(folder, name));
  if (loaded.fault !== undefined) return { fault: loaded.fault.message };
  return { rows: loaded.rows, problems: loaded.problems.map(({ position, message }) => `${position.line}:${position.column}: ${message}`) };
};

test('CSV with a byte order mark, CRLF, quotes, empty lines and line breaks in values', async () => {
  const { rows, problems } = await load('\uFEFFsku, name \r\na-1,"Big, ""red""\r\nshoe"\r\n\r\na-2,\r\n');
  expect(problems).toEqual([]);
  expect(rows).toEqual([
    { sku: 'a-1', name: 'Big, "red"\r\nshoe' },
    { sku: 'a-2', name: '' },
  ]);
});

test('JSON', async () => {
  expect(await load('\uFEFF[{ "sku": "a-1", "price": 2.5, "sale": true }]', 'data.json')).toEqual({
    rows: [{ sku: 'a-1', price: '2.5', sale: 'true' }],
    problems: [],
  });
});

test.each([
  ['a,b\n1,2\n1\n"x\ny",2,3\n', ['3:1: The row has 1 value, and the header has 2.', '5:1: The row has 3 values, and the header has 2.']],
  ['a,__proto__\n1,2\n', ['1:1: The header has a column "__proto__", which is refused.']],
  ['constructor\n1\n', ['1:1: The header has a column "constructor", which is refused.']],
  ['a,a\n1,2\n', ['1:1: The header has the column "a" twice.']],
  ['a,\n1,2\n', ['1:1: The header has a column without a name.']],
  ['a,b}\n1,2\n', ['1:1: The header has a column "b}" with a brace or a control character.']],
  ['a,b\n', ['1:1: The file has no rows.']],
  ['', ['1:1: The file has no rows.']],
])('the CSV file %j is refused', async (content, problems) => {
  expect((await load(content)).problems).toEqual(problems);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

test('CSV with a quote left open is refused at its line', async () => {
  expect((await load('a,b\n1,2\n"x,3\n4,5\n')).problems).toEqual([expect.stringMatching(/^\d+:1: This is not valid CSV\.$/)]);
});

test.each([
  ['{}', ['1:1: The file does not hold a list.']],
  ['[]', ['1:1: The file has no rows.']],
  ['[\n  { "a": 1 }\n  { "a": 2 }\n]', ['3:3: This is not valid JSON.']],
  ['[{ "a": "x" }, 5]', ['1:1: The row 2 has no "a".']],
  ['[{ "__proto__": { "polluted": "x" } }]', [expect.stringContaining('1:1: The row 1 has a column "__proto__", which is refused.')]],
  ['[{ "a": { "b": 1 } }]', ['1:1: The row 1 has a "a" that is neither text, a number, true nor false.']],
])('the JSON file %j is refused', async (content, problems) => {
  expect((await load(content, 'data.json')).problems?.slice(0, 1)).toEqual(problems);
});

test('no more than ten rows are told of', async () => {
  expect((await load(`a,b\n${'1\n'.repeat(1000)}`)).problems?.length).toBe(10);
  expect(
    (await load(JSON.stringify(Array.from({ length: 1000 }, () => ({}))).replace('{}', '{"a":1}'), 'data.json')).problems?.length,
  ).toBe(10);
});

test('what is no data file, no text, no regular file or not there is a fault of who names it', async () => {
  expect(await load('a\n1\n', 'data.txt')).toEqual({ fault: 'It has an unknown extension.' });
  expect(await load(new Uint8Array([0xff, 0xfe, 0x00]))).toEqual({ fault: 'The file is not UTF-8 text.' });
  const folder = await temporaryFolder({ 'folder.csv/x': '' });
  expect((await loadDataFile(join(folder, 'folder.csv'))).fault).toMatchObject({ message: 'This is no regular file.' });
  expect((await loadDataFile(join(folder, 'none.csv'))).fault).toMatchObject({ message: 'There is no such file.' });
});
