import { describe, expect, it } from 'vitest';
import { createPage } from './page.ts';
import { isSelector } from './selector.ts';

const inScope = (url: URL) => url.origin === 'https://shop.example';
const page = (html: string, url = 'https://shop.example/a/b') => createPage({ url, status: 200, html, inScope });
const urls = (links: readonly { readonly url: string }[]) => links.map(({ url }) => url);

describe('links', () => {
  it('are the distinct hrefs in document order, resolved, without fragments', () => {
    const { links } = page(
      '<a href=c>C</a><a href="/d?x=1&amp;y=2#top">D</a><a href="../e">E</a><a href="c#end">again</a><map><area href=/f></map>',
    );
    expect(urls(links())).toEqual([
      'https://shop.example/a/c',
      'https://shop.example/d?x=1&y=2',
      'https://shop.example/e',
      'https://shop.example/f',
    ]);
  });

  it('respect the first base href, wherever it stands', () => {
    expect(urls(page('<a href=x>x</a><base href=/deep/><base href=/other/>').links())).toEqual(['https://shop.example/deep/x']);
  });

  it('ignore a base that is not http(s)', () => {
    expect(urls(page('<base href="javascript:1"><a href=x>x</a>').links())).toEqual(['https://shop.example/a/x']);
  });

  it.each([
    ['//evil.test/x'],
    ['http:evil.test'],
    ['https://user:pass@shop.example/'],
    ['https://shop.example@evil.test/'],
    ['https://shop.example.evil.test/'],
    ['java\nscript:alert(1)'],
    ['data:text/html,x'],
    ['file:///etc/passwd'],
    ['ftp://shop.example/'],
    ['blob:https://shop.example/1'],
    ['mailto:a@shop.example'],
    ['https://shop.example:8443/'],
    ['http://[broken'],
  ])('leave out "%s"', (href) => {
    expect(page(`<a href="${href}">x</a>`).links()).toEqual([]);
  });

  it('are not read from comments, scripts, styles or templates', () => {
    expect(
      page('<!--<a href=1>--><script>"<a href=2>"</script><style><a href=3></style><template><a href=4></a></template>').links(),
    ).toEqual([]);
  });

  it('end where the next one starts', () => {
    expect(
      page('<a href=1>one<a href=2>two</a>three')
        .links()
        .map(({ text }) => text),
    ).toEqual(['one', 'two']);
  });

  it('survive a page that is cut off', () => {
    expect(page('<p><a href=1>on').links()).toEqual([{ url: 'https://shop.example/a/1', text: 'on', rel: '' }]);
  });

  it('show the text a person sees', () => {
    const [link] = page('<a href=1> Next\n <b>pa</b>ge<br>two <script>no</script></a>').links();
    expect(link?.text).toBe('Next page two');
  });
});

