/** Whether a value read from YAML is a plan, not a scenario: it has `profiles`. */
export function isPlan(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'profiles');
}
