/** What of a URL the notice names. */
export interface DisallowedUrl {
  readonly origin: string;
  readonly pathname: string;
}

/** Most notices of a transport: a site may have any number of folders. */
const mostNotices = 100;
const longestPrefix = 100;

/** Makes what tells that robots.txt disallows a URL: once for each origin and first segment of the path. */
export function createRobotsNotice(warn: (message: string) => void): (url: DisallowedUrl) => void {
  const told = new Set<string>();
  return ({ origin, pathname }) => {
    const prefix = (/^\/[^/]*/.exec(pathname)?.[0] ?? '/').slice(0, longestPrefix);
    const message = `robots.txt of "${origin}" disallows pages under "${prefix}", or could not be read; they are skipped.`;
    if (told.has(message) || told.size >= mostNotices) return;
    told.add(message);
    warn(message);
  };
}
