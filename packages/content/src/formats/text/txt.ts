import { drawSentence, drawWord } from '../../words/words.ts';
import { textFormat } from '../text-format.ts';

/** Plain text. */
export const txt = textFormat(
  { extension: 'txt', kind: 'documents', type: 'text/plain' },
  {
    head: (random) => `Notes about ${drawWord(random)}\n\n`,
    unit: (random) => `${Array.from({ length: 2 + random.below(4) }, () => drawSentence(random)).join('\n')}\n\n`,
    fill: ['', ''],
  },
);
