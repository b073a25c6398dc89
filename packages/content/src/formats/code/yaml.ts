import { drawSentence, drawWord } from '../../words/words.ts';
import { textFormat } from '../text-format.ts';
import { drawNames } from './draw-names.ts';

/** YAML documents. */
export const yaml = textFormat(
  { extension: 'yaml', kind: 'code', type: 'application/yaml' },
  {
    head: (random) => `---\ntopic: about ${drawWord(random)}\nitems:\n`,
    unit(random, index) {
      const { kebab, about, figure } = drawNames(random, index);
      return `  - id: ${kebab}
    about: ${about}
    count: ${figure}
    note: >-
      ${drawSentence(random)}
`;
    },
    fill: ['# ', ''],
  },
);
