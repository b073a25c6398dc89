import type { Instruction, Scenario } from '../scenario/scenario.ts';
import { nearestWord } from '../support/nearest-word.ts';
import { InputRefusal, targetPath } from './input-refusal.ts';
import { parameterTemplate } from './parameter-template.ts';
import { placeholdersIn, type Placeholder } from './placeholder.ts';
import type { WrittenParameters } from './read-parameters.ts';

/** What scenarios may name that they do not capture themselves. */
export interface GivenNames {
  /** The columns of data users have: `{data.sku}`. @default none */
  readonly columns?: readonly string[] | undefined;
  /** Variables captured before the scenarios, `{var.token}`: by a start scenario. @default none */
  readonly variables?: readonly string[] | undefined;
  /** Who plays a scenario and has not what it names. @default nobody */
  readonly findLack?: ((scenario: string, named: Placeholder) => string | undefined) | undefined;
}

/** What the instructions of a scenario may name. */
export interface KnownNames {
  /** Undefined when there is no data. */
  readonly columns: readonly string[] | undefined;
  /** Variables that can be there when the instruction is played. */
  readonly captured: ReadonlySet<string>;
  /** Variables that are captured anywhere in the scenario. */
  readonly all: ReadonlySet<string>;
  /** Those of `captured` that this scenario captures itself. */
  readonly own: ReadonlySet<string>;
  /** Who plays the scenario and has not what it names. */
  findLack(named: Placeholder): string | undefined;
  /** Goes on to the instruction after this one. */
  pass(instruction: Instruction): void;
}

/** What can be named in a scenario. Where instructions are played in the order written, a variable is there only after it was captured. */
export function knownNames(
  { name: scenario, order, instructions }: Scenario,
  { columns, variables = [], findLack }: GivenNames,
): KnownNames {
  const ever = instructions.flatMap(({ capture = {} }) => Object.keys(capture));
  const all = new Set([...variables, ...ever]);
  const own = new Set(order === 'sequential' ? [] : ever);
  const captured = new Set([...variables, ...own]);
  return {
    columns,
    captured,
    all,
    own,
    findLack: (named) => findLack?.(scenario, named),
    pass({ capture = {} }) {
      for (const name of Object.keys(capture)) {
        captured.add(name);
        own.add(name);
      }
    },
  };
}

/** What a target and parameters name and is not there. */
export function checkNames({
  target = '',
  parameters,
  known,
}: {
  readonly target: string | undefined;
  readonly parameters: WrittenParameters;
  readonly known: KnownNames;
}): readonly InputRefusal[] {
  const named = [...placeholdersIn(target).map((name) => ({ ...name, path: targetPath })), ...(parameterTemplate(parameters)?.names ?? [])];
  return named.flatMap(({ path, ...name }) => {
    const fault = name.kind === 'data' ? columnFault(name, known) : variableFault(name, known);
    return fault === undefined ? [] : [new InputRefusal('input_invalid', { path, ...fault })];
  });
}

interface NameFault {
  readonly message: string;
  readonly hint: string;
}

function columnFault(placeholder: Placeholder, { columns, findLack }: KnownNames): NameFault | undefined {
  const { name } = placeholder;
  if (columns === undefined) {
    return {
      message: `\`{data.${name}}\` names data, but there is none.`,
      hint: 'Give the plan, or each profile that plays this, `data`.',
    };
  }
  if (columns.includes(name)) {
    const who = findLack(placeholder);
    return who === undefined ? undefined : lackFault(who, `no data "${name}"`);
  }
  return { message: `The data has no column "${name}".`, hint: hintFor(name, columns, 'Its columns are') };
}

function variableFault(placeholder: Placeholder, { captured, own, all, findLack }: KnownNames): NameFault | undefined {
  const { name } = placeholder;
  if (own.has(name)) return undefined;
  if (captured.has(name)) {
    const who = findLack(placeholder);
    return who === undefined ? undefined : lackFault(who, `no start scenario that captures \`{var.${name}}\``);
  }
  if (all.has(name)) {
    return { message: `\`{var.${name}}\` is captured only afterwards.`, hint: 'Put the instruction that captures it before this one.' };
  }
  const message = `Nothing captures \`{var.${name}}\`.`;
  if (all.size > 0) return { message, hint: hintFor(name, [...all], 'Captured are') };
  return { message, hint: `Give an instruction before it a \`capture\`, such as \`capture.${name}.json=$.${name}\`.` };
}

function lackFault(who: string, what: string): NameFault {
  return {
    message: `"${who}" plays this and has ${what}.`,
    hint: 'Give it to each profile that plays this, or name in `scenarios` what each profile plays.',
  };
}

function hintFor(name: string, known: readonly string[], otherwise: string): string {
  const nearest = nearestWord(name, known);
  if (nearest !== undefined) return `Did you mean \`${nearest}\`?`;
  const shown = known.slice(0, 20).join(', ');
  return `${otherwise}: ${shown}${known.length > 20 ? ', ...' : ''}.`;
}
