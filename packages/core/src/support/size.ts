const decimal = ['b', 'kb', 'mb', 'gb', 'tb'];
const binary = ['b', 'kib', 'mib', 'gib', 'tib'];

/**
 * Reads a size in bytes: `'10MB'` (10,000,000), `'1 MiB'` (1,048,576), `'512'`, or a number. Letter case does not matter.
 *
 * @returns whole bytes, rounded down, not negative; undefined when it is no size
 */
export function parseSize(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const match = /^(\d{1,15}(?:\.\d{1,9})?) ?([kmgt]?i?b)?$/i.exec(value.trim());
  if (match === null) return undefined;
  const unit = (match[2] ?? 'b').toLowerCase();
  const factor = decimal.includes(unit) ? 1000 ** decimal.indexOf(unit) : binary.includes(unit) ? 1024 ** binary.indexOf(unit) : undefined;
  if (factor === undefined) return undefined;
  const bytes = Math.floor(Number(match[1]) * factor);
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}
