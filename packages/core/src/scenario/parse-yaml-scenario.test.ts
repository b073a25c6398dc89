import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseYamlScenario } from './parse-yaml-scenario.ts';
import { plainScenario } from '../../test/plain-scenario.ts';
import { formatProblems } from './problem.ts';

const parse = (text: string) => parseYamlScenario(text, { file: 'browse.yaml', name: 'browse' });
const problemsOf = async (text: string) => formatProblems((await parse(text)).problems);

test('a scenario as the documentation shows it', async () => {
  const { scenario, problems } = await parse(`
name: walk
order: random            # sequential | random | shuffle | weighted
draws: 5
think: 0-1s
onFailure: continue
base: https://shop.example
instructions:
  - open: /
    expect: 2xx
  - follow: https://shop.example/
    with: { css: a.product, headers: { accept: [a, 1, true] } }
    weight: 2
    timeout: 30s
    name: product
  - follow:
  - upload: /photos
    with: { file: photo.jpg }
    expect: [201, 3xx]
    think: 500
    onFailure: stop
`);
  expect(problems).toEqual([]);
  expect(scenario && plainScenario(scenario)).toEqual({
    name: 'walk',
    order: 'random',
    draws: 5,
    think: { minMs: 0, maxMs: 1000 },
    onFailure: 'continue',
    base: 'https://shop.example',
    instructions: [
      { action: 'open', target: '/', with: {}, expect: [[200, 299]] },
      {
        action: 'follow',
        target: 'https://shop.example/',
        with: { css: 'a.product', headers: { accept: ['a', 1, true] } },
        weight: 2,
        timeoutMs: 30_000,
        name: 'product',
      },
      { action: 'follow', with: {} },
      {
        action: 'upload',
        target: '/photos',
        with: { file: 'photo.jpg' },
        expect: [
          [201, 201],
          [300, 399],
        ],
        think: { minMs: 500, maxMs: 500 },
        onFailure: 'stop',
      },
    ],
  });
});

test('instructions, targets and parameters know their places', async () => {
  const { scenario } = await parse('instructions:\n  - open: /\n    with:\n      headers: { accept: [a, b] }\n');
  expect(scenario?.instructions[0]).toMatchObject({
    position: { file: 'browse.yaml', line: 2, column: 5 },
    targetPosition: { line: 2, column: 11 },
    positions: { headers: { line: 4, column: 7 }, 'headers.accept': { line: 4, column: 18 }, 'headers.accept.1': { line: 4, column: 30 } },
  });
});

