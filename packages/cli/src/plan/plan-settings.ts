import type { RawOptions } from '../run/option-values.ts';
import { duration, durationOrNever, invalid, optional, text, type OptionParser } from '../run/option-values.ts';

/** What the options of `plan` say beside those it shares with `run`, checked. */
export interface PlanSettings {
  /** When the window begins: an instant, or a time of the first day. */
  readonly from?: WindowStart;
  /** How long the window is, in simulated time. */
  readonly forMs?: number;
  /** How long every action is taken to take. */
  readonly assumeMs: number;
  /** The time zone of times that are shown. */
  readonly zone: string;
  readonly arrivals: boolean;
  readonly json: boolean;
  /** A file. */
  readonly svg?: string;
}

/** The start of a window. */
export type WindowStart = { readonly atMs: number } | { readonly minuteOfDay: number };

/**
 * Checks what was given on the command line of `plan`.
 * @throws RushhourError `option_invalid` naming the option and its value.
 */
export function parsePlanSettings(raw: RawOptions): PlanSettings {
  const from = optional(raw, 'from', windowStart);
  const forMs = optional(raw, 'for', duration);
  const svg = optional(raw, 'svg', text);
  return {
    ...(from !== undefined && { from }),
    ...(forMs !== undefined && { forMs }),
    assumeMs: optional(raw, 'assume', durationOrNever) ?? 0,
    zone: optional(raw, 'zone', zone) ?? 'UTC',
    arrivals: raw['arrivals'] === true,
    json: raw['json'] === true,
    ...(svg !== undefined && { svg }),
  };
}

const windowStart: OptionParser<WindowStart> = (option, value) => {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(value) ?? [];
  if (hour !== undefined && minute !== undefined && Number(hour) < 24 && Number(minute) < 60) {
    return { minuteOfDay: Number(hour) * 60 + Number(minute) };
  }
  const atMs = /^\d{4}-\d{2}-\d{2}/.test(value) ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(atMs)) return { atMs };
  throw invalid(option, value, 'a date, a date and time, or a time, such as 2026-01-05, 2026-01-05T08:00Z or 08:00');
};

const zone: OptionParser<string> = (option, value) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone;
  } catch {
    throw invalid(option, value, 'a time zone such as UTC or Europe/Berlin');
  }
};
