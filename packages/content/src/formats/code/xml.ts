import { drawSentence, drawWord } from '../../words/words.ts';
import { textFormat } from '../text-format.ts';
import { drawNames } from './draw-names.ts';

/** XML documents. */
export const xml = textFormat(
  { extension: 'xml', kind: 'code', type: 'application/xml' },
  {
    head: (random) => `<?xml version="1.0"?>\n<items topic="${drawWord(random)}">\n`,
    unit(random, index) {
      const { kebab, about, figure } = drawNames(random, index);
      return `  <item id="${kebab}" count="${figure}">
    <about>${about}</about>
    <note>${drawSentence(random)}</note>
  </item>
`;
    },
    fill: ['  <!-- ', ' -->'],
    foot: '</items>\n',
  },
);
