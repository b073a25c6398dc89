import type { Random } from '../support/random.ts';
import type { UserInfo } from './plugin.ts';
import type { HttpStreamBody } from './http-port.ts';

/**
 * Makes the files people upload: what a host passes to the runner (`content: createContent()` of `@rushhour/content`). Core knows no format
 * of its own. Everything of it is pure: the same seed gives the same files in every run.
 */
export interface ContentPort {
  /**
   * Reads what an `upload` names as its file, such as `image:1-5MB`.
   *
   * @returns undefined when it is the path of a file
   * @throws RushhourError `content_invalid`
   */
  request(text: string): ContentRequest | undefined;
  /**
   * Reads what a profile says of its files.
   *
   * @throws RushhourError `content_invalid`, naming the key and the value
   */
  habits(role: string, options: FileHabitsOptions | undefined): FileHabits;
}

/** Kinds of files and how often each is made, where they lie and how large they are. As a person writes it: `files` of a profile. */
export interface FileHabitsOptions {
  /** Kinds (`images`) or extensions (`pdf`), and how often each is made for `any`. @default by the role, else all kinds evenly */
  readonly kinds?: Readonly<Record<string, number>>;
  /** Names with folders, such as `projects/{project}/src/{name}.{ext}`: a list for all, or lists by kind. @default by the role */
  readonly names?: readonly string[] | Readonly<Record<string, readonly string[]>>;
  /** Files in a folder at most. @default 200 */
  readonly perFolder?: number;
  /** Sizes by kind or extension, instead of the bands of each kind: `1-5MB`, `300KB`, `lognormal(2MB,1MB)`, `small`. */
  readonly sizes?: Readonly<Record<string, string>>;
}

/** File habits made ready; the business of the content port alone. */
export interface FileHabits {
  readonly contentHabits: true;
}

/** The file of an instruction that is made when it is uploaded. */
export interface ContentRequest {
  /** Makes the file of one action. */
  make(draw: ContentDraw): ContentFile;
}

/** What the file of one action is drawn from. */
export interface ContentDraw {
  /** The fork of the action for its file. */
  readonly random: Random;
  readonly habits: FileHabits;
  /** Counts the files of the run, whoever makes them: no two have the same. */
  readonly ordinal: number;
  /** A word of letters, digits and `-` that no other file of any run has; put into its name. */
  readonly token: string;
  readonly run: string;
  readonly user: UserInfo;
  /** Multiplies sizes. */
  readonly sizeScale: number;
  /** Simulated time in milliseconds since 1970-01-01 UTC, for folders by date. */
  readonly at: number;
}

/** A file that is made while it is read: nothing of it is kept. */
export interface ContentFile extends HttpStreamBody {
  /** Where it lies, `/` between folders, none at the ends; empty for no folder. */
  readonly folder: string;
  /** Says which bytes it has: reads as a request (`png:12345@9f86d081`), and makes the same bytes anywhere. */
  readonly recipe: string;
}

/** Whether a request asks for exactly one file: `EXTENSION:BYTES@SEED`. */
export function isRecipe(text: string): boolean {
  return /^[a-z\d.]+:\d+@[\da-f]{1,32}$/.test(text);
}
