import type { FileFormat } from '../file-format.ts';
import { movieFormat } from './movie.ts';

/** MP4 (ISO/IEC 14496-14 and 14496-15). */
export const mp4: FileFormat = movieFormat({ extension: 'mp4', type: 'video/mp4', brands: ['isom', 'isom', 'iso2', 'avc1', 'mp41'] });
