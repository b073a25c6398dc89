/** Shorter values are no secrets, and stand in texts for other reasons. */
const shortest = 4;

/** Makes what replaces values in a text by `(hidden)`: as they are, as they stand in JSON, and as they stand in URLs. */
export function hideValues(values: readonly string[]): (text: string) => string {
  const written = values
    .flatMap((value) =>
      value.length < shortest ? [] : [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value.toWellFormed())],
    )
    .toSorted((a, b) => b.length - a.length);
  const forms = [...new Set(written)];
  return (text) => forms.reduce((hidden, form) => hidden.replaceAll(form, '(hidden)'), text);
}