describe('a link selector', () => {
  const shop = page(`
    <nav><a href=/img><img></a><a href=/img class=product rel="nofollow next">Next   PAGE</a></nav>
    <ul><li class=card><a href=/p/1.html><span class=title>One</span></a><li><a href=/p/2.pdf>Two</a></ul>`);

  it('by text has no regard to case and white space', () => {
    expect(urls(shop.links({ text: ' next page ' }))).toEqual(['https://shop.example/img']);
  });

  it('by css finds the link around what it names', () => {
    expect(shop.links({ css: 'li.card .title' })).toEqual([{ url: 'https://shop.example/p/1.html', text: 'One', rel: '' }]);
    expect(urls(shop.links({ css: 'a.product' }))).toEqual(['https://shop.example/img']);
  });

  it('by href is a part of the URL', () => {
    expect(urls(shop.links({ href: '/p/' }))).toEqual(['https://shop.example/p/1.html', 'https://shop.example/p/2.pdf']);
  });

  it.each([['*.pdf'], ['/p/*.pdf'], ['https://*/p/2*'], ['/p*2*df']])('by href "%s" is a pattern', (href) => {
    expect(urls(shop.links({ href }))).toEqual(['https://shop.example/p/2.pdf']);
  });

  it.each([['/p*.htm'], ['p/*'], ['/p/2.pdf*2.pdf']])('by href "%s" fits nothing', (href) => {
    expect(shop.links({ href })).toEqual([]);
  });

  it('by rel is a token', () => {
    expect(urls(shop.links({ rel: 'NEXT' }))).toEqual(['https://shop.example/img']);
    expect(shop.links({ rel: 'nex' })).toEqual([]);
  });

  it('needs all of its parts', () => {
    expect(shop.links({ css: 'a', text: 'Two', href: '.html' })).toEqual([]);
    expect(shop.links({ css: 'a', text: 'Two', href: '.pdf' })).toHaveLength(1);
  });

  it('that is not CSS is refused', () => {
    expect(() => shop.links({ css: 'a[' })).toThrow(expect.objectContaining({ code: 'params_invalid' }));
    expect([isSelector('a[href^="/x"]:not(.y)'), isSelector('a['), isSelector('a:nonsense'), isSelector('')]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('a form', () => {
  it('has the values it would send as it stands', () => {
    const form = page(`
      <form id=f action="/save?x=1#f" method=post enctype=multipart/form-data>
        <input type=hidden name=token value="a&quot;b"><input name=who value=me><input type=password name=secret>
        <input type=checkbox name=yes checked><input type=checkbox name=no value=1>
        <input type=radio name=size value=s><input type=radio name=size value=m checked>
        <select name=one><option>a b <option value=2>c</select>
        <select name=two><option value=1><option value=2 selected></select>
        <select name=many multiple><option selected>x<option>y<option selected>z</select>
        <textarea name=text>
line one
line &amp; two</textarea>
        <input name=off disabled value=1><fieldset disabled><input name=locked></fieldset>
        <input type=file name=photo><input type=reset name=r><button type=button name=b>b</button>
        <button name=go value=first>Go</button><input type=submit name=other>
      </form>
      <input form=f name=outside value=in><input name=stray>`).form('#f');
    expect(form).toEqual({
      action: 'https://shop.example/save?x=1',
      method: 'POST',
      encoding: 'multipart',
      fields: [
        ['token', 'a"b'],
        ['who', 'me'],
        ['secret', ''],
        ['yes', 'on'],
        ['size', 'm'],
        ['one', 'a b'],
        ['two', '2'],
        ['many', 'x'],
        ['many', 'z'],
        ['text', 'line one\r\nline & two'],
        ['go', 'first'],
        ['outside', 'in'],
      ],
      fileFields: ['photo'],
      names: ['token', 'who', 'secret', 'yes', 'no', 'size', 'one', 'two', 'many', 'text', 'photo', 'go', 'other', 'outside'],
    });
  });

  it('without attributes is sent with GET to its page', () => {
    expect(page('<base href=/z/><form><input name=q></form>').form('form')).toMatchObject({
      action: 'https://shop.example/a/b',
      method: 'GET',
      encoding: 'urlencoded',
    });
  });

  it('is found by what it holds', () => {
    expect(page('<form action=/no></form><form action=/yes><input id=q></form>').form('#q')?.action).toBe('https://shop.example/yes');
  });

  it('goes where its first submit button says', () => {
    expect(page('<form><button formaction=/there formmethod=post>x</button></form>').form('form')).toMatchObject({
      action: 'https://shop.example/there',
      method: 'POST',
    });
  });

  it('that is not there, or leads nowhere, is undefined', () => {
    expect(page('<p>').form('form')).toBeUndefined();
    expect(page('<form action="javascript:x">').form('form')).toBeUndefined();
  });
});

describe('resources', () => {
  it('are stylesheets, scripts and images, distinct, in scope, in document order', () => {
    const { resources } = page(`
      <link rel="icon" href=/i.ico><link rel="stylesheet" href=/s.css><link rel="alternate stylesheet" href=/alt.css>
      <script src=/s.js></script><script src=/data.json type=application/json></script><script>inline</script>
      <script src=/m.js type=module></script><script nomodule src=/old.js></script>
      <img src=/1.png><img srcset="/2.png 1x, /3.png 2x"><img src=/1.png><img src="data:image/png,"><img src=//cdn.test/x.png>`);
    expect(resources()).toEqual([
      { url: 'https://shop.example/s.css', destination: 'style' },
      { url: 'https://shop.example/s.js', destination: 'script' },
      { url: 'https://shop.example/m.js', destination: 'script' },
      { url: 'https://shop.example/1.png', destination: 'image' },
      { url: 'https://shop.example/2.png', destination: 'image' },
    ]);
  });
});

describe('a hostile page', () => {
  it.each([['<b>'], ['<div class=x>'], ['<b></i>'], ['<form><fieldset>']])(
    'that nests "%s" a megabyte deep does not block',
    (unit) => {
      const deep = page(`<a href=first>1</a>${unit.repeat(2 ** 20 / unit.length)}<a href=last>2</a>`);
      expect(urls(deep.links())).toEqual(['https://shop.example/a/first']);
      expect(urls(deep.links({ css: 'a' }))).toEqual(['https://shop.example/a/first']);
      deep.form('form');
    },
    5_000,
  );
});
