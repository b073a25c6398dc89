import type { DataRow } from '../people/feeder.ts';
import { columnOf, placeholdersIn, required, sampleLookup, type Lookup, type Placeholder } from './placeholder.ts';
import type { WrittenParameters } from './read-parameters.ts';

/** A name in a parameter, and the dotted path of that. */
export interface PlacedName extends Placeholder {
  readonly path: string;
}

/** Parameters that name columns or variables. */
export interface ParameterTemplate {
  readonly names: readonly PlacedName[];
  /** Puts values in place of the names. Throws `variable_missing`. */
  fill(lookup: Lookup): WrittenParameters;
}

/** The parameters of an instruction, and what can be known of them before it is played. */
export interface StepParameters {
  /** As written, or for a template as they would be with the row, or with examples. */
  readonly sample: WrittenParameters;
  /** Set when they change from action to action. */
  readonly template: ParameterTemplate | undefined;
  /** Dotted paths of what only an example stands for: what a schema says of those means nothing. */
  readonly guesses: readonly string[];
}

/** Looks for names in parameters. `row` is a row of data they may be tried with. */
export function readTemplate(written: WrittenParameters, row: DataRow | undefined): StepParameters {
  const template = parameterTemplate(written);
  if (template === undefined) return { sample: written, template, guesses: [] };
  const guesses = template.names.filter(({ kind, name }) => kind === 'var' || columnOf(row, name) === undefined);
  return { sample: template.fill(sampleLookup(row)), template, guesses: guesses.map(({ path }) => path) };
}

/**
 * Makes a template of parameters whose texts name columns or variables, at any depth; keys are never touched. A value stays text: it is not
 * looked at again, and in a text that is JSON it is escaped, so that it never becomes a key or ends a string.
 *
 * @returns undefined when they are the same each time
 */
export function parameterTemplate(written: WrittenParameters): ParameterTemplate | undefined {
  const names: PlacedName[] = [];
  const fill = compileRecord(written, { path: '', around: [], names });
  return fill && { names, fill };
}

/** Where a value stands: its dotted path, and the objects around it. */
interface Place {
  readonly path: string;
  readonly around: readonly object[];
  readonly names: PlacedName[];
}

/** Undefined for what is the same each time. */
type Fill<Value> = ((lookup: Lookup) => Value) | undefined;

function compile(value: unknown, place: Place): Fill<unknown> {
  if (typeof value === 'string') return compileText(value, place);
  // A value made in code may hold itself.
  if (typeof value !== 'object' || value === null || place.around.includes(value)) return undefined;
  if (Array.isArray(value)) return compileList(value, place);
  return isPlain(value) ? compileRecord({ ...value }, { ...place, around: [...place.around, value] }) : undefined;
}

function compileText(text: string, { path, names }: Place): Fill<string> {
  const found = placeholdersIn(text);
  if (found.length === 0) return undefined;
  names.push(...found.map((name) => ({ ...name, path })));
  const escape = isJson(text) ? (value: string) => JSON.stringify(value).slice(1, -1) : (value: string) => value;
  return (lookup) =>
    text.replace(/\{(data|var)\.([^{}]+)\}/g, (_, kind: Placeholder['kind'], name: string) => escape(required(lookup, kind, name)));
}

function compileList(list: readonly unknown[], place: Place): Fill<readonly unknown[]> {
  const around = [...place.around, list];
  const fills = list.map((item, index) => compile(item, { ...place, around, path: inside(place, String(index)) }));
  if (fills.every((fill) => fill === undefined)) return undefined;
  return (lookup) => list.map((item, index) => fills[index]?.(lookup) ?? item);
}

function compileRecord(record: Readonly<Record<string, unknown>>, place: Place): Fill<Readonly<Record<string, unknown>>> {
  const entries = Object.entries(record).map(([key, value]) => ({
    key,
    value,
    fill: compile(value, { ...place, path: inside(place, key) }),
  }));
  if (entries.every(({ fill }) => fill === undefined)) return undefined;
  return (lookup) => Object.fromEntries(entries.map(({ key, value, fill }) => [key, fill === undefined ? value : fill(lookup)]));
}

function inside({ path }: Place, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function isJson(text: string): boolean {
  if (!/^\s*[[{"]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
