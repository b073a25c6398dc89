import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseLineFormat } from './parse-line-format.ts';
import { formatProblems } from './problem.ts';
import { plainScenario } from '../../test/plain-scenario.ts';

const parse = (text: string) => parseLineFormat(text, { file: 'browse.txt', name: 'browse' });
const problemsOf = (text: string) => formatProblems(parse(text).problems);
const instructionsOf = (text: string) => {
  const { scenario, problems } = parse(text);
  expect(formatProblems(problems)).toBe('');
  return scenario === undefined ? [] : plainScenario(scenario).instructions;
};

test('a scenario as the documentation shows it', () => {
  const { scenario, problems } = parse(`
#Random draws=5 think=0-1s           # header
open     https://shop.example/
follow   text="Next page"             # no URL: a link of the current page
follow   https://shop.example/ css=a.product
upload   https://shop.example/photos photo.jpg field=image expect=201
download https://shop.example/manual.pdf sha256=abc name=manual timeout=30s weight=2
`);
  expect(problems).toEqual([]);
  expect(scenario && plainScenario(scenario)).toEqual({
    name: 'browse',
    order: 'random',
    draws: 5,
    think: { minMs: 0, maxMs: 1000 },
    instructions: [
      { action: 'open', target: 'https://shop.example/', with: {} },
      { action: 'follow', with: { text: 'Next page' } },
      { action: 'follow', target: 'https://shop.example/', with: { css: 'a.product' } },
      { action: 'upload', target: 'https://shop.example/photos', with: { file: 'photo.jpg', field: 'image' }, expect: [[201, 201]] },
      {
        action: 'download',
        target: 'https://shop.example/manual.pdf',
        with: { sha256: 'abc' },
        name: 'manual',
        timeoutMs: 30_000,
        weight: 2,
      },
    ],
  });
});

test('instructions, targets and parameters know their places', () => {
  const { scenario } = parse('#Sequential\n\n  upload /photos photo.jpg headers.accept="a b"\n');
  expect(scenario?.instructions[0]).toMatchObject({
    position: { file: 'browse.txt', line: 3, column: 3 },
    targetPosition: { line: 3, column: 10 },
    positions: { file: { line: 3, column: 18 }, 'headers.accept': { line: 3, column: 28 } },
  });
});

test('without a header the order is sequential, and a header may be of any case', () => {
  expect(parse('open /').scenario?.order).toBe('sequential');
  expect(parse('\uFEFF\r\n#SHUFFLE\r\nopen /\r\n').scenario?.order).toBe('shuffle');
  expect(parse('#weighted name=w base=https://shop.example onFailure=stop\nopen /').scenario).toMatchObject({
    order: 'weighted',
    name: 'w',
    base: 'https://shop.example',
    onFailure: 'stop',
  });
});

test('a header is a header only in the first line that is not blank, and a comment is none', () => {
  expect(parse('# Random walks\nopen /').scenario?.order).toBe('sequential');
  expect(parse('#shop pages\nopen /').scenario?.order).toBe('sequential');
  expect(parse('open /\n#Random\n').scenario?.order).toBe('sequential');
});

test('# begins a comment at the start of a word only', () => {
  expect(instructionsOf('open /page#part # why\nfollow css=#next\nfollow css="# a"')).toEqual([
    { action: 'open', target: '/page#part', with: {} },
    { action: 'follow', with: { css: '#next' } },
    { action: 'follow', with: { css: '# a' } },
  ]);
});

test('the second word is the target unless it is key=value or a dash', () => {
  expect(instructionsOf("follow - 'Next page'\nfollow /list Next\nfollow rel=next\nopen a?b=c\nopen 'x=1'")).toEqual([
    { action: 'follow', with: { text: 'Next page' } },
    { action: 'follow', target: '/list', with: { text: 'Next' } },
    { action: 'follow', with: { rel: 'next' } },
    { action: 'open', target: 'a?b=c', with: {} },
    { action: 'open', target: 'x=1', with: {} },
  ]);
});

test('backslashes escape in double quotes only, and only a quote or a backslash', () => {
  expect(instructionsOf(String.raw`follow text="say \"hi\" \\ \n"` + '\n' + String.raw`follow text='C:\x\'`)).toEqual([
    { action: 'follow', with: { text: String.raw`say "hi" \ \n` } },
    { action: 'follow', with: { text: 'C:\\x\\' } },
  ]);
});

test('values stay text, dots nest, a repeated key makes a list', () => {
  const { scenario } = parse('open / query.page=1 query.tag=a query.tag=b contains=x contains=y');
  expect(scenario?.instructions[0]?.with).toEqual({ query: { page: '1', tag: ['a', 'b'] }, contains: ['x', 'y'] });
  expect(scenario?.instructions[0]?.repeated).toEqual(['query.tag', 'contains']);
});

