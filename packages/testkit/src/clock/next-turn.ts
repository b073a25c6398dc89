/** Resolves in the next turn of the event loop: every promise job pending now, and all it leads to, has run by then. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
