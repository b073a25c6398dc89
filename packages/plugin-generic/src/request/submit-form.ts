import { RushhourError, type HttpForm, type HttpFormValue, type HttpPage, type HttpRequest, type HttpStreamBody } from '@rushhour/core';
import { excerpt } from '../checks/excerpt.ts';
import type { Fields } from '../params/fields.ts';

/**
 * Makes the request that submits a form of a page, filled in as asked; everything else is sent as it stands.
 *
 * @throws RushhourError `no_form` when the page has no such form, or the form no such field.
 */
export function submitForm(page: HttpPage, css: string, filled: Fields = {}): HttpRequest {
  const form = page.form(css);
  if (form === undefined) throw new RushhourError('no_form', { message: `The page has no form "${excerpt(css)}".` });
  const missing = Object.keys(filled).find((name) => !form.names.includes(name));
  if (missing !== undefined) {
    throw new RushhourError('no_form', {
      message: `The form "${excerpt(css)}" has no field "${excerpt(missing)}".`,
      hint: `Its fields are: ${form.names.slice(0, 20).map(excerpt).join(', ') || 'none'}.`,
    });
  }
  const fields = fillIn(form, filled);
  if (form.method === 'POST')
    return { url: form.action, method: 'POST', body: { kind: form.encoding === 'multipart' ? 'multipart' : 'form', fields } };
  const url = new URL(form.action);
  url.search = '';
  for (const [name, values] of Object.entries(fields)) {
    for (const value of values) url.searchParams.append(name, typeof value === 'object' ? value.name : String(value));
  }
  return { url: url.href };
}

/** Names and values in document order; what is filled in takes the place of what stood there. */
function fillIn(form: HttpForm, filled: Fields): Readonly<Record<string, readonly HttpFormValue[]>> {
  const values = new Map<string, HttpFormValue[]>();
  for (const [name, value] of form.fields) values.set(name, [...(values.get(name) ?? []), value]);
  for (const name of form.fileFields) values.set(name, [noFile]);
  for (const [name, value] of Object.entries(filled)) values.set(name, [value].flat());
  return Object.fromEntries(values);
}

/** What a browser sends for a file input nobody used. */
const noFile: HttpStreamBody = {
  name: '',
  size: 0,
  type: 'application/octet-stream',
  async *stream() {
    // Empty.
  },
};
