import { shownLookupFor } from '../execution/bind-late.ts';
import { splitUpload } from '../execution/find-upload.ts';
import type { Execution } from '../execution/execution.ts';
import { parameterTemplate, type ParameterTemplate } from '../execution/parameter-template.ts';
import type { Lookup } from '../execution/placeholder.ts';
import type { WrittenParameters } from '../execution/read-parameters.ts';
import type { Step } from '../execution/step.ts';
import { redactParameters } from './redact-parameters.ts';

/** Makes what tells the parameters of an action as a journal has them: with the data that was filled in, without secrets. */
export function createJournalParameters(): (execution: Execution) => unknown {
  const known = new WeakMap<Step, { readonly same: unknown; readonly template: ParameterTemplate | undefined }>();
  return (execution) => {
    const { step } = execution;
    let parameters = known.get(step);
    if (parameters === undefined) {
      const { parameters: written } = splitUpload(step.instruction);
      const same = redactParameters(written);
      // Of what is left without secrets: a value that is filled in could make the end of one look like something else.
      // The boundary of redacting, which keeps the shape of what it is given.
      const template = parameterTemplate(same as WrittenParameters);
      const hasData = template?.names.some(({ kind }) => kind === 'data') === true;
      known.set(step, (parameters = { same, template: hasData ? template : undefined }));
    }
    const { same, template } = parameters;
    return template === undefined ? same : redactParameters(template.fill(inBraces(shownLookupFor(execution))));
  };
}

/** What may not be seen stays in braces. */
function inBraces(lookup: Lookup): Lookup {
  return (kind, name) => lookup(kind, name) ?? `{${kind}.${name}}`;
}
