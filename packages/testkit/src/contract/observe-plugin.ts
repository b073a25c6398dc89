import type { ActionName, ActionResult, ActionReturn, AnyActionDefinition, SitePlugin } from '@rushhour/core';
import { actionNames } from '@rushhour/core';

/** One call of a handler. */
export interface HandlerCall {
  readonly action: ActionName;
  /** Index of the first request on the wire that belongs to it. */
  readonly wireFrom: number;
  /** Index after its last request; undefined while it has not settled. */
  wireTo: number | undefined;
  /** How many requests were still under way when it settled. */
  pending: number;
  /** What it returned. */
  result: unknown;
}

/** What was seen of a plugin from outside. */
export interface PluginObservations {
  readonly calls: HandlerCall[];
  /** The sessions it made, in order. */
  readonly opened: unknown[];
  /** The sessions it was asked to close, in order. */
  readonly closed: unknown[];
  /** What `closeSession` threw. */
  readonly closeErrors: unknown[];
  /** Whether `createSession` is at work. */
  isOpening: boolean;
}

/** What the wire is asked. */
export interface WireView {
  /** Every request so far. */
  readonly log: { readonly length: number };
  /** How many wait for their answer, or are in the middle of it. */
  readonly underWay: () => number;
}

/** Wraps a plugin, which is plain data, so that every call of it is seen. */
export function observePlugin(
  plugin: SitePlugin,
  wire: WireView,
): { readonly plugin: SitePlugin; readonly observations: PluginObservations } {
  const observations: PluginObservations = { calls: [], opened: [], closed: [], closeErrors: [], isOpening: false };
  const hasCreate = plugin.createSession !== undefined;
  const hasClose = plugin.closeSession !== undefined;
  const actions: Partial<Record<ActionName, AnyActionDefinition>> = {};
  for (const name of actionNames) {
    const definition = plugin.actions[name];
    if (definition !== undefined) actions[name] = observeAction(name, definition, { calls: observations.calls, wire });
  }
  const observed: SitePlugin = {
    ...plugin,
    actions,
    ...(hasCreate && {
      async createSession(context: Parameters<NonNullable<SitePlugin['createSession']>>[0]) {
        observations.isOpening = true;
        try {
          const session = await plugin.createSession?.(context);
          observations.opened.push(session);
          return session;
        } finally {
          observations.isOpening = false;
        }
      },
    }),
    ...(hasClose && {
      async closeSession(session: unknown, context: Parameters<NonNullable<SitePlugin['closeSession']>>[1]) {
        observations.closed.push(session);
        try {
          await plugin.closeSession?.(session, context);
        } catch (error) {
          observations.closeErrors.push(error);
          throw error;
        }
      },
    }),
  };
  return { plugin: observed, observations };
}

function observeAction(
  action: ActionName,
  definition: AnyActionDefinition,
  { calls, wire }: { readonly calls: HandlerCall[]; readonly wire: WireView },
): AnyActionDefinition {
  return {
    ...definition,
    run(context): ActionReturn {
      const call: HandlerCall = { action, wireFrom: wire.log.length, wireTo: undefined, pending: 0, result: undefined };
      calls.push(call);
      const settle = (result: unknown) => {
        call.wireTo = wire.log.length;
        call.pending = wire.underWay();
        call.result = result;
      };
      let returned: ActionReturn;
      try {
        returned = definition.run(context);
      } catch (error) {
        settle(undefined);
        throw error;
      }
      if (!isPromise(returned)) {
        settle(returned);
        return returned;
      }
      return returned.then(
        (result) => {
          settle(result);
          return result;
        },
        (error: unknown) => {
          settle(undefined);
          throw error;
        },
      );
    },
  };
}

function isPromise(returned: ActionReturn): returned is Promise<ActionResult | void> {
  return typeof returned === 'object' && 'then' in returned;
}
