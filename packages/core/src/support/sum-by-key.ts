/** Adds up numbers that have the same key. */
export function sumByKey(parts: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> {
  const sum = new Map<string, number>();
  for (const part of parts) for (const [key, value] of Object.entries(part)) sum.set(key, (sum.get(key) ?? 0) + value);
  return Object.fromEntries(sum);
}
