import { css } from './html.ts';

/** The style sheet of a report: light and dark as the reader has it, light on paper. */
export const reportStyle = css`
  :root {
    --page: #f6f7f9;
    --card: #ffffff;
    --ink: #1b2330;
    --soft: #5d6878;
    --line: #e1e5eb;
    --mark: #eef1f5;
    --blue: #2f6fde;
    --orange: #d9730d;
    --red: #c8362f;
    --green: #23855a;
    --violet: #7a54c8;
    --teal: #16879a;
    --grey: #808a98;
  }
  @media screen and (prefers-color-scheme: dark) {
    :root {
      --page: #12161d;
      --card: #1a2029;
      --ink: #e7ebf1;
      --soft: #9aa6b6;
      --line: #2d3643;
      --mark: #232b36;
      --blue: #6ba1ff;
      --orange: #f2a04a;
      --red: #ff7a70;
      --green: #5cc994;
      --violet: #b095f2;
      --teal: #53c2d3;
      --grey: #8d98a7;
    }
  }
  * {
    box-sizing: border-box;
  }
  body {
    margin: 0;
    background: var(--page);
    color: var(--ink);
    font:
      15px/1.5 system-ui,
      -apple-system,
      'Segoe UI',
      Roboto,
      'Liberation Sans',
      sans-serif;
  }
  main {
    max-width: 1120px;
    margin: 0 auto;
    padding: 32px 24px 48px;
  }
  h1 {
    margin: 0 0 12px;
    font-size: 30px;
    line-height: 1.2;
    overflow-wrap: anywhere;
  }
  h2 {
    margin: 0 0 12px;
    font-size: 18px;
  }
  h3 {
    margin: 0;
    font-size: 15px;
  }
  h3 small {
    margin-left: 4px;
    color: var(--soft);
    font-weight: 400;
    font-size: 13px;
  }
  code {
    font:
      13px/1.4 ui-monospace,
      SFMono-Regular,
      Menlo,
      'Liberation Mono',
      monospace;
    overflow-wrap: anywhere;
  }
  header {
    margin-bottom: 24px;
  }
  section {
    margin: 0 0 16px;
    padding: 20px 24px;
    border: 1px solid var(--line);
    border-radius: 8px;
    background: var(--card);
  }
  footer {
    color: var(--soft);
    font-size: 13px;
  }
  .brand {
    margin: 0 0 4px;
    color: var(--soft);
    font-size: 13px;
    letter-spacing: 0.04em;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 32px;
    margin: 0;
  }
  .facts div {
    min-width: 0;
  }
  .facts dt {
    color: var(--soft);
    font-size: 12px;
  }
  .facts dd {
    margin: 0;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  .tiles {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(170px, 1fr));
    gap: 12px;
    margin: 20px 0 12px;
  }
  .tile {
    padding: 12px 16px;
    border: 1px solid var(--line);
    border-radius: 8px;
    background: var(--card);
  }
  .tile span,
  .tile small {
    display: block;
    color: var(--soft);
    font-size: 13px;
  }
  .tile strong {
    display: block;
    font-size: 25px;
    line-height: 1.3;
    font-variant-numeric: tabular-nums;
  }
  .tile.warn strong {
    color: var(--red);
  }
  .repeat {
    margin: 0;
    color: var(--soft);
    font-size: 13px;
  }
  .repeat code {
    color: var(--ink);
  }
  .note {
    margin: 4px 0 8px;
    color: var(--soft);
    font-size: 13px;
  }
  .warning {
    margin: 0 0 12px;
    padding: 8px 12px;
    border-left: 4px solid var(--orange);
    background: var(--mark);
  }
  figure {
    margin: 0 0 20px;
  }
  figure:last-child {
    margin-bottom: 0;
  }
  figcaption {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: baseline;
    gap: 4px 24px;
    margin-bottom: 4px;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
    margin: 0;
    padding: 0;
    list-style: none;
    color: var(--soft);
    font-size: 13px;
  }
  .legend i {
    display: inline-block;
    width: 18px;
    margin-right: 6px;
    border-top: 3px solid var(--colour);
    vertical-align: middle;
  }
  .legend i.dashed {
    border-top-style: dashed;
  }
  .blue {
    --colour: var(--blue);
  }
  .orange {
    --colour: var(--orange);
  }
  .red {
    --colour: var(--red);
  }
  .green {
    --colour: var(--green);
  }
  .violet {
    --colour: var(--violet);
  }
  .teal {
    --colour: var(--teal);
  }
  .grey {
    --colour: var(--grey);
  }
  svg {
    display: block;
    width: 100%;
    height: auto;
  }
  svg text {
    fill: var(--soft);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }
  svg .value {
    text-anchor: end;
  }
  svg .time {
    text-anchor: middle;
  }
  svg .grid,
  svg .tick {
    stroke: var(--line);
    stroke-width: 1;
  }
  svg .line,
  svg .dashed {
    fill: none;
    stroke: var(--colour);
    stroke-width: 1.75;
    stroke-linejoin: round;
  }
  svg .dashed {
    stroke-dasharray: 6 4;
  }
  svg .fill {
    fill: color-mix(in srgb, var(--colour) 26%, var(--card));
  }
  svg .points rect {
    fill: transparent;
  }
  svg .points rect:hover {
    fill: color-mix(in srgb, var(--ink) 8%, transparent);
  }
  .scroll {
    overflow-x: auto;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }
  th {
    border-bottom: 1px solid var(--line);
    color: var(--soft);
    font-weight: 500;
    white-space: nowrap;
  }
  abbr {
    text-decoration: underline dotted;
    text-underline-offset: 3px;
  }
  th,
  td {
    padding: 5px 8px;
  }
  th:first-child,
  td:first-child {
    padding-left: 0;
  }
  th:last-child,
  td:last-child {
    padding-right: 0;
  }
  tbody tr + tr td {
    border-top: 1px solid var(--line);
  }
  .number {
    text-align: right;
    white-space: nowrap;
  }
  .text {
    text-align: left;
  }
  td.text {
    min-width: 72px;
    max-width: 420px;
    overflow-wrap: anywhere;
  }
  td.text:first-child {
    min-width: 110px;
  }
  td code {
    white-space: nowrap;
  }
  td.text:last-child {
    max-width: none;
    width: 100%;
  }
  .bad {
    color: var(--red);
    font-weight: 600;
  }
  .good {
    color: var(--green);
    font-weight: 600;
  }
  .none {
    color: var(--soft);
  }
  .bar {
    display: inline-block;
    width: 160px;
    height: 8px;
    margin-right: 8px;
    border-radius: 4px;
    background: var(--mark);
    overflow: hidden;
  }
  .bar i {
    display: block;
    height: 100%;
    background: var(--blue);
  }
  @media print {
    body {
      background: none;
      font-size: 12px;
    }
    main {
      max-width: none;
      padding: 0;
    }
    section,
    .tile {
      border-color: #cccccc;
    }
    section > h2 {
      break-after: avoid;
    }
    figure,
    tr,
    .tile {
      break-inside: avoid;
    }
    .scroll {
      overflow: visible;
    }
    table {
      font-size: 10px;
    }
    th,
    td {
      padding: 3px 4px;
    }
    * {
      print-color-adjust: exact;
      -webkit-print-color-adjust: exact;
    }
  }
`;
