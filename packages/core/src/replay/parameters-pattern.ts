import type { WrittenParameters } from '../execution/read-parameters.ts';
import { redactParameters } from '../journal/redact-parameters.ts';
import { filledPattern } from './filled-pattern.ts';

/** Parameters in full for what a journal holds of them; undefined for others. */
export type RestoreParameters = (recorded: string) => WrittenParameters | undefined;

const names = /\{data\.[^{}]+\}/g;

/** Makes what finds parameters of a plan again in a journal, where they are JSON, and gives their secrets back. */
export function parametersPattern(parameters: WrittenParameters): RestoreParameters {
  const full = JSON.stringify(parameters);
  if (full.match(names) === null) {
    const shown = JSON.stringify(redactParameters(parameters));
    // The same value each time: those made in code need not be JSON.
    return (recorded) => (recorded === shown ? parameters : undefined);
  }
  const redact = (text: string) => JSON.stringify(redactParameters(JSON.parse(text)));
  const restore = filledPattern({ full, redact, names, value: '(.*?)' });
  return (recorded) => {
    const restored = restore(recorded);
    // What was put into the JSON text came from a JSON text, so it is one again.
    return restored === undefined ? undefined : (JSON.parse(restored) as WrittenParameters);
  };
}
