import type { PreparedScenario } from '../execution/step.ts';
import type { Plan } from '../plan/plan.ts';
import type { SitePlugin } from '../plugin/plugin.ts';

/** Places of one instruction at most: data may have many rows. */
const mostPlaces = 10_000;

/** Where each plugin may create something: the targets of its uploads, with every value of the data, cut before what is only known when it is played. */
export function createdPlaces(plan: Plan, scenarios: readonly PreparedScenario[]): (plugin: SitePlugin) => readonly URL[] {
  const byPlugin = new Map<SitePlugin, Map<string, URL>>();
  for (const { steps } of scenarios) {
    for (const { instruction, target, url, sample, bind } of steps) {
      if (instruction.action !== 'upload' || target === undefined || sample === undefined) continue;
      const { plugin } = bind(sample);
      const places = byPlugin.get(plugin) ?? new Map<string, URL>();
      byPlugin.set(plugin, places);
      for (const place of url === undefined ? expand(target, plan) : [url]) places.set(place.href, place);
    }
  }
  return (plugin) => [...(byPlugin.get(plugin)?.values() ?? [])];
}

function expand(target: string, plan: Plan): readonly URL[] {
  const rows = plan.profiles.flatMap(({ data }) => data.flatMap((feeder) => feeder.rows));
  let texts = [target];
  for (const name of new Set([...target.matchAll(/\{data\.([^{}]+)\}/g)].map((match) => match[1] ?? ''))) {
    const values = [...new Set(rows.flatMap((row) => row[name] ?? []))];
    texts = texts.flatMap((text) =>
      values.map((value) => text.replaceAll(`{data.${name}}`, () => encodeURIComponent(value.toWellFormed()))),
    );
    texts = texts.slice(0, mostPlaces);
  }
  return [...new Set(texts.map(cut))].flatMap((text) => (URL.canParse(text) ? [new URL(text)] : []));
}

/** Up to the last `/` before the first name in braces. */
function cut(text: string): string {
  const brace = text.search(/\{(?:run|user|play|index|(?:data|var)\.[^{}]+)\}/);
  return brace === -1 ? text : text.slice(0, text.lastIndexOf('/', brace) + 1);
}
