import { archiveChecks } from './checks/archive-checks.ts';
import { codeChecks } from './checks/code-checks.ts';
import { imageChecks } from './checks/image-checks.ts';
import { mediaChecks } from './checks/media-checks.ts';
import { officeChecks } from './checks/office-checks.ts';
import { textChecks } from './checks/text-checks.ts';
import type { FormatCheck } from './format-check.ts';

/** How the files of every extension are checked. */
export const formatChecks: Readonly<Record<string, FormatCheck>> = {
  ...officeChecks,
  ...textChecks,
  ...imageChecks,
  ...codeChecks,
  ...archiveChecks,
  ...mediaChecks,
};