test('every problem is told at once, with a place and a hint', () => {
  const text = `#Random drws=3 draws=0 think=1-2
opne https://shop.example/
open
open http://user:secret@shop.example/ more
open javascript:alert(1) timeout=0 timeout=1s
follow "Next page"
follow text="Next
open "a"b
open / constructor.x=1 a..b=1 a=1 a.b=2 name.x=1
upload localhost:8080/a photo.jpg twice weight=-1 expect=99
open /\u0000
`;
  expect(problemsOf(text)).toMatchInlineSnapshot(`
    "browse.txt:1:9: Unknown key "drws".
      Did you mean \`draws\`?
    browse.txt:1:22: \`draws\` cannot be "0".
      Write a whole number from 1 to 1000000.
    browse.txt:1:30: \`think\` cannot be "1-2".
      Write a duration or two with a dash between, such as \`0-1s\`, \`500ms\`, \`200ms-2s\` or \`0\`; or \`exponential(2s)\`, \`normal(2s,500ms)\`, \`lognormal(2s,1s,100ms-10s)\`.
    browse.txt:2:1: Unknown action "opne".
      Did you mean \`open\`?
    browse.txt:3:1: \`open\` needs a target.
      Only \`follow\` can do without: it uses the current page.
    browse.txt:4:6: The target "http://REDACTED@shop.example/" carries a user name or a password.
      Leave it out of the URL; the generic plugin takes \`auth=user:password\`.
    browse.txt:4:39: Unexpected "more".
      \`open\` takes only key=value after the URL; a value with spaces goes between quotes.
    browse.txt:5:6: The target "javascript:alert(1)" has the scheme "javascript:".
      Only http:, https: and s3: can be played.
    browse.txt:5:34: \`timeout\` cannot be "0".
      Write a number with its unit, such as \`500ms\`, \`30s\`, \`2m\`, \`1h\` or \`1d\`. It is above 0.
    browse.txt:5:36: \`timeout\` is given twice.
      Keep one of them.
    browse.txt:6:9: The target "Next page" contains white space.
      Write \`%20\` for a space; a link is chosen by \`text="..."\`.
    browse.txt:7:13: A quote is opened and never closed.
      Close it with ".
    browse.txt:8:9: A closing quote is followed by more text.
      Put white space after the quote, or all of it between quotes.
    browse.txt:9:8: The key "constructor.x" is refused.
      Use another name.
    browse.txt:9:24: The key "a..b" has an empty part.
      Write one name between two dots.
    browse.txt:9:35: The key "a.b" is a value and a group of values at once.
      Give either \`a=b\`, or \`a.c=d\`.
    browse.txt:9:41: \`name\` has no parts.
      Write \`name=value\`.
    browse.txt:10:8: The target "localhost:8080/a" has no scheme.
      Write \`http://localhost:8080/a\`.
    browse.txt:10:35: Unexpected "twice".
      A bare word comes right after the URL, and only one; a value with spaces goes between quotes.
    browse.txt:10:48: \`weight\` cannot be "-1".
      Write a number from 0 up.
    browse.txt:10:58: \`expect\` cannot be "99".
      Write statuses between 100 and 999, such as \`201\`, \`2xx\`, \`200-299\` or \`200-299,304\`.
    browse.txt:11:7: The line contains the control character "\\u0000".
      Remove it."
  `);
});

test('a misspelt header is told apart from a comment', () => {
  expect(problemsOf('#Sequental\nopen /')).toMatchInlineSnapshot(`
    "browse.txt:1:2: Unknown order "Sequental".
      Did you mean \`sequential\`? In a comment, put a space after #."
  `);
  expect(problemsOf('#Random walk through the shop\nopen /')).toMatchInlineSnapshot(`
    "browse.txt:1:9: The header takes only key=value, not "walk".
      In a comment, put a space after #."
  `);
});

test('a scenario that leaves nothing to play is a problem', () => {
  expect(problemsOf('')).toMatchInlineSnapshot(`
    "browse.txt:1:1: The scenario "browse" has no instructions.
      Write at least one, such as \`open https://shop.example/\`."
  `);
  expect(problemsOf('#Weighted\nopen / weight=0\nopen /a weight=0')).toMatchInlineSnapshot(`
    "browse.txt:1:1: All instructions of the scenario "browse" have the weight 0: none could be drawn.
      Give at least one of them a weight above 0."
  `);
});

test('no text makes it throw', () => {
  const word = fc.constantFrom(
    'open',
    'upload',
    '#Random',
    '#',
    '=',
    '"',
    "'",
    '\\',
    ' ',
    '\n',
    '.',
    'a=',
    '/',
    '-',
    '__proto__=',
    'expect=',
    'ä',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(word, { maxLength: 40 }).map((words) => words.join('')),
      ),
      (text) => {
        const { scenario, problems } = parse(text);
        expect(scenario === undefined).toBe(problems.length > 0);
      },
    ),
    { numRuns: 1000 },
  );
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

test('a key of very many parts is refused', () => {
  expect(problemsOf(`open / ${'a.'.repeat(100_000)}a=1`)).toContain('has more than 16 parts');
});
