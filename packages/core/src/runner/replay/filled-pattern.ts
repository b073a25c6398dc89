/** A text with names in braces, as a plan has it, to be found again in a journal. */
export interface FilledText {
  /** With its secrets. */
  readonly full: string;
  /** As a journal shows it, but for what is filled in. */
  readonly shown: string;
  /** Finds the names that are filled in; global. */
  readonly names: RegExp;
  /** What a value can be, as the source of a pattern with one group. */
  readonly value: string;
}

/**
 * What was filled into a text: the text in full for what a journal holds of it.
 *
 * @returns undefined for another text, `lost` when a value that was filled in is a secret nobody wrote down
 */
export type RestoreText = (recorded: string) => { readonly text: string } | 'lost' | undefined;

/** Makes what finds a text again by what was filled in. */
export function filledPattern({ full, shown, names, value }: FilledText): RestoreText {
  const pattern = new RegExp(`^${shown.split(names).map(escape).join(value)}$`, 's');
  const isWhole = [...full.matchAll(names)].length === [...shown.matchAll(names)].length;
  return (recorded) => {
    const match = pattern.exec(recorded);
    if (match === null) return undefined;
    if (!isWhole) return 'lost';
    let place = 0;
    return { text: full.replace(names, () => match[(place += 1)] ?? '') };
  };
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
