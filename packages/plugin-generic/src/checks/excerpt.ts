const longest = 120;

/** The beginning of a text on one line, for messages. */
export function excerpt(text: string): string {
  const line = text
    .slice(0, 4 * longest)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return line.length > longest || text.length > 4 * longest ? `${line.slice(0, longest)}…` : line;
}
