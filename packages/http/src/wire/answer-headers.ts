/** The headers of an answer by lower-case name, as undici hands them out: a list when a header came more than once. */
export type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** A header; several values are joined by `, `. */
export function headerValue(headers: AnswerHeaders, name: string): string | undefined {
  const value = headers[name];
  if (typeof value === 'string' || value === undefined) return value;
  // Names such as `constructor` are found on the prototype.
  return Array.isArray(value) ? value.join(', ') : undefined;
}

/** The values of a header, one for each time it came. */
export function headerValues(headers: AnswerHeaders, name: string): readonly string[] {
  const value = headers[name];
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value : [];
}
