import { lookupFor } from '../execution/bind-late.ts';
import { splitUpload } from '../execution/find-upload.ts';
import type { Execution } from '../execution/execution.ts';
import { parameterTemplate, type ParameterTemplate } from '../execution/parameter-template.ts';
import type { Lookup } from '../execution/placeholder.ts';
import type { Step } from '../execution/step.ts';
import { isSecretName } from '../telemetry/secret-name.ts';
import { redactParameters } from './redact-parameters.ts';

/** Makes what tells the parameters of an action as a journal has them: with the data that was filled in, without secrets. */
export function createJournalParameters(): (execution: Execution) => unknown {
  const known = new WeakMap<Step, { readonly same: unknown; readonly template: ParameterTemplate | undefined }>();
  return (execution) => {
    const { step } = execution;
    let parameters = known.get(step);
    if (parameters === undefined) {
      const { parameters: written } = splitUpload(step.instruction);
      const template = parameterTemplate(written);
      const hasData = template?.names.some(({ kind }) => kind === 'data') === true;
      known.set(step, (parameters = { same: redactParameters(written), template: hasData ? template : undefined }));
    }
    const { same, template } = parameters;
    return template === undefined ? same : redactParameters(template.fill(canonicalLookup(lookupFor(execution, ''))));
  };
}

/** What was captured stays in braces, because it may be a secret; so do columns that are one, and what a user has no data for. */
function canonicalLookup(lookup: Lookup): Lookup {
  return (kind, name) => {
    const value = kind === 'data' && !isSecretName(name) ? lookup(kind, name) : undefined;
    return value ?? `{${kind}.${name}}`;
  };
}
