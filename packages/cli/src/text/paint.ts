import { styleText } from 'node:util';

/** What may be painted. */
export type PaintStyle = 'bold' | 'dim' | 'green' | 'red' | 'yellow' | 'cyan';

/** Colours a text, or leaves it as it is. */
export type Paint = (style: PaintStyle, text: string) => string;

/** Leaves every text as it is. */
export const plainPaint: Paint = (_style, text) => text;

/** What decides whether a stream gets colours. */
export interface PaintSettings {
  readonly isTTY?: boolean | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `--no-color` was given. */
  readonly noColor?: boolean | undefined;
}

/** Paints for terminals, unless `--no-color`, `NO_COLOR` or a dumb terminal says otherwise; `FORCE_COLOR` paints anywhere. */
export function createPaint({ isTTY, env, noColor }: PaintSettings): Paint {
  if (noColor === true || isSet(env['NO_COLOR']) || env['TERM'] === 'dumb') return plainPaint;
  if (isTTY !== true && !(isSet(env['FORCE_COLOR']) && env['FORCE_COLOR'] !== '0')) return plainPaint;
  return (style, text) => styleText(style, text, { validateStream: false });
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
