import { widthOf } from './fit.ts';

/** A column of a table. */
export interface Column {
  readonly title: string;
  /** @default right */
  readonly align?: 'left' | 'right';
}

/** Lays rows out under their titles, two spaces between columns. Returns lines without trailing space; the first is the titles. */
export function layOutTable(columns: readonly Column[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = columns.map((column, index) => Math.max(widthOf(column.title), ...rows.map((row) => widthOf(row[index] ?? ''))));
  const line = (cells: readonly string[]) =>
    columns
      .map((column, index) => {
        const cell = cells[index] ?? '';
        const space = ' '.repeat(Math.max(0, (widths[index] ?? 0) - widthOf(cell)));
        return column.align === 'left' ? cell + space : space + cell;
      })
      .join('  ')
      .trimEnd();
  return [line(columns.map((column) => column.title)), ...rows.map(line)];
}
