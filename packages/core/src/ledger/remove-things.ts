import type { CreatedContext, CreatedThing, CreatedThings, Removal } from '../plugin/created-things.ts';

/** Removes things by the plugin that made them, and says what could not be removed. */
export async function removeThings(
  created: CreatedThings<unknown>,
  things: readonly CreatedThing[],
  {
    context,
    instance,
    warn,
  }: { readonly context: CreatedContext<unknown>; readonly instance: string; readonly warn: (message: string) => void },
): Promise<readonly Removal[]> {
  const removals = await created.remove(things, context);
  const failed = removals.filter(({ outcome }) => outcome === 'failed');
  const [first] = failed;
  if (first !== undefined && !context.signal.aborted) {
    warn(
      `Plugin "${instance}" could not remove "${first.marker}"${failed.length > 1 ? ` and ${failed.length - 1} more` : ''}: ${first.message ?? 'it is still there'}`,
    );
  }
  return removals;
}
