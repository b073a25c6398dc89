const timeSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400];

/** Round values from 0 to at least a maximum: steps of 1, 2 or 5 times a power of ten. */
export function valueTicks(maximum: number, wanted = 4): readonly number[] {
  if (!(maximum > 0)) return [0, 1];
  const rough = maximum / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
  return Array.from({ length: Math.ceil(maximum / step - 1e-9) + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

/** Round times between two, in seconds, both ends included where they are round. */
export function timeTicks(from: number, to: number, wanted = 8): readonly number[] {
  const step = timeSteps.find((seconds) => (to - from) / seconds <= wanted) ?? Math.ceil((to - from) / wanted / 86_400) * 86_400;
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.max(0, Math.floor(to / step) - first + 1) }, (_, index) => (first + index) * step);
}

/** A time of a run as a clock shows it: `0:40`, `12:00`, `1:05:00`. */
export function clockTime(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
