import { isTemplate } from '../execution/target-template.ts';
import { redactUrl } from '../telemetry/redact-url.ts';
import { filledPattern, type RestoreText } from './filled-pattern.ts';

/** What a journal holds the value of; the run id and what was captured stay in braces. */
const names = /\{(?:user|play|index|data\.[^{}]+)\}/g;
/** Values are percent-encoded. */
const value = '([^/?#&=]*)';

/** Makes what finds a target of a plan again in a journal, and gives its secrets back; the target is resolved, templates kept. */
export function targetPattern(target: string): RestoreText {
  if (isTemplate(target)) return filledPattern({ full: target, redact: redactUrl, names, value });
  const href = URL.canParse(target) ? new URL(target).href : target;
  const shown = redactUrl(href);
  return (recorded) => (recorded === shown ? href : undefined);
}
