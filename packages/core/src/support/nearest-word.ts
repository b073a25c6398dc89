/** Words longer than this are not compared. */
const longestWord = 40;

/**
 * The known word somebody most likely meant: the one with the fewest slips (a letter wrong, missing, too much, or two swapped),
 * one slip for every three letters at most, letter case aside.
 *
 * @returns undefined when none is near; the first of several that are equally near
 */
export function nearestWord(word: string, known: Iterable<string>): string | undefined {
  if (word.length > longestWord) return undefined;
  let nearest: string | undefined;
  let fewest = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    // So many letters more or less are as many slips at least.
    if (candidate.length > longestWord || Math.abs(candidate.length - word.length) >= fewest) continue;
    const slips = distance(word.toLowerCase(), candidate.toLowerCase());
    if (slips < fewest) {
      fewest = slips;
      nearest = candidate;
    }
  }
  return nearest;
}

/** The optimal string alignment distance, https://en.wikipedia.org/wiki/Damerau-Levenshtein_distance. */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let least = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1));
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        least = Math.min(least, at(beforeLast, column - 2) + 1);
      }
      current.push(least);
    }
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
