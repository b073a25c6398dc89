/** Makes a function that loads something when it is first asked for, and from then on returns it at once. */
export function loadOnce<Value>(load: () => Promise<Value>): () => Value | Promise<Value> {
  let loaded: Value | undefined;
  let loading: Promise<Value> | undefined;
  return () => loaded ?? (loading ??= load().then((value) => (loaded = value)));
}
