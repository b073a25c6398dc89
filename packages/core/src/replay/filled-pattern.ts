/** A text with names in braces, as a plan has it, to be found again in a journal. */
export interface FilledText {
  /** With its secrets. */
  readonly full: string;
  /** Takes the secrets out of it, as a journal does. */
  readonly redact: (text: string) => string;
  /** Finds the names that are filled in; global. */
  readonly names: RegExp;
  /** What a value can be, as the source of a pattern with one group. */
  readonly value: string;
}

/**
 * What was filled into a text: the text in full for what a journal holds of it, or undefined for another text. A name whose value the journal
 * does not hold stays in braces: its data fills it again.
 */
export type RestoreText = (recorded: string) => string | undefined;

/** Makes what finds a text again by what was filled in. */
export function filledPattern({ full, redact, names, value }: FilledText): RestoreText {
  let count = 0;
  // Numbered, so that it is known which of them are left: one that stands in a secret is taken out with it.
  const shown = redact(full.replace(names, () => `{data.${count++}}`));
  const numbers = [...shown.matchAll(numbered)].map(([, number]) => Number(number));
  const pattern = new RegExp(
    `^${shown
      .split(/\{data\.\d+\}/)
      .map(escape)
      .join(value)}$`,
    's',
  );
  return (recorded) => {
    const match = pattern.exec(recorded);
    if (match === null) return undefined;
    const filled = new Map(numbers.map((number, group) => [number, match[group + 1]]));
    let place = 0;
    return full.replace(names, (name) => filled.get(place++) ?? name);
  };
}

const numbered = /\{data\.(\d+)\}/g;

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
