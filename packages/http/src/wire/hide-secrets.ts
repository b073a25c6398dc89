import { isSecretName, redactUrl } from '@rushhour/core';

const redacted = 'REDACTED';

/** A header value for showing: values of secrets are hidden, names and attributes of cookies stay, and so do URLs without theirs. */
export function hideHeader(name: string, value: string): string {
  const lower = name.toLowerCase();
  if (lower === 'cookie') return value.replace(/=[^;]*/g, `=${redacted}`);
  if (lower === 'set-cookie') return value.replace(/^([^=;]*)=[^;]*/, `$1=${redacted}`);
  if (isSecretHeader(lower)) return redacted;
  // A URL without a scheme may hold user information too.
  return value.startsWith('//') ? redactUrl(`x:${value}`).slice(2) : redactUrl(value);
}

/** Whether all of a header is secret; in headers whatever speaks of a session holds its id. */
function isSecretHeader(lower: string): boolean {
  return lower === 'authorization' || lower === 'proxy-authorization' || lower.includes('session') || isSecretName(lower);
}
