import { DomHandler, type Document } from 'domhandler';
import { parseHtml } from './parse-html.ts';

/** Makes the tree of a page; needed for CSS selectors and forms only. */
export function parseDocument(html: string): Document {
  const handler = new DomHandler();
  parseHtml(html, {
    onparserinit: (parser) => handler.onparserinit(parser),
    onopentag: (name, attributes) => handler.onopentag(name, attributes),
    onclosetag: () => handler.onclosetag(),
    ontext: (data) => handler.ontext(data),
    onend: () => handler.onend(),
  });
  return handler.root;
}
