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
 * @param opened - told the first time, for a warning
 */
export function withBreaker(opened: (plugin: string) => void): Interceptor {
  const faults = new Map<SitePlugin, { inARow: number; restsUntil: number }>();
  return (next) => (execution, settled) => {
    const plugin = execution.bound?.plugin;
    const record = plugin === undefined ? undefined : faults.get(plugin);
    if (record !== undefined && record.restsUntil > execution.startedAt) {
      execution.settled = settled;
      execution.fail('plugin_breaker', `Plugin "${plugin?.instance ?? ''}" rests after ${faultsInARow} faults in a row.`);
      return;
    }
    next(execution, (ended) => {
      if (plugin !== undefined) {
        if (ended.error !== undefined && pluginFaults.has(ended.error)) {
          const inARow = (faults.get(plugin)?.inARow ?? 0) + 1;
          const rests = inARow >= faultsInARow;
          faults.set(plugin, { inARow: rests ? 0 : inARow, restsUntil: rests ? ended.endedAt + restMs : 0 });
          if (rests) opened(plugin.instance);
        } else if (record !== undefined) faults.delete(plugin);
      }
      settled(ended);
    });
  };
}
