import { RushhourError } from '../errors/rushhour-error.ts';
import type { Clock } from '../support/clock.ts';
import { messageOf } from '../support/message-of.ts';
import type { VirtualUser } from './virtual-user.ts';

/** How long the sessions of a play may take to close before the user goes on without them. */
const closeDeadlineMs = 10_000;

/** Closes the sessions of a user, until a deadline or the signal of a stop; a plugin that takes longer is left behind. */
export async function closeSessions(
  user: VirtualUser,
  { clock, warn, stop }: { readonly clock: Clock; readonly warn: (message: string) => void; readonly stop?: AbortSignal },
): Promise<void> {
  const controller = new AbortController();
  const giveUp = () => controller.abort(new RushhourError('timeout', { message: 'A session was not closed in time.' }));
  const timer = clock.setTimer(closeDeadlineMs, giveUp);
  stop?.addEventListener('abort', giveUp, { once: true });
  const late = new Promise<undefined>((resolve) => {
    controller.signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  const failures = await Promise.race([user.closePluginSessions(controller.signal), late]);
  timer.cancel();
  stop?.removeEventListener('abort', giveUp);
  if (failures === undefined) warn('A plugin did not close its session in time.');
  for (const { plugin, error } of failures ?? []) warn(`Plugin "${plugin}" failed to close a session: ${messageOf(error)}`);
  user.closeHttp();
}
