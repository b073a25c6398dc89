import { demoProducts, productsPerPage, type DemoProduct } from './demo-products.ts';

/** Writes text into HTML. */
function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** A whole page of the shop. */
function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escapeHtml(title)} · Rush &amp; Hour Coffee</title>
  <link rel="icon" href="/images/logo.svg">
  <link rel="stylesheet" href="/style.css">
</head>
<body>
  <header>
    <a class="logo" href="/"><img src="/images/logo.svg" alt="" width="32" height="32"> Rush &amp; Hour Coffee</a>
    <nav><a href="/coffee">Coffee</a> <a href="/photos">Photos</a> <a href="/basket">Basket</a></nav>
  </header>
  <main>
${body}
  </main>
  <footer>
    <a href="/files/menu.txt">Menu</a> <a href="/files/poster.svg">Poster</a> <a href="/last-season" rel="nofollow">Last season</a>
    <p>A shop that lives only while <code>rushhour demo</code> runs. Nothing is for sale.</p>
  </footer>
</body>
</html>
`;
}

function shelf(products: readonly DemoProduct[]): string {
  const items = products.map(
    ({ slug, name, price, text }) => `      <li><a class="product" href="/coffee/${slug}"><img src="/images/${slug}.svg" alt="">
        <div><strong>${escapeHtml(name)} <span>€ ${price}</span></strong>${escapeHtml(text)}</div></a></li>`,
  );
  return `    <ul class="shelf">\n${items.join('\n')}\n    </ul>`;
}

const searchForm = (query: string) => `    <form id="search" action="/search" method="get">
      <label>What would you like? <input name="q" value="${escapeHtml(query)}"></label> <button>Search</button>
    </form>`;

/** The front page. */
export function homePage(): string {
  return page(
    'Good morning',
    `    <h1>Coffee for people with a train to catch.</h1>
    <p class="lead">Roasted above the station, ground while you look for your ticket, and in your hand before the doors close.</p>
${shelf(demoProducts.slice(0, productsPerPage))}
${searchForm('')}`,
  );
}

/** One page of the shelf; undefined beyond the last. */
export function coffeePage(number: number): string | undefined {
  const pages = Math.ceil(demoProducts.length / productsPerPage);
  if (!Number.isInteger(number) || number < 1 || number > pages) return undefined;
  const shown = demoProducts.slice((number - 1) * productsPerPage, number * productsPerPage);
  const before = number > 1 ? `<a rel="prev" href="/coffee?page=${number - 1}">Previous page</a>` : '';
  const after =
    number < pages ? `<a rel="next" href="/coffee?page=${number + 1}">Next page</a>` : '<a href="/coffee">Next page: from the start</a>';
  return page(
    `Coffee, page ${number}`,
    `    <h1>Coffee</h1>
    <p class="soft">Page ${number} of ${pages}</p>
${shelf(shown)}
    <p class="pages">${before} ${after}</p>`,
  );
}

/** The page of one product; undefined when the shop does not have it. */
export function productPage(slug: string): string | undefined {
  const product = demoProducts.find((one) => one.slug === slug);
  if (product === undefined) return undefined;
  const others = demoProducts.filter((one) => one.slug !== slug).slice(0, productsPerPage);
  return page(
    product.name,
    `    <h1>${escapeHtml(product.name)}</h1>
    <p class="lead">${escapeHtml(product.text)}</p>
    <form id="add" class="panel" action="/basket" method="post">
      <input type="hidden" name="product" value="${product.slug}">
      <label>Bags <input name="quantity" type="number" min="1" max="9" value="1"></label>
      <button>Put in the basket, € ${product.price} each</button>
    </form>
    <h2>With it people also look at</h2>
${shelf(others)}`,
  );
}

/** What a search found. */
export function searchPage(query: string): string {
  const found = demoProducts.filter(({ name, text }) => `${name} ${text}`.toLowerCase().includes(query.toLowerCase()));
  return page(
    'Search',
    `    <h1>${found.length === 0 ? 'Nothing found' : `${found.length} for you`}</h1>
${searchForm(query)}
${shelf(found)}`,
  );
}

/** What a visitor has put aside: bags by product. */
export function basketPage(basket: ReadonlyMap<string, number>): string {
  const rows = [...basket].map(([slug, bags]) => {
    const product = demoProducts.find((one) => one.slug === slug);
    return `<li><a href="/coffee/${escapeHtml(slug)}">${escapeHtml(product?.name ?? slug)}</a>, ${bags} ${bags === 1 ? 'bag' : 'bags'}</li>`;
  });
  const checkout = `    <form id="checkout" class="panel" action="/checkout" method="post">
      <input type="hidden" name="bags" value="${[...basket.values()].reduce((sum, bags) => sum + bags, 0)}">
      <label>Your name <input name="name" required></label> <button>Order</button>
    </form>`;
  return page(
    'Basket',
    rows.length === 0
      ? '    <h1>Your basket is empty</h1>\n    <p><a href="/coffee">Look at the coffee</a></p>'
      : `    <h1>In your basket</h1>\n    <ul>${rows.join('')}</ul>\n${checkout}`,
  );
}

/** Thanks for an order. */
export function orderPage(name: string): string {
  return page(
    'Thank you',
    `    <h1>Thank you, ${escapeHtml(name)}!</h1>\n    <p class="lead">Your coffee is on the next train. <a href="/coffee">More?</a></p>`,
  );
}

/** The wall of photos people sent. */
export function photosPage(count: number, bytes: number): string {
  return page(
    'Photos',
    `    <h1>Your cups</h1>
    <p class="lead">${count === 0 ? 'No photos yet.' : `${count} photos so far, ${bytes} bytes of them.`}</p>
    <form id="photo" class="panel" action="/photos" method="post" enctype="multipart/form-data">
      <label>Photo <input type="file" name="photo"></label>
      <label>Caption <input name="caption"></label> <button>Send</button>
    </form>`,
  );
}

/** A page for what is not there. */
export function gonePage(status: number): string {
  const text = status === 410 ? 'That was last season.' : 'There is no such page.';
  return page(text, `    <h1>${text}</h1>\n    <p><a href="/">Back to the counter</a></p>`);
}
