import { expect, test } from 'vitest';
import { smallOffice } from '../../test/forecasts.ts';
import { forecastSvg } from './forecast-svg.ts';
import { createLocalTime } from './local-time.ts';

const local = createLocalTime('UTC');

test('a picture has an area for each profile, the line of all, and refers to nothing outside', () => {
  const svg = forecastSvg(smallOffice(), { name: 'office', local });
  expect(svg.match(/<polygon /g)).toHaveLength(3);
  expect(svg.match(/<polyline /g)).toHaveLength(1);
  expect(svg).toContain('>alice-dev <');
  expect(svg).toContain('prefers-color-scheme:dark');
  expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|url\(|href/);
});

test('many profiles share the last area', () => {
  const [first] = smallOffice().profiles;
  const profiles = Array.from({ length: 30 }, (_, index) => ({ ...first, name: `p${index}` }) as NonNullable<typeof first>);
  const svg = forecastSvg({ ...smallOffice(), profiles }, { name: 'office', local });
  expect(svg.match(/<polygon /g)).toHaveLength(10);
  expect(svg).toContain('21 other profiles');
});

test('a name is text, whatever it holds', () => {
  const office = smallOffice();
  const profiles = office.profiles.map((one) => ({ ...one, name: '"><script>alert(1)</script>' }));
  const svg = forecastSvg({ ...office, profiles }, { name: `</text><script>'&\u0001`, local });
  expect(svg).not.toContain('<script');
  expect(svg).not.toContain('\u0001');
});

test('nothing at all is drawn as nothing', () => {
  const nothing = { ...smallOffice(), profiles: [], expected: [0], total: 0, peakPerMinute: 0 };
  expect(forecastSvg(nothing, { name: 'empty', local })).not.toContain('NaN');
});

test('the axis of a week has its days, and equal days are drawn as equals', () => {
  const day = [0, 0, 60, 600, 900, 0];
  const expected = Array.from({ length: 56 }, () => day).flat();
  const [profile] = smallOffice().profiles;
  const profiles = profile === undefined ? [] : [{ ...profile, expected }];
  const week = { ...smallOffice(), toMs: smallOffice().fromMs + 7 * 86_400_000, expected, profiles };
  const svg = forecastSvg(week, { name: 'week', local });
  expect([...svg.matchAll(/middle">([^<]+)</g)].map(([, label]) => label).slice(0, 4)).toEqual(['Mon 5', '12', 'Tue 6', '12']);
  const heights = [...(/<polyline [^>]*points="([^"]+)"/.exec(svg)?.[1] ?? '').matchAll(/,(\S+)/g)].map(([, y]) => y).slice(1, -1);
  expect(heights.slice(0, heights.length / 7)).toEqual(heights.slice(heights.length / 7, (2 * heights.length) / 7));
});
