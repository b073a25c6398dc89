/** A colour on white, and the same on black. */
export interface Shade {
  readonly light: string;
  readonly dark: string;
}

/** Colours of profiles, told apart by people who see few of them too (after Paul Tol's "muted" and "bright" schemes). */
export const palette: readonly Shade[] = [
  { light: '#4477aa', dark: '#6699cc' },
  { light: '#ee8866', dark: '#f4a582' },
  { light: '#44aa99', dark: '#66c2b3' },
  { light: '#cc6677', dark: '#e08a99' },
  { light: '#ddcc77', dark: '#e8dc98' },
  { light: '#332288', dark: '#8c7fe0' },
  { light: '#88ccee', dark: '#a4d8f2' },
  { light: '#999933', dark: '#bcbc5c' },
  { light: '#aa4499', dark: '#cf7fc2' },
  { light: '#117733', dark: '#4fae70' },
];

/** What stands for all profiles beyond the palette. */
export const restShade: Shade = { light: '#9aa0a6', dark: '#7d848c' };
