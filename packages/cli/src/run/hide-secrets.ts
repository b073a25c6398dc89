const secretHeaders: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization', 'www-authenticate', 'authentication-info']);

/** Names of headers and query parameters whose values are secrets, wherever the word stands. */
const secretWord = /(^|[-_.])(token|secret|password|passwd|pwd|api[-_]?key|apikey|signature|sig|session|credential|auth|code|jwt|csrf|xsrf)s?($|[-_.])/i;

/** Query keys of presigned URLs that the pattern does not catch. */
const secretQueryKeys: ReadonlySet<string> = new Set(['awsaccesskeyid', 'x-amz-credential', 'x-amz-signature', 'x-goog-signature']);

const hidden = '***';

/** The value of a header with what is secret in it replaced by `***`. Cookies keep their names, `Set-Cookie` its attributes. */
export function hideHeaderSecrets(name: string, value: string): string {
  const key = name.toLowerCase();
  if (key === 'cookie') return value.replace(/([^=;\s]+)=[^;]*/g, `$1=${hidden}`);
  if (key === 'set-cookie') return value.replace(/^([^=;]*)=[^;]*/, `$1=${hidden}`);
  if (secretHeaders.has(key)) {
    const scheme = /^[A-Za-z][\w-]*(?= )/.exec(value)?.[0];
    return scheme === undefined ? hidden : `${scheme} ${hidden}`;
  }
  if (key === 'location' || key === 'referer' || key === 'content-location') return hideUrlSecrets(value);
  return secretWord.test(key) ? hidden : value;
}

/** A URL with user information and the values of secret query parameters replaced by `***`. */
export function hideUrlSecrets(url: string): string {
  return url
    .replace(/^([a-z][a-z\d+.-]*:\/\/)[^/?#]*@/i, `$1${hidden}@`)
    .replace(/([?&])([^=&#]+)=([^&#]*)/g, (whole, separator: string, key: string) =>
      isSecretKey(key) ? `${separator}${key}=${hidden}` : whole,
    );
}

function isSecretKey(key: string): boolean {
  return secretQueryKeys.has(key.toLowerCase()) || secretWord.test(key);
}
