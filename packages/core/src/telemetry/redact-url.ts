/** Query keys whose values are credentials (semantic conventions for `url.full`, and usual names beside them). */
const secretKeys = new Set([
  'x-amz-signature',
  'x-amz-credential',
  'x-amz-security-token',
  'awsaccesskeyid',
  'signature',
  'sig',
  'x-goog-signature',
  'token',
  'access_token',
  'id_token',
  'refresh_token',
  'api_key',
  'apikey',
  'key',
  'secret',
  'password',
  'code',
]);

/** A text fit for logs and spans: in every URL of it user information and the values of secret query keys are `REDACTED`. */
export function redactUrl(text: string): string {
  const bare = text.replace(/([A-Za-z][\w+.-]*:\/\/)[^/?#@\s]*@/g, '$1REDACTED:REDACTED@');
  const start = bare.indexOf('?');
  if (start === -1) return bare;
  return (
    bare.slice(0, start) +
    bare.slice(start).replace(/([?&])([^=&#\s]+)=([^&#\s"]*)/g, (pair, separator: string, key: string) =>
      secretKeys.has(key.toLowerCase()) ? `${separator}${key}=REDACTED` : pair,
    )
  );
}
