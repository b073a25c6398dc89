import { drawWord } from '../../words/words.ts';
import { textFormat } from '../text-format.ts';
import { drawNames } from './draw-names.ts';

/** C++ sources. */
export const cpp = textFormat(
  { extension: 'cpp', kind: 'code', type: 'text/x-c++' },
  {
    head: (random) => `#include <vector>\n\nnamespace about_${drawWord(random)} {\n`,
    unit(random, index) {
      const { snake, about, figure } = drawNames(random, index);
      return `
// ${about}.
std::vector<int> ${snake}(const std::vector<int>& rows, std::size_t limit) {
    std::vector<int> found;
    for (const int row : rows) {
        if (found.size() == limit) break;
        if (row % ${figure} != 0) found.push_back(row * ${figure});
    }
    return found;
}
`;
    },
    fill: ['// ', ''],
    foot: '}\n',
  },
);
