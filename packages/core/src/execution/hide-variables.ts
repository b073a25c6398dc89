/** Values shorter than this are no secrets, and would hide half of a message. */
const shortestSecret = 4;

/** A message without the values of variables: what was captured may be a token, and a message goes to logs, events and reports. */
export function hideVariables(message: string, variables: ReadonlyMap<string, string> | undefined): string {
  if (variables === undefined) return message;
  let hidden = message;
  for (const [name, value] of variables) {
    if (value.length < shortestSecret) continue;
    for (const form of new Set([value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value.toWellFormed())])) {
      hidden = hidden.replaceAll(form, () => `{var.${name}}`);
    }
  }
  return hidden;
}
