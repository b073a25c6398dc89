import { expect, test } from 'vitest';
import { html, toMarkup } from './html.ts';

test('what is put in becomes text, markup stays markup', () => {
  const name = '<script>alert("1")</script> & \'x\'';
  const inner = html`<b title="${name}">${name}</b>`;
  const text = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;';
  expect(toMarkup(html`<p>${inner}${[inner, 3, undefined]}</p>`)).toBe(`<p>${`<b title="${text}">${text}</b>`.repeat(2)}3</p>`);
});

test('a name cannot turn the direction of the text or hide a character', () => {
  expect(toMarkup(html`${'a\u202eb\u0000'}`)).toBe('a·b·');
});
