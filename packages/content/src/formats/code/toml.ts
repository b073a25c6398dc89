import { drawSentence, drawWord } from '../../words/words.ts';
import { textFormat } from '../text-format.ts';
import { drawNames } from './draw-names.ts';

/** TOML documents. */
export const toml = textFormat(
  { extension: 'toml', kind: 'code', type: 'application/toml' },
  {
    head: (random) => `topic = "${drawWord(random)}"\n`,
    unit(random, index) {
      const { kebab, about, figure } = drawNames(random, index);
      return `
[[items]]
id = "${kebab}"
about = "${about}"
count = ${figure}
share = ${(figure / 100).toFixed(2)}
note = "${drawSentence(random)}"
`;
    },
    fill: ['# ', ''],
  },
);
