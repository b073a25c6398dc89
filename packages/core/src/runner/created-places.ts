import type { PreparedScenario } from '../execution/step.ts';
import type { Plan } from '../plan/plan.ts';
import type { SitePlugin } from '../plugin/plugin.ts';

/** Places of one instruction at most: data may have many rows. */
const mostPlaces = 10_000;

/** Where the plugins of a run may create something. */
export interface CreatedPlaces {
  /** Targets of a plugin's uploads, with every value of the data, cut before what is only known when they are played. */
  readonly placesOf: (plugin: SitePlugin) => readonly URL[];
  /** Such targets as they are written, with the plugin that takes them and their places; `isWhole` unless the data have too many rows to look at. */
  readonly targets: readonly CreatedTarget[];
}

/** The target of an upload. */
export interface CreatedTarget {
  readonly plugin: SitePlugin;
  readonly target: string;
  readonly places: readonly URL[];
  readonly isWhole: boolean;
}

/** Finds where the plugins of a run may create something. */
export function createdPlaces(plan: Plan, scenarios: readonly PreparedScenario[]): CreatedPlaces {
  const targets = scenarios.flatMap(({ steps }) =>
    steps.flatMap(({ instruction, target, url, sample, bind }): readonly CreatedTarget[] => {
      if (instruction.action !== 'upload' || target === undefined || sample === undefined) return [];
      const { plugin } = bind(sample);
      return [{ plugin, target, ...(url === undefined ? expand(target, plan) : { places: [url], isWhole: true }) }];
    }),
  );
  const byPlugin = Map.groupBy(targets, ({ plugin }) => plugin);
  return {
    targets,
    placesOf(plugin) {
      const places = new Map((byPlugin.get(plugin) ?? []).flatMap((one) => one.places).map((place) => [place.href, place]));
      return [...places.values()];
    },
  };
}

function expand(target: string, plan: Plan): Pick<CreatedTarget, 'places' | 'isWhole'> {
  const rows = plan.profiles.flatMap(({ data }) => data.flatMap((feeder) => feeder.rows));
  let texts = [target];
  let isWhole = true;
  for (const name of new Set([...target.matchAll(/\{data\.([^{}]+)\}/g)].map((match) => match[1] ?? ''))) {
    const values = [...new Set(rows.flatMap((row) => row[name] ?? []))];
    isWhole &&= texts.length * values.length <= mostPlaces;
    texts = texts
      .flatMap((text) =>
        values.slice(0, mostPlaces).map((value) => text.replaceAll(`{data.${name}}`, () => encodeURIComponent(value.toWellFormed()))),
      )
      .slice(0, mostPlaces);
  }
  return { isWhole, places: [...new Set(texts.map(cut))].flatMap((text) => (URL.canParse(text) ? [new URL(text)] : [])) };
}

/** Up to the last `/` before the first name in braces. */
function cut(text: string): string {
  const brace = text.search(/\{(?:run|user|play|index|(?:data|var)\.[^{}]+)\}/);
  return brace === -1 ? text : text.slice(0, text.lastIndexOf('/', brace) + 1);
}
