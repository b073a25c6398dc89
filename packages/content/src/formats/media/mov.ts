import type { FileFormat } from '../file-format.ts';
import { movieFormat } from './movie.ts';

/** QuickTime movies (Apple, QuickTime File Format Specification). */
export const mov: FileFormat = movieFormat({ extension: 'mov', type: 'video/quicktime', brands: ['qt  ', 'qt  '] });
