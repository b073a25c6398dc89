import type { SitePlugin } from '../plugin/plugin.ts';
import type { Interceptor } from './execute.ts';

const faultsInARow = 20;
const restMs = 10_000;

/** Failures that are the plugin's own doing, not its target's. */
const pluginFaults = new Set(['plugin_error', 'plugin_result']);

/**
 * Gives a plugin a rest of ten seconds after twenty faults of its own in a row, in which its actions fail at once as `plugin_breaker`: one
 * broken plugin does not eat the machine.
 *
 * @param opened - told each time, for a warning
 */
export function withBreaker(opened: (plugin: string) => void): Interceptor {
  const faulty = new Map<SitePlugin, { inARow: number; restsUntil: number }>();
  return {
    start(execution) {
      const plugin = execution.bound?.plugin;
      if (faulty.size === 0 || plugin === undefined) return;
      if ((faulty.get(plugin)?.restsUntil ?? 0) > execution.startedAt) {
        execution.fail('plugin_breaker', `Plugin "${plugin.instance}" rests after ${faultsInARow} faults in a row.`);
      }
    },
    end({ bound, error, endedAt, injected }) {
      const plugin = bound?.plugin;
      // What fails on purpose says nothing about the plugin.
      if (plugin === undefined || injected || error === 'plugin_breaker') return;
      if (error === undefined || !pluginFaults.has(error)) {
        if (faulty.size > 0) faulty.delete(plugin);
        return;
      }
      const inARow = (faulty.get(plugin)?.inARow ?? 0) + 1;
      const rests = inARow >= faultsInARow;
      faulty.set(plugin, { inARow: rests ? 0 : inARow, restsUntil: rests ? endedAt + restMs : 0 });
      if (rests) opened(plugin.instance);
    },
  };
}
