import { drawWord } from '../../words/words.ts';
import { textFormat } from '../text-format.ts';
import { drawNames } from './draw-names.ts';

/** JavaScript modules. */
export const js = textFormat(
  { extension: 'js', kind: 'code', type: 'text/javascript' },
  {
    head: (random) => `export const topic = '${drawWord(random)}';\n`,
    unit(random, index) {
      const { camel, about, figure } = drawNames(random, index);
      return `
/** ${about}. */
export function ${camel}(items, limit = ${figure}) {
  const found = [];
  for (const item of items) {
    if (found.length === limit) break;
    found.push({ ...item, topic, weight: ${figure / 4} });
  }
  return found;
}
`;
    },
    fill: ['// ', ''],
  },
);
