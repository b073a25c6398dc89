import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { parseLineFormat } from './parse-line-format.ts';
import { parseYamlScenario } from './parse-yaml-scenario.ts';
import { plainScenario } from '../../test/plain-scenario.ts';
import { formatProblems } from './problem.ts';
import { draftInstruction, type InstructionOptions } from './instruction-draft.ts';
import { scenario } from './scenario-builder.ts';
import { actionNames, orderNames, type ActionName, type OrderName } from './scenario.ts';

/** A scenario as a person would think of it, before it is written in one notation or another. */
interface Draft {
  readonly order: OrderName;
  readonly draws: number;
  readonly instructions: readonly {
    readonly action: ActionName;
    readonly target?: string;
    readonly with: Readonly<Record<string, string | readonly string[]>>;
    readonly options: InstructionOptions;
  }[];
}

const text = fc.string({
  unit: fc.constantFrom('a', 'Z', '5', ' ', '"', "'", '\\', '#', '=', '.', '-', 'ä', '🛒', ':', '{', '\u00a0'),
  maxLength: 8,
});
const duration = fc.constantFrom('500ms', '30s', '2m');
const instruction = fc
  .record({
    action: fc.constantFrom(...actionNames),
    target: fc.constantFrom('/', '/a?b=c#d', 'https://shop.example/x', 'page.html', 'a=b', '-x', "/it's"),
    without: fc.boolean(),
    with: fc.dictionary(
      fc.constantFrom('css', 'text', 'file', 'field', 'x-1', 'a_b'),
      fc.oneof(text, fc.array(text, { minLength: 2, maxLength: 3 })),
      { noNullPrototype: true },
    ),
    options: fc.record(
      {
        expect: fc.constantFrom('2xx', '201', '200-299,304'),
        timeout: duration,
        think: fc.constantFrom('0-1s', '0', '200ms-2s', 'exponential(2s)', 'lognormal(2s,1s,0-9s)'),
        name: text.filter((name) => name.trim() !== ''),
        onFailure: fc.constantFrom('continue' as const, 'stop' as const),
        weight: fc.constantFrom(1, 2.5, 7),
        capture: fc.constantFrom<NonNullable<InstructionOptions['capture']>>(
          { token: { json: '$.a["b c"][0]' } },
          { price: { css: '.price', attr: 'content' }, x1: { regex: 'a(.+)b' }, h: { header: 'location' } },
        ),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ without, target, ...rest }) => ({ ...rest, ...(!(without && rest.action === 'follow') && { target }) }));
const draft: fc.Arbitrary<Draft> = fc
  .record({
    order: fc.constantFrom(...orderNames),
    draws: fc.integer({ min: 1, max: 100 }),
    instructions: fc.array(instruction, { minLength: 1, maxLength: 5 }),
  })
  .map((given): Draft => (given.order === 'markov' ? { ...given, instructions: asChain(given.instructions) } : given));

/** In a chain every instruction has a name, and one that follows it. */
function asChain(instructions: Draft['instructions']): Draft['instructions'] {
  return instructions.map((each, index, all) => {
    const next = { [`s.${(index + 1) % all.length}`]: 2.5, end: 1 };
    return { ...each, options: { ...each.options, name: `s.${index}`, next } };
  });
}

/** The leaves of a value by their dotted paths, lists as repeated keys. */
function dotted(value: object): [string, string][] {
  return Object.entries(value).flatMap(([key, part]: [string, unknown]): [string, string][] => {
    if (Array.isArray(part)) return part.map((each) => [key, String(each)]);
    if (typeof part === 'object' && part !== null) return dotted(part).map(([inner, leaf]) => [`${key}.${inner}`, leaf]);
    return [[key, String(part)]];
  });
}

function printLines({ order, draws, instructions }: Draft): string {
  const quote = (value: string) => `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
  const lines = instructions.map(({ action, target, with: parameters, options }) =>
    [
      action,
      target === undefined ? '-' : quote(target),
      ...dotted({ ...parameters, ...options }).map(([key, value]) => `${key}=${quote(value)}`),
    ].join(' '),
  );
  return [`#${order} draws=${draws}`, ...lines].join('\n');
}

function printYaml({ order, draws, instructions }: Draft): string {
  const items = instructions.map(({ action, target, with: parameters, options }) => ({
    [action]: target ?? null,
    with: parameters,
    ...options,
  }));
  return stringify({ order, draws, instructions: items }, { aliasDuplicateObjects: false });
}

test('a scenario is the same value in all three notations', async () => {
  await fc.assert(
    fc.asyncProperty(draft, async (given) => {
      const built = scenario(
        'browse',
        { order: given.order, draws: given.draws },
        given.instructions.map(({ action, ...parts }) => draftInstruction(action, parts)),
      );
      const lines = parseLineFormat(printLines(given), { file: 'browse.txt', name: 'browse' });
      const yaml = await parseYamlScenario(printYaml(given), { file: 'browse.yaml', name: 'browse' });
      expect(formatProblems([...lines.problems, ...yaml.problems])).toBe('');
      expect(lines.scenario && plainScenario(lines.scenario)).toEqual(plainScenario(built));
      expect(yaml.scenario && plainScenario(yaml.scenario)).toEqual(plainScenario(built));
    }),
    { numRuns: 300 },
  );
});
