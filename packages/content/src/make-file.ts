import type { ContentDraw, ContentFile, Random } from '@rushhour/core';
import type { FileFormat } from './formats/file-format.ts';
import { formatsOfKind } from './formats/formats-of-kind.ts';
import { drawSize } from './grammar/draw-size.ts';
import type { FileChoice } from './grammar/file-choice.ts';
import type { ChoiceTerms, RequestTerms } from './grammar/parse-request.ts';
import type { Recipe } from './grammar/recipe.ts';
import type { Habits } from './habits/habits.ts';
import { nameFile } from './names/name-file.ts';
import { pickWeighted } from './pick-weighted.ts';
import { recipeFile } from './recipe/open-recipe.ts';

/** Makes the file of one action. Everything is drawn from a fork of its own, so that no draw shifts another. */
export function makeFile(terms: RequestTerms, draw: ContentDraw): ContentFile {
  // The host hands back what `habits` gave it.
  const habits = draw.habits as Habits;
  const recipe = 'recipe' in terms ? terms.recipe : drawRecipe(terms, draw, habits);
  const { folder, name } = nameFile(recipe.format, draw, habits);
  return { ...recipeFile(recipe, name), folder };
}

function drawRecipe({ choice, size }: ChoiceTerms, draw: ContentDraw, habits: Habits): Recipe {
  const { random } = draw;
  const format = drawFormat(choice, random, habits);
  return {
    format,
    size: drawSize(size ?? habits.sizes.get(format.extension) ?? habits.sizes.get(format.kind), {
      format,
      random: random.fork('size'),
      scale: draw.sizeScale,
    }),
    seed: random.fork('seed').uint32().toString(16).padStart(8, '0'),
  };
}

function drawFormat(choice: FileChoice, random: Random, habits: Habits): FileFormat {
  const chosen = choice === 'any' ? pickWeighted(habits.kinds, random.fork('kind'))?.choice : choice;
  if (chosen !== undefined && 'format' in chosen) return chosen.format;
  const format = chosen && random.fork('extension').pick(formatsOfKind(chosen.kind));
  if (format === undefined) throw new Error('Habits have at least one kind, and every kind a format.');
  return format;
}
