import { redactUrl } from '../telemetry/redact-url.ts';
import { isSecretName, redacted } from '../telemetry/secret-name.ts';

/** Parameters fit for a journal: what a name marks as secret is `REDACTED`, in JSON and forms written as text too; content loses its bytes. */
export function redactParameters(value: unknown, name = ''): unknown {
  if (isSecretName(name) && value !== undefined && value !== null && typeof value !== 'boolean') return redacted;
  if (typeof value === 'string') return redactText(value);
  if (value instanceof Uint8Array) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((item) => redactParameters(item));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactParameters(item, key)]));
  }
  return value;
}

function redactText(text: string): string {
  if (/^\s*[[{]/.test(text)) {
    try {
      return JSON.stringify(redactParameters(JSON.parse(text)));
    } catch {
      // It only looked like JSON.
    }
  }
  // A form in a text begins without the separator that a query has.
  return /^[^\s?&#=]+=/.test(text) ? redactUrl(`?${text}`).slice(1) : redactUrl(text);
}