test('every problem is told at once, with a place and a hint', async () => {
  const text = `name: 5
nmae: x
order: Randon
draws: 0
think: 2s-1s
onFailure: stopp
base: /x
instructions:
  - opne: /
    expect: 2xx
    weight: .inf
  - follow: https://shop.example/
    open: /x
    with: { css: a.product, __proto__: 1, timeout: 3s, a: 1, a: 2 }
    weight: -1
    timout: 30s
    think: 99999999999999999999
  - open https://shop.example/
  - open: !Ref /x
  - open: "/x\\r\\nInjected: 1"
    expect: [200, nope]
  - upload:
  - download: [1]
    with: photo.jpg
  - {}
`;
  expect(await problemsOf(text)).toMatchInlineSnapshot(`
    "browse.yaml:1:7: \`name\` cannot be "5".
      It must be text.
    browse.yaml:2:1: Unknown key "nmae".
      Did you mean \`name\`?
    browse.yaml:3:8: Unknown order "Randon".
      Did you mean \`random\`?
    browse.yaml:4:8: \`draws\` cannot be "0".
      It must be 1 or more.
    browse.yaml:5:8: \`think\` cannot be "2s-1s".
      Write a duration or two with a dash between, such as \`0-1s\`, \`500ms\`, \`200ms-2s\` or \`0\`; or \`exponential(2s)\`, \`normal(2s,500ms)\`, \`lognormal(2s,1s,100ms-10s)\`.
    browse.yaml:6:12: \`onFailure\` cannot be "stopp".
      It must be \`continue\` or \`stop\`.
    browse.yaml:7:7: The base "/x" is not an absolute URL.
      Write scheme and host too, such as \`https://shop.example\`.
    browse.yaml:9:5: Unknown key "opne".
      Did you mean \`open\`?
    browse.yaml:11:13: The number ".inf" is not finite.
      Write a finite number.
    browse.yaml:12:5: The instruction names two actions, \`open\` and \`follow\`.
      Make two instructions of it.
    browse.yaml:14:29: The key "__proto__" is refused.
      Use another name.
    browse.yaml:14:43: \`timeout\` is no parameter of an action, but of every instruction.
      Write \`timeout\` beside \`with\`, not in it.
    browse.yaml:14:62: \`a\` is given twice.
      Keep one of them.
    browse.yaml:15:13: \`weight\` cannot be "-1".
      It must be 0 or more.
    browse.yaml:16:5: Unknown key "timout".
      Did you mean \`timeout\`?
    browse.yaml:17:12: The number "99999999999999999999" is too large to be exact.
      Put it between quotes to keep it as text.
    browse.yaml:18:5: An instruction cannot be "open https://shop.example/".
      It must be a map such as \`open: /\`.
    browse.yaml:19:16: The tag "!Ref" is refused.
      Write plain YAML without tags.
    browse.yaml:20:11: The target "/x\\r\\nInjected: 1" contains a control character.
      Remove it, or write it percent-encoded.
    browse.yaml:21:13: \`expect\` cannot be "[200,\\"nope\\"]".
      Write statuses between 100 and 999, such as \`201\`, \`2xx\`, \`200-299\` or \`200-299,304\`.
    browse.yaml:22:12: \`upload\` cannot be "null".
      It must be text.
    browse.yaml:23:15: \`download\` cannot be "[1]".
      It must be text.
    browse.yaml:24:11: \`with\` cannot be "photo.jpg".
      It must be a map of parameters.
    browse.yaml:25:5: The instruction names no action.
      Write exactly one of \`open:\`, \`follow:\`, \`upload:\`, \`download:\`."
  `);
});

test.each([
  ['nothing', ''],
  ['a list', '- open: /'],
  ['no instructions', 'name: x'],
  ['an empty list of instructions', 'instructions: []'],
  ['weights of 0 only', 'instructions: [{ open: /, weight: 0 }]'],
  ['an order nobody knows', 'order: brownian\ninstructions: [{ open: / }]'],
  ['a plan', 'seed: 1\nprofiles: []\n'],
  ['two documents', 'name: a\n---\nname: b\n'],
  ['a duplicate key', 'name: a\nname: b\ninstructions: [{ open: / }]'],
  ['a tab', 'instructions:\n\t- open: /\n'],
  ['an alias', 'base: &b https://shop.example\nname: *b\ninstructions: [{ open: / }]'],
  ['a tag that would be code', 'name: !!js/function "x"\ninstructions: [{ open: / }]'],
  ['a tag of YAML itself', 'name: !!binary aGk=\ninstructions: [{ open: / }]'],
  ['a key that is a list', '? [a]\n: 1\n'],
  ['a bracket left open', 'instructions: [{ open: / }'],
  ['a directive', '%YAML 1.1\n---\nname: a\n'],
])('a file with %s is refused', async (_, text) => {
  expect(await problemsOf(text)).toMatchSnapshot();
});

test('of a think time as a map the key is told that is wrong, at its place', async () => {
  const text = `
think: { distribution: normal, mean: soon, deviation: 1s }
instructions:
  - open: /a
    think: { max: 1s, mode: 2s }
  - open: /b
    think: { distribution: exponential }
  - open: /c
    think: { distribution: gama, mean: 1s }
  - open: /d
    think: { min: 2s, max: 1s }
  - open: /e
    think: { max: [1s] }
`;
  expect(await problemsOf(text)).toMatchInlineSnapshot(`
    "browse.yaml:2:38: \`think.mean\` cannot be "soon".
      Write a number with its unit, such as \`500ms\`, \`30s\`, \`2m\`, \`1h\` or \`1d\`.
    browse.yaml:5:23: Unknown key "mode".
      Known are: distribution, mean, deviation, min, max.
    browse.yaml:7:12: \`think.mean\` is missing: exponential think times need it.
      Write a number with its unit, such as \`500ms\`, \`30s\`, \`2m\`, \`1h\` or \`1d\`.
    browse.yaml:9:28: \`think.distribution\` cannot be "gama".
      Write one of: uniform, exponential, normal, lognormal.
    browse.yaml:11:28: \`think.max\` cannot be "1s": it is below the minimum.
      Give the lower one as the minimum.
    browse.yaml:13:19: \`think.max\` cannot be "[\\"1s\\"]".
      Write a number with its unit, such as \`500ms\`, \`30s\`, \`2m\`, \`1h\` or \`1d\`."
  `);
});

