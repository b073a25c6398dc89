import type { SiteReply } from './site.ts';

/** What a page of a test site holds. */
export interface PageContent {
  readonly title?: string;
  /** Targets of links, or targets by their text. */
  readonly links?: readonly string[] | Readonly<Record<string, string>>;
  readonly styles?: readonly string[];
  readonly scripts?: readonly string[];
  readonly images?: readonly string[];
  readonly forms?: readonly PageForm[];
  /** HTML put in as it is. */
  readonly html?: string;
  /** Extra headers. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** @default 200 */
  readonly status?: number;
}

/** A form of a page. */
export interface PageForm {
  readonly action: string;
  /** @default POST */
  readonly method?: 'GET' | 'POST';
  readonly id?: string;
  /** Text fields and their values. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly hidden?: Readonly<Record<string, string>>;
  /** Name of a file input; makes the form multipart. */
  readonly file?: string;
}

/** Makes an HTML answer. */
export function page(content: PageContent = {}): SiteReply {
  const { title = 'A page', styles = [], scripts = [], images = [], forms = [], html = '', headers = {}, status = 200 } = content;
  const body = [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<title>${escape(title)}</title>`,
    ...styles.map((href) => `<link rel="stylesheet" href="${escape(href)}">`),
    ...scripts.map((src) => `<script src="${escape(src)}"></script>`),
    `</head><body><h1>${escape(title)}</h1>`,
    ...linksOf(content).map(([text, href]) => `<a href="${escape(href)}">${escape(text)}</a>`),
    ...images.map((src) => `<img src="${escape(src)}" alt="">`),
    ...forms.map(writeForm),
    html,
    '</body></html>',
  ].join('\n');
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', ...headers }, body };
}

function linksOf({ links = [] }: PageContent): readonly (readonly [text: string, href: string])[] {
  return isList(links) ? links.map((href) => [href, href] as const) : Object.entries(links);
}

function isList(links: NonNullable<PageContent['links']>): links is readonly string[] {
  return Array.isArray(links);
}

function writeForm({ action, method = 'POST', id, fields = {}, hidden = {}, file }: PageForm): string {
  const input =
    (type: string) =>
    ([name, value]: readonly [string, string]) =>
      `<input type="${type}" name="${escape(name)}" value="${escape(value)}">`;
  return [
    `<form${id === undefined ? '' : ` id="${escape(id)}"`} action="${escape(action)}" method="${method.toLowerCase()}"${file === undefined ? '' : ' enctype="multipart/form-data"'}>`,
    ...Object.entries(hidden).map(input('hidden')),
    ...Object.entries(fields).map(input('text')),
    ...(file === undefined ? [] : [`<input type="file" name="${escape(file)}">`]),
    '<button type="submit">Send</button></form>',
  ].join('');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
