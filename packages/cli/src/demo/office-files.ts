import type { DemoFile } from './demo-scenarios.ts';
import { officePeople } from './office-people.ts';

/** Where the office of the demo goes, and how fast its day passes. */
export interface OfficePlaces {
  /** URL of the shop. */
  readonly shop: string;
  /** URL of the store, and what it takes. */
  readonly store: { readonly url: string; readonly region: string; readonly accessKeyId: string; readonly secretAccessKey: string };
  /** How long the day lasts, in milliseconds. */
  readonly durationMs: number;
}

/** The name of the plan among the files of the office. */
export const officePlanName = 'office.yaml';

/** Environment variables that lead the plan of the office to another store; not those of AWS, whose keys are not for the store of the demo. */
export const officeVariables = ['STORE_URL', 'STORE_REGION', 'STORE_KEY', 'STORE_SECRET'] as const;

/** How long the day is that is played, in milliseconds. */
export const officeDayMs = 86_400_000;

/** Actions a minute on the clock of who looks at it, however fast the day passes: at most, all together. */
const busiestMinute = 2880;

/** The plan of the office and its scenarios. */
export function officeFiles({ shop, store, durationMs }: OfficePlaces): readonly DemoFile[] {
  const speed = Number((officeDayMs / durationMs).toPrecision(6));
  const rate = Number((busiestMinute / speed).toPrecision(6));
  const people = officePeople.map(
    ({ name, role, hours, activity, bucket }) =>
      `  - { name: ${name}, role: ${role}, hours: '${hours}', activity: ${activity}, data: [{ rows: [{ bucket: ${bucket} }], per: user }] }`,
  );
  const plan = `# yaml-language-server: $schema=./node_modules/@rushhour/core/schema/plan.schema.json
# Ten people of an office and their day: rushhour plan ${officePlanName} shows it, rushhour run ${officePlanName} plays it.
name: office
start: 2026-01-05T06:00:00Z       # a Monday, before most are up
duration: 24h
speed: ${speed}                       # the day goes by faster,
sizeScale: 0.01                   # and files are smaller

env: [${officeVariables.join(', ')}]   # any other store that speaks S3
allow: ['${shop}', '\${STORE_URL:-${store.url}}']
base: ${shop}
plugins:
  - use: s3
    as: store
    with:
      endpoint: '\${STORE_URL:-${store.url}}'
      region: '\${STORE_REGION:-${store.region}}'
      credentials: { accessKeyId: '\${STORE_KEY:-${store.accessKeyId}}', secretAccessKey: '\${STORE_SECRET:-${store.secretAccessKey}}' }
      createBuckets: true

created: { ttl: 3h, ttlLarge: { over: 100MB, ttl: 60m } }    # what they put there goes again
limits: { rate: ${rate}/min, floor: ${Number((rate / 80).toPrecision(6))}/min }                     # of all together

scenarios: [files.txt, shop.txt]
profiles:
${people.join('\n')}
`;
  const work = `#Weighted draws=5
# Four files into the bucket for each that is taken out: which, the role says.
upload    s3://{data.bucket}  any          weight=4
download  s3://{data.bucket}  ifEmpty=pass weight=1
`;
  const coffee = `#Sequential
# Now and then somebody needs a coffee.
open      /coffee
follow    css=a.product
`;
  return [
    { name: officePlanName, text: plan, scenario: false },
    { name: 'files.txt', text: work, scenario: true },
    { name: 'shop.txt', text: coffee, scenario: true },
  ];
}
