/** The value of the Authorization header for `user:password` (Basic, RFC 7617), or the whole value as it was given. */
export function authorizationHeader(authorization: string): string {
  const isWhole = /^[A-Za-z][A-Za-z0-9_-]* +\S/.test(authorization);
  if (isWhole || !authorization.includes(':')) return authorization;
  return `Basic ${Buffer.from(authorization).toString('base64')}`;
}
