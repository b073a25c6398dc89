/** What of a URL may be shown: no user information, no query. */
const shown = (url: string) =>
  url
    .replace(/\/\/[^/]*@/, '//')
    .replace(/[?#].*$/s, '')
    .slice(0, 200);

/** What is wrong with the URL of an endpoint; undefined when it is one. */
export function endpointFault(value: string): string | undefined {
  if (!URL.canParse(value)) return `"${shown(value)}" is not a URL; write one such as https://s3.example or http://127.0.0.1:9000`;
  const { protocol, username, password, search, hash } = new URL(value);
  if (protocol !== 'http:' && protocol !== 'https:') return `"${shown(value)}" is not an http or https URL`;
  if (username !== '' || password !== '') return `"${shown(value)}" holds user information; use \`credentials\``;
  if (search !== '' || hash !== '') return `"${shown(value)}" holds a query or a fragment`;
  return undefined;
}
