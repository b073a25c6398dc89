import type { HttpForm } from '@rushhour/core';
import { isTag, type Document, type Element } from 'domhandler';
import { find } from 'domutils';
import { closestElement } from './closest-element.ts';
import { readControl, type FormControl } from './read-control.ts';
import { resolveUrl } from './resolve-url.ts';
import { selectElements } from './selector.ts';

/** What a form is relative to. */
export interface FormPlace {
  /** URL of the page, where a form without an action goes. */
  readonly pageUrl: string;
  readonly base: string;
}

/** Reads the first form that fits a CSS selector, or that holds an element that does, with the values it would send as it stands. */
export function readForm(document: Document, css: string, { pageUrl, base }: FormPlace): HttpForm | undefined {
  const form = selectElements(document, css)
    .map((element) => closest(element, 'form'))
    .find((element) => element !== undefined);
  if (form === undefined) return undefined;

  const controls = controlsOf(document, form);
  const submit = controls.find((control) => control.kind === 'submit');
  const attribute = (name: string) => submit?.attributes[`form${name}`] ?? form.attribs[name] ?? '';
  const action = resolveUrl(attribute('action').trim() || pageUrl, base);
  if (action === undefined) return undefined;

  return {
    action: action.href,
    method: attribute('method').toLowerCase() === 'post' ? 'POST' : 'GET',
    encoding: attribute('enctype').toLowerCase() === 'multipart/form-data' ? 'multipart' : 'urlencoded',
    fields: controls.filter((control) => control.kind !== 'submit' || control === submit).flatMap((control) => control.entries),
    fileFields: controls.filter((control) => control.kind === 'file').map((control) => control.name),
    names: [...new Set(controls.map((control) => control.name).filter((name) => name !== ''))],
  };
}

function controlsOf(document: Document, form: Element): readonly FormControl[] {
  return find((node) => isTag(node) && isOwned(node, form) && !isLocked(node), document.children, true, Infinity)
    .filter(isTag)
    .map(readControl)
    .filter((control) => control !== undefined);
}

/** Whether a control belongs to a form: the one its `form` attribute names, else the one around it. */
function isOwned(control: Element, form: Element): boolean {
  const id = control.attribs['form'];
  return id === undefined ? closest(control, 'form') === form : id === form.attribs['id'];
}

/** Whether a control is never sent: disabled, or inside what is disabled or only a suggestion. */
function isLocked(control: Element): boolean {
  if ('disabled' in control.attribs) return true;
  if (closest(control, 'datalist') !== undefined || closest(control, 'template') !== undefined) return true;
  const fieldset = closest(control, 'fieldset');
  return fieldset !== undefined && 'disabled' in fieldset.attribs;
}

const closest = (element: Element, name: string) => closestElement(element, (candidate) => candidate.name === name);