test('a byte order mark and CRLF are accepted', async () => {
  const { scenario } = await parse('\uFEFFname: a\r\ninstructions:\r\n  - open: /\r\n');
  expect(scenario?.instructions[0]?.position).toEqual({ file: 'browse.yaml', line: 3, column: 5 });
});

test('an alias bomb is refused', async () => {
  const lines = Array.from(
    { length: 9 },
    (_, level) => `a${level}: &a${level} [${Array.from({ length: 9 }, () => (level === 0 ? 'x' : `*a${level - 1}`)).join(', ')}]`,
  );
  expect(await problemsOf(lines.join('\n'))).toContain('The alias "*a0" is refused.');
});

test('deep nesting is refused before it is parsed, however it is written', async () => {
  const blocks = Array.from({ length: 500 }, (_, level) => `${' '.repeat(level)}a:\n`).join('');
  const texts = [
    '['.repeat(1000),
    '{a: '.repeat(1000),
    '- '.repeat(1000),
    '? '.repeat(1000),
    ': '.repeat(1000),
    `a: ${'['.repeat(1000)}`,
    blocks,
  ];
  for (const text of texts) {
    for (let time = 0; time < 20; time += 1) {
      expect((await parse(text)).problems.map(({ message }) => message)).toEqual(['The file is nested more than 64 levels deep.']);
    }
  }
});

test('nesting of 60 levels is not too deep', async () => {
  const value = `${'['.repeat(60)}${']'.repeat(60)}`;
  expect(await problemsOf(`instructions: [{ open: /, with: { a: ${value} } }]`)).toBe('');
});

test('many flat instructions are not too deep', async () => {
  const line = '  - { open: /, with: { a: [1, 2], b: { c: d } }, expect: 2xx }\n    # [[[ {{{ - - -\n';
  const { scenario } = await parse(`instructions:\n${line.repeat(500)}`);
  expect(scenario?.instructions.length).toBe(500);
});

test('a file of more than 256 KiB is refused', async () => {
  const keys = Array.from({ length: 200_000 }, (_, index) => `k${index}: 1`).join('\n');
  expect(await problemsOf(keys)).toBe('browse.yaml:1:1: The file is larger than 256 KiB.\n  Split it into several files.');
});

test('keys that reach a prototype are refused everywhere', async () => {
  const text =
    'constructor: { prototype: { polluted: 1 } }\ninstructions:\n  - open: /\n    with: { a: [{ __proto__: { polluted: 1 } }, { "\\x5f_proto__": 1 }] }\n';
  expect(await problemsOf(text)).toMatchInlineSnapshot(`
    "browse.yaml:1:1: The key "constructor" is refused.
      Use another name.
    browse.yaml:4:19: The key "__proto__" is refused.
      Use another name.
    browse.yaml:4:51: The key "__proto__" is refused.
      Use another name."
  `);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

test('no text makes it throw', async () => {
  const word = fc.constantFrom(
    'instructions:',
    '\n',
    '  ',
    '- ',
    'open: ',
    'with: ',
    '{',
    '}',
    '[',
    ']',
    ': ',
    ', ',
    '*a',
    '&a ',
    '!x ',
    '"',
    "'",
    '|\n',
    '? ',
    '---\n',
    '\t',
    '#',
    '__proto__',
    '1e999',
    '%',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(word, { maxLength: 40 }).map((words) => words.join('')),
      ),
      async (text) => {
        const { scenario, problems } = await parse(text);
        expect(scenario === undefined).toBe(problems.length > 0);
      },
    ),
    { numRuns: 500 },
  );
});
