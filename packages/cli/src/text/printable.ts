/**
 * Makes text from outside (a URL, what a server answered) safe to show: control characters, which a terminal would obey, become `·`.
 */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, '·');
}
