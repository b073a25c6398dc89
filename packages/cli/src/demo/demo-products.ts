/** Something the demo shop sells. */
export interface DemoProduct {
  readonly slug: string;
  readonly name: string;
  readonly price: string;
  /** One sentence about it. */
  readonly text: string;
  /** Two colours of its picture. */
  readonly colours: readonly [string, string];
}

/** What is on the shelf, in the order of the pages. */
export const demoProducts: readonly DemoProduct[] = [
  {
    slug: 'platform-nine',
    name: 'Platform Nine',
    price: '9.50',
    text: 'A bright blend for the first train out.',
    colours: ['#f6c177', '#d98e3b'],
  },
  { slug: 'night-express', name: 'Night Express', price: '11.00', text: 'Dark, slow and on time.', colours: ['#57534e', '#292524'] },
  { slug: 'commuter', name: 'Commuter', price: '8.00', text: 'The cup you drink standing up.', colours: ['#c08a5a', '#8a5a33'] },
  {
    slug: 'window-seat',
    name: 'Window Seat',
    price: '12.50',
    text: 'Peach and jasmine, and a long view.',
    colours: ['#fda4af', '#e11d48'],
  },
  { slug: 'quiet-coach', name: 'Quiet Coach', price: '10.00', text: 'Decaffeinated; nobody will notice.', colours: ['#a7c4bc', '#4d7c70'] },
  { slug: 'last-call', name: 'Last Call', price: '9.00', text: 'Ripe fruit for the run down the stairs.', colours: ['#a5b4fc', '#4f46e5'] },
  {
    slug: 'branch-line',
    name: 'Branch Line',
    price: '13.00',
    text: 'From one small farm, two changes away.',
    colours: ['#bef264', '#4d7c0f'],
  },
  { slug: 'rush-hour', name: 'Rush Hour', price: '7.50', text: 'Everybody at once, in a good way.', colours: ['#fdba74', '#ea580c'] },
  { slug: 'terminus', name: 'Terminus', price: '14.00', text: 'Chocolate to the very end.', colours: ['#d6b59b', '#6b4423'] },
];

/** How many of them a page shows. */
export const productsPerPage = 3;
