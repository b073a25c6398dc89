import { printable } from '../text/printable.ts';

const markup = Symbol('markup');

/** Markup that may be put into a page as it is. Only `html` and `css` make it. */
export interface Html {
  readonly [markup]: string;
}

/** What may stand in a template: markup stays markup, everything else becomes text; `undefined` is nothing. */
export type HtmlPart = Html | string | number | undefined | readonly HtmlPart[];

/** Writes markup; whatever is put in becomes text, safe in elements and in quoted attributes, since names come from files and servers. */
export function html(template: readonly string[], ...parts: readonly HtmlPart[]): Html {
  return { [markup]: template.map((text, index) => text + write(parts[index])).join('') };
}

/** Writes a style sheet as markup; nothing can be put into it. */
export function css(template: readonly string[]): Html {
  return { [markup]: template.join('') };
}

/** The markup as text. */
export function toMarkup(page: Html): string {
  return page[markup];
}

function write(part: HtmlPart): string {
  if (part === undefined) return '';
  if (typeof part === 'string') return escape(printable(part));
  if (typeof part === 'number') return String(part);
  return markup in part ? part[markup] : part.map(write).join('');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
