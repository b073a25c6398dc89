import { fitMiddle } from '../text/fit.ts';
import { formatRate } from '../text/format.ts';
import type { Paint } from '../text/paint.ts';
import { printable } from '../text/printable.ts';
import { layOutTable } from '../text/table.ts';
import type { ProfileRate } from './profile-rates.ts';

const shownProfiles = 10;

/** A line for each of the busiest profiles: what it achieves of what it intends. Nothing where the one there is has no target. */
export function profileLines(
  profiles: readonly ProfileRate[],
  { isOpen, paint }: { readonly isOpen: boolean; readonly paint: Paint },
): readonly string[] {
  if (profiles.length < 2 && !isOpen) return [];
  const shown = profiles.toSorted((a, b) => b.intended - a.intended).slice(0, shownProfiles);
  const names = new Set(shown.map(({ name }) => name));
  // In the order of the plan, so that lines do not jump about.
  const rows = profiles
    .filter(({ name }) => names.has(name))
    .map(({ name, intended, achieved }) => {
      const behind = achieved < intended * 0.95;
      const figures = `${formatRate(achieved)} of ${formatRate(intended)}/min`;
      return [paint('dim', fitMiddle(printable(name), 24)), behind ? paint('yellow', figures) : figures];
    });
  const [, ...lines] = layOutTable([{ title: '', align: 'left' }, { title: '' }], rows);
  const more = profiles.length - shown.length;
  return more > 0 ? [...lines, paint('dim', `and ${more} more`)] : lines;
}
