/** Splits a length into as few parts as may be, none longer than `longest`, whose lengths differ by one at most. Nothing of nothing. */
export function* evenLengths(total: number, longest: number): Generator<number> {
  const count = Math.ceil(total / longest);
  for (let index = 0; index < count; index += 1) yield Math.floor((total * (index + 1)) / count) - Math.floor((total * index) / count);
}
