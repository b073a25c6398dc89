import { createHash } from 'node:crypto';
import { cupPicture, demoPoster } from './demo-files.ts';

/** Why each file of the demo is worth reading, by name. */
export interface DemoFile {
  readonly name: string;
  readonly text: string;
  /** Whether it is a scenario; the other is a picture to upload. */
  readonly scenario: boolean;
}

/** The scenario files of the demo, for a shop at this URL. */
export function demoFiles(url: string): readonly DemoFile[] {
  const sha256 = createHash('sha256').update(demoPoster).digest('hex');
  const browse = `#Random draws=3 think=0-1s base=${url}
# People who look around: a line is picked at random, again and again.
open      /  resources=true
open      /coffee
open      /search?q=train
follow    /coffee  text="Next page"
follow    /coffee  css=a.product
follow    /        # any link of the front page
download  /files/menu.txt
`;
  const buy = `#Sequential think=0-1s base=${url}
# People who know what they want: every line, in its order.
open      /
follow    css=a.product
follow    form=#add field.quantity=2
open      /basket  contains="In your basket"
follow    form=#checkout field.name="A. Visitor"
`;
  const photos = `# yaml-language-server: $schema=./node_modules/@rushhour/core/schema/scenario.schema.json
# People who share: YAML says the same as the line format, with more room.
name: photos
order: weighted
draws: 2
think: 0-1s
base: ${url}
instructions:
  - open: /photos
    weight: 3
  - upload: /photos
    with: { file: cup.svg, field: photo, fields: { caption: My morning cup } }
    expect: 201
  - download: /files/poster.svg
    with: { sha256: ${sha256} }
`;
  return [
    { name: 'browse.scenario', text: browse, scenario: true },
    { name: 'buy.scenario', text: buy, scenario: true },
    { name: 'photos.yaml', text: photos, scenario: true },
    { name: 'cup.svg', text: cupPicture, scenario: false },
  ];
}
