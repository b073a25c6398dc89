/** The stylesheet of the demo shop. */
export const demoStyle = `:root {
  --ink: #1c1917; --paper: #fffbf5; --card: #ffffff; --line: #eadfce; --accent: #c2410c; --soft: #78716c;
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :root { --ink: #f5f0e8; --paper: #1a1613; --card: #26201b; --line: #3d342b; --accent: #fb923c; --soft: #b8ada0; }
}
* { box-sizing: border-box; }
body { margin: 0; font: 17px/1.6 ui-rounded, system-ui, sans-serif; color: var(--ink); background: var(--paper); }
header, main, footer { max-width: 60rem; margin: 0 auto; padding: 1.25rem; }
header { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1.5rem; border-bottom: 1px solid var(--line); }
header .logo { display: flex; align-items: center; gap: 0.6rem; font-size: 1.25rem; font-weight: 700; color: inherit; }
header nav { display: flex; gap: 1.25rem; margin-left: auto; }
a { color: var(--accent); text-decoration: none; }
a:hover, a:focus-visible { text-decoration: underline; }
h1 { font-size: 2.1rem; line-height: 1.15; letter-spacing: -0.02em; margin: 1.5rem 0 0.5rem; }
.lead { color: var(--soft); font-size: 1.15rem; max-width: 38rem; }
.shelf { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1.25rem; padding: 0; margin: 1.5rem 0; list-style: none; }
.shelf a, .panel { display: block; background: var(--card); border: 1px solid var(--line); border-radius: 1rem; overflow: hidden; }
.shelf a { color: inherit; transition: transform 0.15s ease; }
.shelf a:hover { transform: translateY(-3px); text-decoration: none; }
.shelf img { display: block; width: 100%; height: 9rem; object-fit: cover; }
.shelf div { padding: 0.9rem 1.1rem 1.1rem; }
.shelf strong { display: flex; justify-content: space-between; }
.shelf span, .soft { color: var(--soft); }
.panel { padding: 1.25rem; margin: 1.25rem 0; }
.pages { display: flex; gap: 1.5rem; }
form { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: end; }
label { display: grid; gap: 0.25rem; font-size: 0.9rem; color: var(--soft); }
input, button { font: inherit; padding: 0.5rem 0.8rem; border-radius: 0.6rem; border: 1px solid var(--line); background: var(--paper); color: var(--ink); }
button { background: var(--accent); border-color: var(--accent); color: #fff; font-weight: 600; cursor: pointer; }
footer { color: var(--soft); font-size: 0.9rem; border-top: 1px solid var(--line); margin-top: 2rem; }
footer a { margin-right: 1.25rem; }
`;
