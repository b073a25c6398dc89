import type { WrittenParameters } from '../../execution/read-parameters.ts';
import { redactParameters } from '../redact-parameters.ts';
import { filledPattern } from './filled-pattern.ts';

/** Parameters in full for what a journal holds of them; undefined for others, `lost` when a secret was filled in. */
export type RestoreParameters = (recorded: string) => WrittenParameters | 'lost' | undefined;

const names = /\{data\.[^{}]+\}/g;

/** Makes what finds parameters of a plan again in a journal, where they are JSON, and gives their secrets back. */
export function parametersPattern(parameters: WrittenParameters): RestoreParameters {
  const shown = JSON.stringify(redactParameters(parameters));
  // The same text for what is the same each time: values made in code need not be JSON.
  if (shown.match(names) === null) return (recorded) => (recorded === shown ? parameters : undefined);
  const restore = filledPattern({ full: JSON.stringify(parameters), shown, names, value: '(.*?)' });
  return (recorded) => {
    const restored = restore(recorded);
    if (restored === undefined || restored === 'lost') return restored;
    // A column that is a secret is not in the journal either.
    if (restored.text.match(names) !== null) return 'lost';
    // What was put into the JSON text came from a JSON text, so it is one again.
    return JSON.parse(restored.text) as WrittenParameters;
  };
}
