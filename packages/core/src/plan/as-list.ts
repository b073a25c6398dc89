/** The items of a list that was read; none of anything else: its shape is told elsewhere. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
