import { redactUrl } from '../telemetry/redact-url.ts';

const secretName = /auth|passw|passphrase|token|secret|cookie|credential|api[-_]?key|^key$|session/i;

/** Parameters fit for a journal: what a name marks as secret is `[redacted]`, URLs lose their secrets, content its bytes. */
export function redactParameters(value: unknown, name = ''): unknown {
  if (secretName.test(name) && value !== undefined && value !== null && typeof value !== 'boolean') return '[redacted]';
  if (typeof value === 'string') return redactUrl(value);
  if (value instanceof Uint8Array) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((item) => redactParameters(item));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactParameters(item, key)]));
  }
  return value;
}
