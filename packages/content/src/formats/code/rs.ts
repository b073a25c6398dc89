import { drawWord } from '../../words/words.ts';
import { textFormat } from '../text-format.ts';
import { drawNames } from './draw-names.ts';

/** Rust modules. */
export const rs = textFormat(
  { extension: 'rs', kind: 'code', type: 'text/rust' },
  {
    head: (random) => `//! About ${drawWord(random)}.\n`,
    unit(random, index) {
      const { snake, about, figure } = drawNames(random, index);
      return `
/// ${about}.
pub fn ${snake}(rows: &[u64], limit: usize) -> Vec<u64> {
    rows.iter()
        .filter(|row| **row % ${figure} != 0)
        .take(limit)
        .map(|row| row * ${figure})
        .collect()
}
`;
    },
    fill: ['// ', ''],
  },
);
