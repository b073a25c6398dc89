import { html, type Html, type HtmlPart } from './html.ts';

/** A column of a table. */
export interface DataColumn<Row> {
  readonly title: string;
  /** Said when the title is pointed at. */
  readonly meaning?: string;
  /** @default right */
  readonly align?: 'left' | 'right';
  readonly cell: (row: Row) => HtmlPart;
}

/** A section with a table; nothing without rows. */
export function dataTable<Row>(
  title: string,
  rows: readonly Row[],
  { columns, note }: { readonly columns: readonly DataColumn<Row>[]; readonly note?: string | undefined },
): Html | undefined {
  if (rows.length === 0) return undefined;
  const kind = ({ align }: DataColumn<Row>) => (align === 'left' ? 'text' : 'number');
  return html`<section>
    <h2>${title}</h2>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            ${columns.map((column) => html`<th class="${kind(column)}" scope="col">${titleOf(column)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                ${columns.map((column) => html`<td class="${kind(column)}">${column.cell(row)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${note === undefined ? undefined : html`<p class="note">${note}</p>`}
  </section>`;
}

function titleOf({ title, meaning }: Pick<DataColumn<never>, 'title' | 'meaning'>): HtmlPart {
  return meaning === undefined ? title : html`<abbr title="${meaning}">${title}</abbr>`;
}
