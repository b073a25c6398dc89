import { quoted } from '../support/quoted.ts';
import type { Reading, Refusal } from '../support/reading.ts';
import { isAlong, planPathText, type PlanPath, type PlanProblem } from './plan-problem.ts';

/** Reads the parts of a plan one by one, and gathers what is wrong with them. */
export interface PlanReader {
  /** One problem a place, the most basic one. */
  problems(): readonly PlanProblem[];
  /** What a part means; undefined when it is absent or wrong. */
  read<Value>(path: PlanPath, value: unknown, parse: (value: unknown) => Reading<Value>): Value | undefined;
  /** Tells that a value cannot be used. */
  refuse(path: PlanPath, value: unknown, refusal: Refusal): void;
  /** Tells what is wrong in other words; what they quote comes from `show`. */
  report(path: PlanPath, fault: Omit<PlanProblem, 'path'>): void;
  /** A value in quotes, or `"(hidden)"`. */
  show(path: PlanPath, value: unknown): string;
  /** Whether the value of a part is secret. */
  isHidden(path: PlanPath): boolean;
}

/** How a reader is made. */
export interface PlanReaderOptions {
  /** What was found before: the parts they stand at are passed over. */
  readonly known?: readonly PlanProblem[];
  /** Parts whose values are secret: no message repeats them. */
  readonly secretPaths?: readonly PlanPath[];
  /** Parts that are told of elsewhere. */
  readonly passOver?: readonly PlanPath[];
}

/** Makes a reader. */
export function createPlanReader({ known = [], secretPaths = [], passOver = [] }: PlanReaderOptions = {}): PlanReader {
  const problems = [...known];
  const misshapen = [...passOver, ...known.filter(({ atKey }) => atKey !== true).map(({ path }) => path)];
  const isMisshapen = (path: PlanPath) => misshapen.some((bad) => bad.length <= path.length && isAlong(bad, path));
  const isHidden = (path: PlanPath) => secretPaths.some((secret) => isAlong(secret, path));
  const show = (path: PlanPath, value: unknown) =>
    isHidden(path) ? '"(hidden)"' : quoted(typeof value === 'number' ? String(value) : value);
  const refuse = (path: PlanPath, value: unknown, { reason, hint }: Refusal) => {
    if (isMisshapen(path)) return;
    const why = reason === undefined ? '' : `: ${reason}`;
    problems.push({ path, message: `\`${planPathText(path)}\` cannot be ${show(path, value)}${why}.`, hint });
  };
  return {
    show,
    isHidden,
    refuse,
    report: (path, fault) => problems.push({ path, ...fault }),
    problems() {
      const seen = new Set<string>();
      return problems.filter(({ path, atKey = false }) => {
        const place = JSON.stringify([path, atKey]);
        return !seen.has(place) && seen.add(place);
      });
    },
    read(path, value, parse) {
      if (value === undefined || isMisshapen(path) || known.some((problem) => isAlong(problem.path, path))) return undefined;
      const reading = parse(value);
      if (reading.refusal === undefined) return reading.value;
      refuse(path, value, reading.refusal);
      return undefined;
    },
  };
}
