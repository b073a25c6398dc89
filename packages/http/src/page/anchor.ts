/** A link as it stands in the page: nothing resolved yet. */
export interface Anchor {
  readonly href: string;
  readonly rel: string;
  readonly text: string;
}

/** The elements that are links. */
export const isAnchorName = (name: string): boolean => name === 'a' || name === 'area';
