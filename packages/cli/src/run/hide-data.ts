import { isSecretName, type Plan } from '@rushhour/core';

/** Shorter values stand in texts for other reasons. */
const shortest = 4;

/** Makes what writes `{data.NAME}` in a text for the values of secret columns, as they are and as they stand in URLs, forms and JSON. */
export function hideData({ profiles }: Pick<Plan, 'profiles'>): (text: string) => string {
  let known: readonly (readonly [form: string, written: string])[] | undefined;
  return (text) => {
    known ??= secretForms(profiles);
    return known.reduce((hidden, [form, written]) => hidden.replaceAll(form, () => written), text);
  };
}

/** The longest first: one may be part of another. */
function secretForms(profiles: Plan['profiles']): readonly (readonly [form: string, written: string])[] {
  const forms = new Map<string, string>();
  for (const { columns, rows, secret } of new Set(profiles.flatMap(({ data }) => data))) {
    for (const name of columns.filter((column) => secret.includes(column) || isSecretName(column))) {
      for (const { [name]: value = '' } of rows) {
        if (value.length >= shortest) for (const form of formsOf(value)) forms.set(form, `{data.${name}}`);
      }
    }
  }
  return [...forms].toSorted(([a], [b]) => b.length - a.length);
}

function formsOf(value: string): readonly string[] {
  const wellFormed = value.toWellFormed();
  const inForm = new URLSearchParams({ '': wellFormed }).toString().slice(1);
  return [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(wellFormed), inForm];
}
