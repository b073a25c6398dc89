/** Writes a whole number with commas between thousands: `12,345`. */
export function formatCount(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Writes a rate with as many digits as help: `0.42`, `41.2`, `1,234`. */
export function formatRate(value: number): string {
  if (value === 0) return '0';
  if (value < 0.995) return value.toFixed(2);
  return value < 100 ? value.toFixed(1) : formatCount(value);
}

/** Writes what a rate is multiplied by: `× 1.21`. */
export function formatFactor(value: number): string {
  return `× ${value.toFixed(2)}`;
}

/** Writes a quantity in at most five characters: `0`, `3.4`, `845`, `12.3k`, `1.2M`. */
export function formatShort(value: number): string {
  if (value === 0) return '0';
  if (value < 9.95) return value < 0.05 ? '<0.1' : value.toFixed(1).replace(/\.0$/, '');
  if (value < 999.5) return String(Math.round(value));
  const units = ['k', 'M', 'G', 'T'];
  let scaled = value / 1000;
  let index = 0;
  while (scaled >= 999.5 && index < units.length - 1) {
    scaled /= 1000;
    index += 1;
  }
  return `${scaled < 99.95 ? scaled.toFixed(1) : Math.round(scaled)}${units[index]}`;
}

const byteUnits = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** Writes bytes in decimal units: `512 B`, `1.2 MB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let index = 0;
  while (value >= 999.5 && index < byteUnits.length - 1) {
    value /= 1000;
    index += 1;
  }
  const unit = byteUnits[index] ?? 'B';
  return index === 0 || value >= 99.95 ? `${Math.round(value)} ${unit}` : `${value.toFixed(1)} ${unit}`;
}

/** Writes a latency: `0.42 ms`, `12 ms`, `1.25 s`. */
export function formatLatency(milliseconds: number): string {
  if (milliseconds === 0) return '0 ms';
  if (milliseconds < 1) return `${milliseconds.toFixed(2)} ms`;
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  return milliseconds < 10_000 ? `${(milliseconds / 1000).toFixed(2)} s` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** Writes how long something lasts: `8 s`, `2 min 05 s`, `1 h 02 min`. */
export function formatElapsed(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${String(seconds % 60).padStart(2, '0')} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** Writes a count and its noun: `1 user`, `20 users`. */
export function formatPlural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}
