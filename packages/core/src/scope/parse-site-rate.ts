/** As many as one process could ever send. */
const mostPerSecond = 1_000_000;

/** How a rate of a site is written, for hints. */
export const siteRateHint = 'Write a number of requests and its unit, such as `100/s`, `6000/min` or `600/h`; leave `rate` out for no cap.';

/** Reads the rate of a site, such as `100/s`; requests a second, undefined when it is none. */
export function parseSiteRate(rate: string): number | undefined {
  const match = /^(\d{1,9}(?:\.\d{1,6})?) ?\/ ?(s|min|h)$/.exec(rate.trim());
  if (match === null) return undefined;
  const seconds = match[2] === 'h' ? 3600 : match[2] === 'min' ? 60 : 1;
  const value = Number(match[1]) / seconds;
  return value > 0 && value <= mostPerSecond ? value : undefined;
}
