import type { StandardSchema } from '../support/standard-schema.ts';

/** What a schema said: a value, or issues with dotted paths. */
export type Validation = { readonly value: unknown; readonly issues?: undefined } | { readonly issues: readonly ValidationIssue[] };

/** One thing a schema found wrong. */
export interface ValidationIssue {
  /** Dotted path into the value, empty for the value itself. */
  readonly path: string;
  readonly message: string;
}

/** Checks a value against any Standard Schema, synchronously: a schema that answers with a promise is itself an issue. */
export function validateWith(schema: StandardSchema, value: unknown): Validation {
  const result = schema['~standard'].validate(value);
  if (result instanceof Promise) {
    result.catch(() => undefined);
    return { issues: [{ path: '', message: 'its schema is asynchronous, which is not supported' }] };
  }
  if (result.issues === undefined) return { value: result.value };
  return {
    issues: result.issues.map(({ path = [], message }) => ({
      path: path.map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
      message,
    })),
  };
}
