/** Words for the placeholders of a name pattern that are drawn. */
export const placeholderWords = {
  project: ['apollo', 'atlas', 'beacon', 'compass', 'delta', 'ember', 'harbor', 'juniper', 'lighthouse', 'meridian', 'orchard', 'summit'],
  service: ['accounts', 'billing', 'catalog', 'checkout', 'gateway', 'inventory', 'mailer', 'orders', 'payments', 'search', 'sessions'],
  env: ['dev', 'test', 'staging', 'production'],
  version: ['v1.0.0', 'v1.1.0', 'v1.2.3', 'v1.4.0', 'v2.0.0', 'v2.0.1', 'v2.3.0', 'v3.0.0-rc.1', 'v3.1.4'],
  team: ['backend', 'data', 'design', 'finance', 'frontend', 'legal', 'marketing', 'mobile', 'operations', 'people', 'sales', 'support'],
  client: ['acme', 'borealis', 'cobalt', 'dunmore', 'evergreen', 'fairfax', 'globex', 'initech', 'northwind', 'umbra', 'vandelay'],
  campaign: ['autumn-sale', 'back-to-school', 'black-friday', 'brand-refresh', 'launch', 'loyalty', 'new-year', 'spring-launch', 'webinar'],
  dataset: [
    'churn',
    'clickstream',
    'customers',
    'events',
    'experiments',
    'inventory',
    'orders',
    'sensors',
    'surveys',
    'telemetry',
    'traffic',
  ],
} as const;

/** The placeholders whose value is known when the file is made. */
const knownPlaceholders = ['year', 'month', 'day', 'user', 'run', 'kind', 'ext', 'name'] as const;

/** A placeholder that is drawn. */
export type DrawnPlaceholder = keyof typeof placeholderWords;

/** A placeholder that is known. */
export type KnownPlaceholder = (typeof knownPlaceholders)[number];

/** What may stand in braces in a name pattern. */
export type Placeholder = DrawnPlaceholder | KnownPlaceholder;

/** Every placeholder, as messages list them. */
export const placeholders: readonly string[] = [...Object.keys(placeholderWords), ...knownPlaceholders];

/** Whether a word is one. */
export function isPlaceholder(word: string): word is Placeholder {
  return placeholders.includes(word);
}

/** Whether its value is drawn. */
export function isDrawn(placeholder: Placeholder): placeholder is DrawnPlaceholder {
  return Object.hasOwn(placeholderWords, placeholder);
}
