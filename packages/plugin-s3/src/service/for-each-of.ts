/**
 * Works on each item, a few at the same time. All are tried; then the first failure is thrown.
 *
 * @param limit - how many are worked on at the same time
 */
export async function forEachOf<Item>(items: Iterable<Item>, limit: number, work: (item: Item) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  // One iterator for all workers: each takes the next item.
  const left = items[Symbol.iterator]();
  const takeOn = async () => {
    for (let next = left.next(); next.done !== true; next = left.next()) {
      try {
        await work(next.value);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: limit }, takeOn));
  if (failures.length > 0) throw failures[0];
}
