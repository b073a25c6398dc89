const unsafeKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether a key could reach the prototype of an object in a careless merge; such keys are refused in every notation. */
export function isUnsafeKey(key: string): boolean {
  return unsafeKeys.has(key);
}
