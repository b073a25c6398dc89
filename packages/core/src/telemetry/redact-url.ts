import { isSecretName, redacted } from './secret-name.ts';

/**
 * A text fit for logs and spans: in every URL of it user information is `REDACTED:REDACTED`, as the semantic conventions for `url.full` have
 * it, and the values of secret keys of queries and fragments are `REDACTED`.
 */
export function redactUrl(text: string): string {
  const bare = text.includes('@') ? text.replace(/([A-Za-z][\w+.-]*:\/\/)[^/?#@\s]*@/g, `$1${redacted}:${redacted}@`) : text;
  if (!bare.includes('=')) return bare;
  return bare.replace(/([?&#;])([^=&#;?\s]+)=([^&#;\s"]*)/g, (pair, separator: string, key: string) =>
    isSecretName(decode(key)) ? `${separator}${key}=${redacted}` : pair,
  );
}

function decode(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}
