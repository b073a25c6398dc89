import { isSecretName } from '../telemetry/secret-name.ts';

/** Values shorter than this are no secrets, and would hide half of a message. */
const shortestSecret = 4;

/** Whether the values of a column are written nowhere. */
export function isSecretColumn(name: string, secretColumns: ReadonlySet<string>): boolean {
  return secretColumns.has(name) || isSecretName(name);
}

/** What a user may know that nobody else is to read. */
interface SecretKeeper {
  readonly variables: ReadonlyMap<string, string> | undefined;
  readonly data: Readonly<Record<string, string>> | undefined;
  readonly secretColumns: ReadonlySet<string>;
}

/** A message without values that were captured, or stand in secret columns of data: it goes to logs, events and reports. */
export function hideSecrets(message: string, { variables, data, secretColumns }: SecretKeeper): string {
  let hidden = message;
  for (const [name, value] of variables ?? []) hidden = hide(hidden, value, `{var.${name}}`);
  for (const [name, value] of Object.entries(data ?? {})) {
    if (isSecretColumn(name, secretColumns)) hidden = hide(hidden, value, `{data.${name}}`);
  }
  return hidden;
}

function hide(text: string, value: string, written: string): string {
  if (value.length < shortestSecret) return text;
  let hidden = text;
  for (const form of new Set([value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value.toWellFormed())])) {
    hidden = hidden.replaceAll(form, () => written);
  }
  return hidden;
}
