import { Parser, type Handler } from 'htmlparser2';

/** Deepest nesting read. The parser's stack makes deeper ones quadratic: a hostile megabyte of `<b>` would block for 16 s. Browsers stop at 512. */
const maxDepth = 1000;
/** Characters between two looks at the depth. */
const stride = 4096;

/** Reads HTML and calls the handler back; what nests absurdly deep is not read on. */
export function parseHtml(html: string, handler: Partial<Handler>): void {
  let depth = 0;
  const parser = new Parser({
    ...handler,
    onopentag(name, attributes, isImplied) {
      depth += 1;
      handler.onopentag?.(name, attributes, isImplied);
    },
    onclosetag(name, isImplied) {
      depth -= 1;
      handler.onclosetag?.(name, isImplied);
    },
  });
  for (let at = 0; at < html.length && depth <= maxDepth; at += stride) parser.write(html.slice(at, at + stride));
  parser.end();
}
