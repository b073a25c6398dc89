import { isSecretName, type LoadedPlan } from '@rushhour/core';

/** Shorter values stand in texts for other reasons. */
const shortest = 4;

/** Makes what takes values of the environment, and what plugins are configured with under a secret's name, out of a text. */
export function hideSecrets({ hide, plugins }: Pick<LoadedPlan, 'hide' | 'plugins'>): (text: string) => string {
  const values = plugins.flatMap(({ with: config }) => secretValues(config, false)).filter((value) => value.length >= shortest);
  return (text) => values.reduce((shown, value) => shown.replaceAll(value, '(hidden)'), hide(text));
}

function secretValues(value: unknown, isSecret: boolean): readonly string[] {
  if (typeof value === 'string') return isSecret ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => secretValues(part, isSecret || isSecretName(name)));
}
