import { invalid, type OptionParser } from '../run/option-values.ts';

/** A port to listen on; not the last one, as the store takes the next. */
export const portNumber: OptionParser<number> = (option, value) => {
  const port = Number(value);
  if (/^\d+$/.test(value) && port >= 1 && port <= 65_534) return port;
  throw invalid(option, value, 'a port from 1 to 65534');
};
