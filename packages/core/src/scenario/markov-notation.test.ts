import { describe, expect, test } from 'vitest';
import { parseLineFormat } from './parse-line-format.ts';
import { parseYamlScenario } from './parse-yaml-scenario.ts';
import { formatProblems } from './problem.ts';
import { open, scenario } from './scenario-builder.ts';

function problemsOf(text: string): string {
  return formatProblems(parseLineFormat(text, { file: 'shop.txt', name: 'shop' }).problems);
}

test('a chain in the line format: names may have dots, one name alone always comes next', () => {
  const { scenario: shop, problems } = parseLineFormat(
    '#Markov draws=3\nopen / name=home next=the.list\nopen /list name=the.list next.home=0.5 next.the.list=2 next.end=1\n',
    { file: 'shop.txt', name: 'shop' },
  );
  expect(problems).toEqual([]);
  expect(shop).toMatchObject({ order: 'markov', draws: 3 });
  expect(shop?.instructions.map(({ next }) => next)).toEqual([{ 'the.list': 1 }, { home: 0.5, 'the.list': 2, end: 1 }]);
});

describe('what is wrong with a chain is told before anything is sent', () => {
  test('unknown and duplicate names, and `next` that leads nowhere', () => {
    expect(
      problemsOf(`#Markov
open /a name=home next.prodct=1
open /b name=product next.end=0
open /c name=product next.end=1
open /d name=end
open /e next.__proto__=1 next.a=1
open /f next=home next.end=1
open /g next.home=many
`),
    ).toMatchInlineSnapshot(`
      "shop.txt:3:22: All weights in \`next\` are 0: nothing could come next.
        Leave \`next\` out to end the play there.
      shop.txt:6:9: The key "next.__proto__" is refused.
        Use another name.
      shop.txt:7:19: \`next\` is given twice.
        Keep one of them.
      shop.txt:8:9: The weight of "home" in \`next\` cannot be "many".
        Write a number from 0 up."
    `);
    expect(
      problemsOf(`#Markov
open /a name=home next.prodct=1
open /c name=product next.end=1
open /d name=product
open /e name=end
`),
    ).toMatchInlineSnapshot(`
      "shop.txt:2:1: Unknown name in \`next\`: "prodct".
        Did you mean \`product\`?
      shop.txt:4:1: The name "product" is there twice.
        In a markov scenario each needs one of its own.
      shop.txt:5:1: An instruction of a markov scenario cannot be called "end".
        It ends a play."
    `);
  });

  test('instructions that are never reached', () => {
    expect(problemsOf('#Markov\nopen /a name=a next.b=0 next.end=1\nopen /b name=b next.a=1\nopen /c\n')).toMatchInlineSnapshot(`
      "shop.txt:3:1: "b" can never be reached.
        Write its name in \`next\` of an instruction that is reached, with a weight above 0, or leave it out.
      shop.txt:4:1: "open /c" can never be reached.
        Give it a \`name\`, and write that in \`next\` of another instruction."
    `);
  });

  test('`next` where the order is another', () => {
    expect(problemsOf('#Random\nopen / next=end\n')).toMatchInlineSnapshot(`
      "shop.txt:2:1: \`next\` means nothing in the order \`random\`.
        Set the order to \`markov\`, or leave \`next\` out."
    `);
  });

  test('in YAML and in code', async () => {
    const text = 'order: markov\ninstructions:\n  - open: /\n    name: home\n    next: { hme: 1 }\n  - open: /x\n    next: { a: -1 }\n';
    const { problems } = await parseYamlScenario(text, { file: 'shop.yaml', name: 'shop' });
    expect(formatProblems(problems)).toMatchInlineSnapshot(`
      "shop.yaml:7:11: The weight of "a" in \`next\` cannot be "-1".
        Write a number from 0 up."
    `);
    expect(() => scenario('shop', { order: 'markov' }, [open('/', {}, { next: { hme: 1 } })])).toThrow('Unknown name in `next`: "hme".');
    expect(() => open('/', {}, { next: {} })).toThrow('open: `next` cannot be "{}".');
  });
});

test('a chain with problems is judged without what comes next', () => {
  const { draft } = parseLineFormat('#Markov\nopne / name=home next=list\nopen https://a.example/ name=list next=home\n', {
    file: 'shop.txt',
    name: 'shop',
  });
  expect(draft).toMatchObject({ order: 'sequential', instructions: [{ name: 'list' }] });
  expect(draft?.instructions[0]?.next).toBeUndefined();
});
