/** Spreads sums over so many intervals of equal length as are asked for; the total stays the same. */
export function resample(values: readonly number[], count: number): readonly number[] {
  const result = Array.from({ length: count }, () => 0);
  const width = values.length / count;
  for (let index = 0; index < count; index += 1) {
    const from = index * width;
    const to = from + width;
    let sum = 0;
    for (let at = Math.floor(from); at < Math.min(values.length, Math.ceil(to)); at += 1) {
      const share = Math.min(to, at + 1) - Math.max(from, at);
      sum += (values[at] ?? 0) * share;
    }
    result[index] = sum;
  }
  return result;
}
