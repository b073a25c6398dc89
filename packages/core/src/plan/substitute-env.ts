import { nearestWord } from '../support/nearest-word.ts';
import { quoted } from '../support/quoted.ts';
import { asList } from './as-list.ts';
import { asRecord } from './as-record.ts';
import { planPathText, type PlanPath, type PlanProblem } from './plan-problem.ts';

/** A plan with the values of environment variables in place of their names. */
export interface Substitution {
  readonly value: unknown;
  /** Where values were put. */
  readonly secretPaths: readonly PlanPath[];
  /** The values that were put anywhere. */
  readonly secrets: readonly string[];
  readonly problems: readonly PlanProblem[];
}

/** Parts that are numbers: there, `${NAME}` alone may stand for one. */
const numbers = /^(speed|scale|sizeScale|plays|actions|profiles\[\d+\]\.(count|activity|pace\.backlog))$/;

/**
 * Puts values in place of `${NAME}` in the texts of a plan, once: a value is data, whatever it looks like, and no key is ever changed. Only names
 * listed in `env` may be used; `${NAME:-text}` is the text where the variable is unset or empty, as in a shell; `$${` stands for `${`. Where a
 * number is wanted, a value of digits becomes one. Nothing said about it holds a value.
 */
export function substituteEnv(plan: unknown, env: Environment): Substitution {
  const listed = asList(asRecord(plan)['env']).filter((name) => typeof name === 'string');
  const secretPaths: PlanPath[] = [];
  const secrets = new Set<string>();
  const problems: PlanProblem[] = [];

  const valueOf = (name: string, path: PlanPath): string => {
    const fault = faultOf(name, listed, env);
    if (fault === undefined) {
      const value = env[name] ?? '';
      secrets.add(value);
      return value;
    }
    problems.push({ path, ...fault });
    return '';
  };

  const inText = (text: string, path: PlanPath): string | number => {
    let isMade = false;
    let isSecret = false;
    const made = text.replace(/\$\$\{|\$\{([^}]*)\}?/g, (match, written?: string) => {
      if (written === undefined) return '${';
      isMade = true;
      const [, name = written, otherwise] = /^(.*?):-(.*)$/s.exec(written) ?? [];
      if (otherwise !== undefined && match.endsWith('}') && isUnset(name, listed, env)) return otherwise;
      isSecret = true;
      return valueOf(match.endsWith('}') ? name : '', path);
    });
    if (isSecret) secretPaths.push(path);
    return isMade && /^\d{1,12}(\.\d{1,9})?$/.test(made) && numbers.test(planPathText(path)) ? Number(made) : made;
  };

  const walk = (value: unknown, path: PlanPath): unknown => {
    if (typeof value === 'string') return inText(value, path);
    if (Array.isArray(value)) return value.map((item, index) => walk(item, [...path, index]));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [key, path.length === 0 && key === 'env' ? part : walk(part, [...path, key])]),
    );
  };

  return { value: walk(plan, []), secretPaths, secrets: [...secrets], problems };
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether a listed variable has no value, or an empty one. */
function isUnset(name: string, listed: readonly string[], env: Environment): boolean {
  return listed.includes(name) && (!Object.hasOwn(env, name) || env[name] === undefined || env[name] === '');
}

function faultOf(name: string, listed: readonly string[], env: Environment) {
  if (!/^[A-Za-z_]\w*$/.test(name)) {
    return {
      message: 'What stands in `${...}` is no name of an environment variable.',
      hint: 'Write `${NAME}`, or `$${` for these characters themselves.',
    };
  }
  if (!listed.includes(name)) {
    const nearest = nearestWord(name, listed);
    const hint =
      nearest === undefined
        ? `Add it to \`env\` of the plan: \`env: [${name}]\`.`
        : `Did you mean \`${nearest}\`? Else add it to \`env\` of the plan.`;
    return { message: `The environment variable ${quoted(name)} is not listed in \`env\`.`, hint };
  }
  if (!Object.hasOwn(env, name) || env[name] === undefined) {
    return {
      message: `The environment variable ${quoted(name)} is not set.`,
      hint: `Set it, or write what to take instead: \`\${${name}:-text}\`.`,
    };
  }
  return undefined;
}
