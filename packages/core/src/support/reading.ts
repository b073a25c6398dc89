/** A value as it was read, or why there is none. */
export type Reading<Value> =
  | { readonly value: Value; readonly refusal?: undefined }
  | { readonly value?: undefined; readonly refusal: Refusal };

/** Why a value was not read. The value itself is left out: who tells of it knows whether it may be shown. */
export interface Refusal {
  /** What follows `"..." cannot be used:`, where more is known than that it has another form. */
  readonly reason?: string;
  /** What to write instead. */
  readonly hint: string;
}

/** A reading that gave nothing. */
export function refused(hint: string, reason?: string): { readonly refusal: Refusal } {
  return { refusal: reason === undefined ? { hint } : { hint, reason } };
}
