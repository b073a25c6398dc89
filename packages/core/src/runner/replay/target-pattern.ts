import { isTemplate } from '../../execution/target-template.ts';
import { redactUrl } from '../../telemetry/redact-url.ts';

/** A target as a plan has it, to be found again in a journal. */
export interface TargetPattern {
  /**
   * The target in full for what a journal holds of it: secrets are back, `{run}` and `{var.name}` are still to be filled in.
   *
   * @returns undefined when the journal's is another target, `lost` when a value that was filled in is a secret nobody wrote down
   */
  restore(recorded: string): { readonly target: string } | 'lost' | undefined;
}

/** What a journal holds the value of; the run id and what was captured stay in braces. */
const filledIn = /\{(?:user|play|index|data\.[^{}]+)\}/g;
/** A value as it is filled in: percent-encoded. */
const value = '([^/?#&=]*)';

/** Makes the pattern of a target that is resolved, templates kept. */
export function targetPattern(target: string): TargetPattern {
  if (!isTemplate(target)) {
    const href = URL.canParse(target) ? new URL(target).href : target;
    const shown = redactUrl(href);
    return { restore: (recorded) => (recorded === shown ? { target: href } : undefined) };
  }
  const shown = redactUrl(target);
  const pattern = new RegExp(`^${shown.split(filledIn).map(escape).join(value)}$`);
  const count = target.match(filledIn)?.length ?? 0;
  const countShown = shown.match(filledIn)?.length ?? 0;
  return {
    restore(recorded) {
      const match = pattern.exec(recorded);
      if (match === null) return undefined;
      if (countShown !== count) return 'lost';
      let place = 0;
      return { target: target.replace(filledIn, () => match[(place += 1)] ?? '') };
    },
  };
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
