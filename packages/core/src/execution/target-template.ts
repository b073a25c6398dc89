/** What a target may name with braces, and what each stands for. */
export interface TargetNames {
  /** The run id. */
  readonly run: string;
  /** The user id, `/` written as `-`. */
  readonly user: string;
  readonly play: number;
  readonly index: number;
}

const placeholder = /\{(run|user|play|index)\}/g;

/** Whether a target changes from action to action: it names `{run}`, `{user}`, `{play}` or `{index}`. */
export function isTemplate(target: string): boolean {
  placeholder.lastIndex = 0;
  return placeholder.test(target);
}

/** Puts values in place of the names in braces, once, left to right. */
export function expandTarget(target: string, names: TargetNames): string {
  return target.replace(placeholder, (_, name: keyof TargetNames) => encodeURIComponent(String(names[name]).replaceAll('/', '-')));
}

/** The same target in every run: the run id is written `{run}`. */
export function canonicalTarget(target: string, names: TargetNames): string {
  return expandTarget(target, { ...names, run: '{run}' }).replaceAll('%7Brun%7D', '{run}');
}

/** Names that stand for nothing yet, to see where a template leads. */
export const sampleNames: TargetNames = { run: 'run', user: 'user', play: 0, index: 0 };
