import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { smallOffice } from '../../test/forecasts.ts';
import { widthOf } from '../text/fit.ts';
import { createPaint, plainPaint } from '../text/paint.ts';
import { createLocalTime } from './local-time.ts';
import { renderForecast } from './render-forecast.ts';

const options = { name: 'office', seed: 'office-2026', paint: plainPaint, columns: 80, local: createLocalTime('UTC'), assumeMs: 0 };

test('a day has a strip for each profile, everybody together, and the numbers', () => {
  expect(renderForecast(smallOffice(), options)).toMatchInlineSnapshot(`
    "
      office  Mon 5 Jan 2026, 00:00 to 24:00 UTC  3 people, seed office-2026

      who           00    06    12    18           actions   peak/min     at
      alice-dev     ·········▇▇▇▇▇▇▇▇·······        96,000        200  09:00
      david-backup  ▇▇▇▇▇▇▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▇▇       184,800        350  00:00
      henry-ops     ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇      ≤432,000       ≤300  00:00
      everybody     ▇▇▇▇▇▇▄▄▄▆▆▆▆▆▆▆▆▄▄▄▄▄▇▇      ≤712,800       ≤650  00:00

           800/min │
                   │▆▆▆▆▆▆                ▆▆
                   │██████   ▄▄▄▄▄▄▄▄     ██
               400 │██████   ████████     ██
                   │██████▆▆▆████████▆▆▆▆▆██
                   │████████████████████████
                   │████████████████████████
                 0 └┴─────┴─────┴─────┴────┴

      actions       00-03  03-06  06-09  09-12  12-15  15-18  18-21  21-24
      alice-dev         0      0      0  36.0k  36.0k  24.0k      0      0
      david-backup  63.0k  63.0k   3.1k   3.1k   3.1k   3.1k   3.1k  43.0k
      henry-ops     54.0k  54.0k  54.0k  54.0k  54.0k  54.0k  54.0k  54.0k
      everybody      117k   117k  57.1k  93.2k  93.2k  81.2k  57.1k  97.0k

      Each strip is drawn to its own peak; times are UTC.
      ≤ at most, if answers took no time; --assume 200ms takes some.

    "
  `);
});

test('every day of a week has the same columns', () => {
  const day = [0, 0, 1, 5, 9, 5, 1, 0];
  const expected = Array.from({ length: 7 }, () => day).flat();
  const week = { ...smallOffice(), toMs: smallOffice().fromMs + 7 * 86_400_000, expected, profiles: [] };
  const [strip = ''] = /[·▁-▇]{20,}/.exec(renderForecast(week, options)) ?? [];
  expect(new Set(strip.match(new RegExp(`.{${strip.length / 7}}`, 'gu')))).toHaveProperty('size', 1);
});

test('no line is wider than the terminal, and colours change nothing else', () => {
  const long = smallOffice();
  const wide = { ...long, profiles: long.profiles.map((one) => ({ ...one, name: `${one.name}-${'x'.repeat(60)}` })) };
  for (const columns of [40, 60, 80, 120, 200]) {
    const plain = renderForecast(wide, { ...options, columns });
    expect(Math.max(...plain.split('\n').map(widthOf))).toBeLessThanOrEqual(columns);
    const painted = renderForecast(wide, { ...options, columns, paint: createPaint({ isTTY: true, env: {} }) });
    expect(stripVTControlCharacters(painted)).toBe(plain);
  }
});

test('times are those of the zone asked for', () => {
  const text = renderForecast(smallOffice(), { ...options, local: createLocalTime('Asia/Kolkata') });
  expect(text).toContain('Mon 5 Jan 2026, 05:30 to Tue 6 Jan 2026, 05:30 Asia/Kolkata');
});

test('a plan in which nothing depends on the time of day counts from its start', () => {
  expect(renderForecast(smallOffice(0), options)).toContain('office  the first 24 h 00 min');
});

test('a name cannot drive the terminal, and an empty forecast is one', () => {
  const evil = smallOffice();
  const none = {
    ...evil,
    total: 0,
    peakPerMinute: 0,
    expected: [0],
    profiles: evil.profiles.map((one) => ({ ...one, name: '\u001b[2J', total: 0, expected: [0] })),
  };
  expect(renderForecast(none, options)).not.toContain('\u001b');
});
