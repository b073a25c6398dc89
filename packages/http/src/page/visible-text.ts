/** Elements whose text nobody sees. */
const unseen: ReadonlySet<string> = new Set(['script', 'style', 'template', 'title']);

/** Elements that stand on a line of their own, so that their text does not run into the next. */
const apart: ReadonlySet<string> = new Set(
  'address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table td th tr ul'.split(
    ' ',
  ),
);

/** Whether the text of an element is never shown. */
export const isUnseen = (name: string): boolean => unseen.has(name);

/** Whether an element breaks the line. */
export const isApart = (name: string): boolean => apart.has(name);

/** Makes runs of white space one space, as a browser shows them. */
export const collapseSpace = (text: string): string => text.replace(/\s+/g, ' ').trim();
