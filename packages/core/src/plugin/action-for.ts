import type { NoParams, ActionDefinition, DefaultSession } from './plugin.ts';
import type { StandardSchema } from '../support/standard-schema.ts';

/**
 * Fixes the session type once, and returns the identity function that types one action after the other.
 *
 * @example
 * ```ts
 * const action = actionFor<ShopSession>();
 * export const open = action({
 *   params: z.object({ page: z.coerce.number().default(1) }),
 *   async run({ target, params, session }) {
 *     await session.http.navigate({ url: `${target}?page=${params.page}` });
 *   },
 * });
 * ```
 */
export function actionFor<Session = DefaultSession>() {
  return <Schema extends StandardSchema = StandardSchema<NoParams, NoParams>, Prepared = undefined>(
    definition: ActionDefinition<Session, Schema, Prepared>,
  ): ActionDefinition<Session, Schema, Prepared> => definition;
}
