import { joinKey } from '../targets/object-key.ts';

/** The folder of what rushhour keeps for itself: leases in the places of the plan, intents below the targets of uploads. */
const controlFolder = '.rushhour';

/** The key of the object that says which upload in parts is under way. */
export function intentKey(prefix: string, token: string): string {
  return joinKey(prefix, controlFolder, `upload-${token}`);
}

/** The key of the object by which one process says that a run goes on; without its word what those of all processes begin with. */
export function leaseKey(prefix: string, run: string, word = ''): string {
  return joinKey(prefix, controlFolder, `run-${run}.${word}`);
}

/** What a key is for: an intent, a lease, something else in the folder of rushhour, or undefined for what people see. */
export function controlKind(key: string): 'intent' | 'lease' | 'other' | undefined {
  const match = /(?:^|\/)\.rushhour(?:\/(.*))?$/s.exec(key);
  if (match === null) return undefined;
  const [, name = ''] = match;
  if (/^upload-[^/]+$/.test(name)) return 'intent';
  return /^run-[^/]+$/.test(name) ? 'lease' : 'other';
}

/** How many folders deep a folder is. */
export function depthOf(prefix: string): number {
  return prefix === '' ? 0 : prefix.split('/').length;
}

/** The first folders of a key, so many of them. */
export function placeOf(key: string, depth: number): string {
  return key.split('/').slice(0, depth).join('/');
}
