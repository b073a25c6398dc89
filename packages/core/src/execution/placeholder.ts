import { RushhourError } from '../errors/rushhour-error.ts';
import type { DataRow } from '../people/feeder.ts';

/** What a name in braces can be: of the engine, a column of data (`{data.sku}`), or a variable that was captured (`{var.token}`). */
export type PlaceholderKind = 'run' | 'user' | 'play' | 'index' | 'data' | 'var';

/** What a name in braces stands for, undefined when there is nothing; `name` is that of the column or variable. */
export type Lookup = (kind: PlaceholderKind, name: string) => string | undefined;

/** A column or variable that something written names. */
export interface Placeholder {
  readonly kind: 'data' | 'var';
  readonly name: string;
}

/** Columns and variables that a text names. */
export function placeholdersIn(text: string): readonly Placeholder[] {
  return [...text.matchAll(/\{(?:data\.([^{}]+)|var\.([^{}]+))\}/g)].map(([, column, variable]) =>
    column === undefined ? { kind: 'var', name: variable ?? '' } : { kind: 'data', name: column },
  );
}

/** What names stand for before anything is played: those of the row where there is one, else examples. */
export function sampleLookup(row?: DataRow): Lookup {
  const examples = { run: 'run', user: 'user', play: '0', index: '0', data: 'sample', var: 'sample' } as const;
  return (kind, name) => (kind === 'data' ? columnOf(row, name) : undefined) ?? examples[kind];
}

/** The value of a column; only of a row's own: nothing is inherited. */
export function columnOf(row: DataRow | undefined, name: string): string | undefined {
  return row !== undefined && Object.hasOwn(row, name) ? row[name] : undefined;
}

/**
 * What a name stands for.
 *
 * @throws RushhourError `variable_missing`
 */
export function required(lookup: Lookup, kind: PlaceholderKind, name: string): string {
  const value = lookup(kind, name);
  if (value !== undefined) return value;
  const message = kind === 'data' ? `The user has no data "${name}" in this play.` : `Nothing was captured as "${name}" in this play.`;
  throw new RushhourError('variable_missing', { message });
}
