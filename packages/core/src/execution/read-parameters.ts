import type { AnyActionDefinition, SitePlugin } from '../plugin/plugin.ts';
import { validateWith, type ValidationIssue } from '../plugin/validate-with.ts';
import { engineKeys } from '../scenario/engine-keys.ts';
import type { Instruction } from '../scenario/scenario.ts';
import { nearestWord } from '../support/nearest-word.ts';
import type { StandardSchema } from '../support/standard-schema.ts';
import { isSecretName } from '../telemetry/secret-name.ts';
import { InputRefusal } from './input-refusal.ts';

/** Parameters as written, without what is the engine's. */
export type WrittenParameters = Readonly<Record<string, unknown>>;

/** What parameters are read for. */
export interface ReadParametersOptions {
  readonly definition: AnyActionDefinition;
  readonly plugin: SitePlugin;
  readonly instruction: Instruction;
  /** Dotted paths of what only an example stands for: what the schema says of those is not told. @default none */
  readonly guesses?: readonly string[];
}

/**
 * Holds the parameters of an instruction against the schema of who takes it.
 *
 * @returns what the schema made of them
 * @throws InputRefusal `params_invalid` with every issue, at the first of them.
 */
export function readParameters(written: WrittenParameters, options: ReadParametersOptions): unknown {
  const { definition, plugin, instruction, guesses = [] } = options;
  const { action } = instruction;
  if (definition.params === undefined) {
    const [unknown] = Object.keys(written);
    if (unknown === undefined) return written;
    throw new InputRefusal('params_invalid', {
      path: unknown,
      message: `Plugin "${plugin.instance}" takes no parameters for ${action}, but "${unknown}" is given.`,
      ...hintFor(unknown, engineKeys),
    });
  }
  const result = validateWith(definition.params, written);
  if (result.issues === undefined) return result.value;
  const sure = result.issues.filter((issue) => namedIn(issue, written) !== undefined || !isAbout(issue.path, guesses));
  const issues = sure.length > 0 ? sure : result.issues;
  const [first] = issues;
  const unknown = first === undefined ? undefined : namedIn(first, written);
  throw new InputRefusal('params_invalid', {
    path: unknown ?? first?.path ?? '',
    isGuess: sure.length === 0,
    message: `Plugin "${plugin.instance}" refuses the parameters of this ${action}: ${issues.map((issue) => describe(issue, { written, instruction })).join('; ')}.`,
    ...(unknown !== undefined && hintFor(unknown, [...engineKeys, ...knownNames(definition.params)])),
  });
}

/** Whether a path is that of a guess, or of what holds one. */
function isAbout(path: string, guesses: readonly string[]): boolean {
  return guesses.some((guess) => path === '' || `${guess}.`.startsWith(`${path}.`));
}

function describe(
  { path, message }: ValidationIssue,
  { written, instruction }: { readonly written: WrittenParameters; readonly instruction: Instruction },
): string {
  if (path === '') return message;
  const [asWritten, value] = [instruction.with, written].map((parameters) =>
    Object.hasOwn(parameters, path) ? shown(parameters[path]) : '',
  );
  const values = isSecretName(path) ? '' : asWritten === value ? value : `${asWritten} is${value}`;
  return `${path}${values}: ${message}${instruction.repeated?.includes(path) === true ? ' (it is given twice)' : ''}`;
}

function shown(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? ` "${value}"` : '';
}

/** The unknown parameter an issue of the whole object is about, when its message quotes one. */
function namedIn({ path, message }: ValidationIssue, written: WrittenParameters): string | undefined {
  return path === '' ? Object.keys(written).find((name) => message.includes(`"${name}"`)) : undefined;
}

/** The names of an object schema that tells them, as zod's do. */
function knownNames(schema: StandardSchema): readonly string[] {
  return 'shape' in schema && typeof schema.shape === 'object' && schema.shape !== null ? Object.keys(schema.shape) : [];
}

function hintFor(word: string, known: readonly string[]): { readonly hint?: string } {
  const nearest = nearestWord(word, known);
  return nearest === undefined ? {} : { hint: `Did you mean \`${nearest}\`?` };
}
