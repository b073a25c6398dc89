/** One step of a path: a name, a place in a list (from its end when negative), or anything. */
type Step = string | number | typeof anything;
const anything = Symbol('anything');

/** A path into a JSON value, read once. */
export type JsonPath = readonly Step[];

const stepPattern =
  /\.(?<name>[\p{L}_$][\p{L}\p{N}_$-]*)|\.(?<star>\*)|\[\s*(?:(?<index>-?\d{1,9})|(?<any>\*)|'(?<single>(?:[^'\\]|\\.)*)'|"(?<double>(?:[^"\\]|\\.)*)")\s*\]/uy;

/**
 * Reads a path: `$.orders[0].id`, `$['first name']`, `$.items[*].id`, `$.items[-1]`. That is the part of RFC 9535 that names one value, and no
 * filters or scripts: a path never runs anything.
 *
 * @returns undefined when it is no such path
 */
export function parseJsonPath(text: string): JsonPath | undefined {
  if (!text.startsWith('$')) return undefined;
  const steps: Step[] = [];
  stepPattern.lastIndex = 1;
  let end = 1;
  for (let match = stepPattern.exec(text); match !== null; match = stepPattern.exec(text)) {
    end = stepPattern.lastIndex;
    const { name, star, index, any, single, double } = match.groups ?? {};
    const quoted = single ?? double;
    if ((star ?? any) !== undefined) steps.push(anything);
    else if (index !== undefined) steps.push(Number(index));
    else steps.push(name ?? quoted?.replace(/\\(.)/g, '$1') ?? '');
  }
  return end === text.length ? steps : undefined;
}

/** The first value a path leads to, in the order of the document; undefined when there is none. */
export function readJsonPath(value: unknown, path: JsonPath): unknown {
  return readFrom(value, path, 0);
}

function readFrom(value: unknown, path: JsonPath, at: number): unknown {
  const step = path[at];
  if (step === undefined) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  if (step === anything) {
    for (const child of Object.values(value)) {
      const found = readFrom(child, path, at + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (typeof step === 'number') return Array.isArray(value) ? readFrom(value.at(step), path, at + 1) : undefined;
  // Own keys only: `constructor` is not in the document.
  return !Array.isArray(value) && Object.hasOwn(value, step) ? readFrom(Reflect.get(value, step), path, at + 1) : undefined;
}
