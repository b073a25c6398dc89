import { demoProducts } from './demo-products.ts';

/** The logo, and the picture the demo's visitors upload. */
export const cupPicture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
  <rect width="64" height="64" rx="16" fill="#ea580c"/>
  <path d="M16 26h28v12a12 12 0 0 1-12 12h-4a12 12 0 0 1-12-12z" fill="#fff7ed"/>
  <path d="M44 29h4a5 5 0 0 1 0 10h-4" fill="none" stroke="#fff7ed" stroke-width="4"/>
  <path d="M24 20c0-4 4-4 4-8M33 20c0-4 4-4 4-8" fill="none" stroke="#fed7aa" stroke-width="3" stroke-linecap="round"/>
</svg>
`;

/** The pictures of the shop by path. */
export const demoPictures: ReadonlyMap<string, string> = new Map([
  ['/images/logo.svg', cupPicture],
  ...demoProducts.map(
    ({ slug, colours: [light, dark] }, index) =>
      [
        `/images/${slug}.svg`,
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180"><rect width="320" height="180" fill="${light}"/>
<circle cx="${60 + ((index * 67) % 220)}" cy="${40 + ((index * 31) % 60)}" r="26" fill="#fff" opacity=".5"/>
<path d="M0 ${130 - ((index * 17) % 40)}Q80 ${90 + ((index * 23) % 50)} 160 120T320 110V180H0z" fill="${dark}"/></svg>
`,
      ] as const,
  ),
]);

/** A text to download. */
export const demoMenu = `RUSH & HOUR COFFEE

${demoProducts.map(({ name, price, text }) => `${name.padEnd(18, '.')} ${price.padStart(6)}   ${text}`).join('\n')}

${'Roasted above the station. Ground while you look for your ticket.\n'.repeat(200)}`;

/** A picture to download. */
export const demoPoster = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 800"><rect width="600" height="800" fill="#fff7ed"/>
${Array.from({ length: 400 }, (_, index) => `<circle cx="${(index * 137) % 600}" cy="${(index * 89) % 800}" r="${4 + (index % 14)}" fill="hsl(${20 + (index % 25)} 85% 55% / .6)"/>`).join('\n')}
<text x="300" y="420" font-family="sans-serif" font-size="72" font-weight="700" text-anchor="middle" fill="#7c2d12">Rush &amp; Hour</text></svg>
`;
