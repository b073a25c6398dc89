import { drawSentence, drawWord } from '../../words/words.ts';
import { textFormat } from '../text-format.ts';
import { drawNames } from './draw-names.ts';

/** JSON documents: a list of things, and notes. */
export const json = textFormat(
  { extension: 'json', kind: 'code', type: 'application/json' },
  {
    head: (random) => `{\n  "topic": "${drawWord(random)}",\n  "items": [`,
    unit(random, index) {
      const { kebab, about, figure } = drawNames(random, index);
      return `${index === 0 ? '' : ','}
    { "id": "${kebab}", "about": "${about}", "count": ${figure}, "share": ${figure / 100}, "open": ${figure % 2 === 0}, "note": "${drawSentence(random)}" }`;
    },
    beforeFill: '\n  ],\n  "notes": [\n',
    fill: ['    "', '",'],
    foot: '    ""\n  ]\n}\n',
  },
);
