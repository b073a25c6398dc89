/**
 * Divides a whole number among shares: each gets the floor of its part, and what is left goes one each to the largest remainders, the
 * first of equals first (Hamilton's method).
 *
 * @returns one whole number a share; they add up to the total
 */
export function divideByLargestRemainder(total: number, shares: readonly number[]): readonly number[] {
  const sum = shares.reduce((all, share) => all + share, 0);
  if (sum === 0) return shares.map(() => 0);
  const exact = shares.map((share) => (total * share) / sum);
  const parts = exact.map(Math.floor);
  const left = total - parts.reduce((all, part) => all + part, 0);
  const byRemainder = [...exact.keys()].toSorted(
    (a, b) => (exact[b] ?? 0) - (parts[b] ?? 0) - ((exact[a] ?? 0) - (parts[a] ?? 0)) || a - b,
  );
  for (const index of byRemainder.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}
