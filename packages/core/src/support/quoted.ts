/** Longest piece of a value a message repeats, in characters. */
const longest = 120;

/** A value for a message: in double quotes, control characters escaped, long ones cut, what stands before `@` of a URL hidden. */
export function quoted(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const safe = text.replace(/([/\\]{2})[^/\\?#]*@/g, '$1REDACTED@');
  const cut = safe.length > longest ? `${safe.slice(0, longest)}...` : safe;
  return JSON.stringify(cut);
}
