/** How a value is read off an answer; the first match counts. */
export type Capture =
  /** A path into a JSON body: `$.items[0].id`. */
  | { readonly json: string }
  /** The text of the first element that fits, or one of its attributes. */
  | { readonly css: string; readonly attr?: string }
  /** The first group of a pattern in the body, or all of the match where it has none. */
  | { readonly regex: string }
  /** A header of the answer. */
  | { readonly header: string };
