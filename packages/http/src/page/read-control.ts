import { isTag, type Element } from 'domhandler';
import { find, textContent } from 'domutils';
import { collapseSpace } from './visible-text.ts';

/** A control of a form. */
export interface FormControl {
  readonly kind: 'value' | 'file' | 'submit';
  readonly name: string;
  /** What it sends as it stands. */
  readonly entries: readonly (readonly [name: string, value: string])[];
  readonly attributes: Readonly<Record<string, string>>;
}

/** Reads a control; undefined for elements that are none, or that send nothing and cannot be set. */
export function readControl(element: Element): FormControl | undefined {
  const { name = '' } = element.attribs;
  switch (element.name) {
    case 'input':
      return readInput(element, name);
    case 'select':
      return name === '' ? undefined : control(element, 'value', chosenOptions(element));
    case 'textarea':
      return name === '' ? undefined : control(element, 'value', [withLineBreaks(textContent(element).replace(/^\r?\n/, ''))]);
    case 'button':
      return /^(reset|button)$/i.test(element.attribs['type'] ?? '')
        ? undefined
        : control(element, 'submit', [element.attribs['value'] ?? '']);
    default:
      return undefined;
  }
}

function readInput(element: Element, name: string): FormControl | undefined {
  const { type = 'text', value } = element.attribs;
  switch (type.toLowerCase()) {
    case 'submit':
      return control(element, 'submit', value === undefined ? ['Submit'] : [value]);
    case 'image': {
      const prefix = name === '' ? '' : `${name}.`;
      const entries = [
        [`${prefix}x`, '0'],
        [`${prefix}y`, '0'],
      ] as const;
      return { kind: 'submit', name, entries, attributes: element.attribs };
    }
    case 'reset':
    case 'button':
      return undefined;
    case 'file':
      return name === '' ? undefined : control(element, 'file', []);
    case 'checkbox':
    case 'radio':
      return name === '' ? undefined : control(element, 'value', 'checked' in element.attribs ? [value ?? 'on'] : []);
    default:
      return name === '' ? undefined : control(element, 'value', [value ?? '']);
  }
}

function control(element: Element, kind: FormControl['kind'], values: readonly string[]): FormControl {
  const { name = '' } = element.attribs;
  return { kind, name, entries: name === '' ? [] : values.map((value) => [name, value]), attributes: element.attribs };
}

function chosenOptions(select: Element): readonly string[] {
  const options = find((node) => isTag(node) && node.name === 'option', select.children, true, Infinity)
    .filter(isTag)
    .filter((option) => !('disabled' in option.attribs));
  const valueOf = (option: Element) => option.attribs['value'] ?? collapseSpace(textContent(option));
  const selected = options.filter((option) => 'selected' in option.attribs);
  if ('multiple' in select.attribs) return selected.map(valueOf);
  const one = selected.at(-1) ?? options[0];
  return one === undefined ? [] : [valueOf(one)];
}

/** Line breaks as forms send them. */
const withLineBreaks = (text: string) => text.replace(/\r\n|\r|\n/g, '\r\n');
