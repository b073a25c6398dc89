import { drawWord } from '../../words/words.ts';
import { textFormat } from '../text-format.ts';

/** Tables as comma separated values (RFC 4180, lines ended by LF): a heading, and rows of five fields. */
export const csv = textFormat(
  { extension: 'csv', kind: 'documents', type: 'text/csv' },
  {
    head: () => 'id,item,count,price,note\n',
    unit: (random, index) =>
      `${index + 1},${drawWord(random)},${random.below(1000)},${(random.below(1e6) / 100).toFixed(2)},"${drawWord(random)}, ${drawWord(random)}"\n`,
    fill: ['0,other,0,0.00,', ''],
  },
);
