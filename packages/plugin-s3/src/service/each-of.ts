/**
 * Works on items as they come, a few at the same time, and hands the results out in the order of the items.
 *
 * @param limit - how many are worked on at the same time
 */
export async function* eachOf<Item, Result>(
  items: AsyncIterable<Item> | Iterable<Item>,
  limit: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const underWay: Promise<Result>[] = [];
  for await (const item of items) {
    const result = work(item);
    // Rejections are met in their turn; until then nobody listens.
    result.catch(() => undefined);
    underWay.push(result);
    if (underWay.length < limit) continue;
    const first = underWay.shift();
    if (first !== undefined) yield await first;
  }
  for (const result of underWay) yield await result;
}
