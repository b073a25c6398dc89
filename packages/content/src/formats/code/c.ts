import { drawWord } from '../../words/words.ts';
import { textFormat } from '../text-format.ts';
import { drawNames } from './draw-names.ts';

/** C sources. */
export const c = textFormat(
  { extension: 'c', kind: 'code', type: 'text/x-c' },
  {
    head: (random) => `/* About ${drawWord(random)}. */\n#include <stddef.h>\n`,
    unit(random, index) {
      const { snake, about, figure } = drawNames(random, index);
      return `
/* ${about}. */
size_t ${snake}(const int *rows, size_t count, int limit)
{
    size_t found = 0;
    for (size_t at = 0; at < count; at++) {
        if (rows[at] % ${figure} != 0 && rows[at] < limit)
            found++;
    }
    return found;
}
`;
    },
    fill: ['/* ', ' */'],
  },
);
