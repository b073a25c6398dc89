import { createHash } from 'node:crypto';
import { createRandom, isRushhourError, type ContentDraw, type ContentFile, type FileHabitsOptions } from '@rushhour/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createContent, extensionsOf, fileKinds, openRecipe, sizeBands, type FileKind } from './index.ts';

const content = createContent();
const gib = 1024 ** 3;

interface Circumstances {
  readonly role?: string;
  readonly files?: FileHabitsOptions;
  readonly action?: number;
  readonly ordinal?: number;
  readonly sizeScale?: number;
}

function drawOf({ role = '', files, action = 0, ordinal = 0, sizeScale = 1 }: Circumstances = {}): ContentDraw {
  return {
    random: createRandom('test').fork(action),
    habits: content.habits(role, files),
    ordinal,
    token: `t${action}`,
    run: '01JD',
    user: { id: 'alice/3', profile: 'alice', role },
    sizeScale,
    at: Date.UTC(2026, 1, 3, 23, 59),
  };
}

function make(text: string, circumstances?: Circumstances): ContentFile {
  const file = content.request(text)?.make(drawOf(circumstances));
  if (file === undefined) throw new Error(`"${text}" is a path.`);
  return file;
}

/** The files of many actions. */
function many(text: string, circumstances: Circumstances = {}, count = 2000): readonly ContentFile[] {
  const request = content.request(text);
  const draw = drawOf(circumstances);
  return Array.from({ length: count }, (_, action) => {
    const file = request?.make({ ...draw, random: createRandom('test').fork(action), token: `t${action}`, ordinal: action });
    if (file === undefined) throw new Error(`"${text}" is a path.`);
    return file;
  });
}

function refusal(run: () => unknown): { readonly message: string; readonly hint: string } {
  try {
    run();
  } catch (error) {
    if (isRushhourError(error) && error.code === 'content_invalid') return { message: error.message, hint: error.hint };
    throw error;
  }
  throw new Error('Nothing was refused.');
}

function whatComesOf(text: string): string {
  try {
    const file = content.request(text)?.make(drawOf());
    if (file === undefined) return 'a path';
    return file.size >= 100 && file.size <= 5 * gib ? 'a file' : `a size of ${file.size}`;
  } catch (error) {
    return isRushhourError(error) ? error.code : String(error);
  }
}

function extensionOf({ recipe }: ContentFile): string {
  return recipe.split(':')[0] ?? '';
}

async function sha256(recipe: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of openRecipe(recipe).stream()) hash.update(chunk);
  return hash.digest('hex');
}

describe('what an upload names as its file', () => {
  test.each([
    './image',
    'image/x.png',
    'C:\\image.png',
    'c:/x',
    'report.pdf',
    'README',
    'image@2x.png',
    'notes:draft.txt',
    'https://a.example/x',
    '',
  ])('the path %j is left alone', (path) => {
    expect(content.request(path)).toBeUndefined();
  });

  test('a kind in singular or plural gives all of its extensions', () => {
    for (const kind of fileKinds) {
      const words = kind === 'code' || kind === 'media' ? [kind] : [kind, kind.slice(0, -1)];
      for (const word of words)
        expect([...new Set(many(word, {}, 500).map(extensionOf))].toSorted()).toEqual(extensionsOf(kind).toSorted());
    }
  });

  test('an extension gives files of that extension and their media type', () => {
    expect(make('tar.gz:300KB')).toMatchObject({
      size: 300_000,
      type: 'application/gzip',
      recipe: expect.stringMatching(/^tar\.gz:300000@[0-9a-f]{8}$/),
    });
  });

  test('`any` gives kinds by their weights', () => {
    const files = many('any', { files: { kinds: { archives: 3, txt: 1, code: 0 } } }, 4000);
    const texts = files.filter((file) => extensionOf(file) === 'txt').length;
    expect(texts / files.length).toBeCloseTo(0.25, 1);
    expect(files.every((file) => ['txt', ...extensionsOf('archives')].includes(extensionOf(file)))).toBe(true);
  });

  test('a request with a seed is exactly that file', () => {
    expect(make('txt:12345@9f86d081', { sizeScale: 0.1, action: 7 })).toMatchObject({ size: 12_345, recipe: 'txt:12345@9f86d081' });
    expect(make('txt:2KB@ab').recipe).toBe('txt:2000@ab');
  });

  test.each([
    ['zip:', 'has "" as its size'],
    ['zip:big', 'has "big" as its size, which cannot be read'],
    ['zip:5-1MB', 'has "5-1MB" as its size'],
    ['zip:6GiB', 'has "6GiB" as its size, which is above 5 GiB'],
    ['image:1GB-10TB', 'has "1GB-10TB" as its size, which is above 5 GiB'],
    ['zip:normal(2MB)', 'has "normal(2MB)" as its size'],
    ['zip:lognormal(0,1MB)', 'has "lognormal(0,1MB)" as its size'],
    ['zip:1MB@xyz', 'is no recipe'],
    ['zip:1-5MB@ab', 'is no recipe'],
    ['zip@ab', 'is no recipe'],
    ['archive:1MB@ab', 'names a kind'],
    ['zip:1@ab', 'a size that is not between 256 B and 5 GiB'],
    ['rar', 'Nobody can make a "rar"'],
    ['rar:1MB', 'Nobody can make a "rar"'],
    ['photo:1MB', 'asks for "photo"'],
    ['imgae:x', 'asks for "imgae"'],
  ])('%s is refused', (text, message) => {
    const { message: said, hint } = refusal(() => content.request(text));
    expect(said).toContain(message);
    expect(hint).not.toBe('');
  });

  test('what somebody most likely meant is in the hint', () => {
    expect(refusal(() => content.request('imgae:1MB')).hint).toMatch(/^Did you mean `image`\?/);
    expect(refusal(() => content.request('DOCS:1MB')).message).toContain('"DOCS"');
    expect(refusal(() => content.request('rar')).hint).toBe('Write `7z` or `zip`.');
  });

  test('no text does anything but give files, be a path, or be refused', () => {
    const word = fc.constantFrom(
      'image',
      'zip',
      'any',
      'rar',
      'imgae',
      '1-5MB',
      'small',
      'normal(',
      '2MB,',
      ')',
      ':',
      '@',
      'ab',
      '-',
      '/',
      '.',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word, { maxLength: 6 }).map((words) => words.join('')),
        ),
        (text) => {
          expect(whatComesOf(text)).toMatch(/^(a file|a path|content_invalid)$/);
        },
      ),
    );
  });
});

describe('sizes', () => {
  test('follow the weighted bands of the kind, where nobody says otherwise', () => {
    for (const kind of fileKinds) {
      const sizes = many(kind, {}, 4000).map(({ size }) => size);
      const { small, medium, large } = sizeBands[kind];
      const share = (from: number, to: number) => sizes.filter((size) => size > from && size <= to).length / sizes.length;
      expect(share(0, small.maxBytes)).toBeCloseTo(small.weight, 1);
      expect(share(small.maxBytes, medium.maxBytes)).toBeCloseTo(medium.weight, 1);
      expect(share(medium.maxBytes, Number.POSITIVE_INFINITY)).toBeCloseTo(large.weight, 1);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(large.rare?.maxBytes ?? large.maxBytes);
    }
  });

  test('a few of the large archives and media are larger than the others', () => {
    for (const kind of ['archives', 'media'] satisfies FileKind[]) {
      const { maxBytes } = sizeBands[kind].large;
      const rare = many(`${kind}:large`, {}, 4000).filter(({ size }) => size > maxBytes).length;
      expect(rare / 4000).toBeGreaterThan(0.03);
      expect(rare / 4000).toBeLessThan(0.07);
    }
  });

  test.each([
    ['txt:300KB', 300_000, 300_000, 300_000],
    ['txt:1-5MB', 1e6, 5e6, 3e6],
    ['txt:1KB-5KB', 1000, 5000, 3000],
    ['txt:uniform(1MB,5MB)', 1e6, 5e6, 3e6],
    ['txt:uniform(1-5MB)', 1e6, 5e6, 3e6],
    ['txt:exponential(2MB)', 100, 5 * gib, 2e6],
    ['txt:normal(2MB,500KB)', 100, 5 * gib, 2e6],
    ['txt:lognormal(2MB,1MB)', 100, 5 * gib, 2e6],
    ['txt:lognormal(2MB, 1MB, 1-3MB)', 1e6, 3e6, 1.9e6],
  ])('%s', (text, least, most, mean) => {
    const sizes = many(text).map(({ size }) => size);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(least);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(most);
    expect(Math.abs(sizes.reduce((sum, size) => sum + size, 0) / sizes.length / mean - 1)).toBeLessThan(0.1);
  });

  test('are scaled, then raised to the smallest file of the format, and never above 5 GiB', () => {
    expect(make('zip:2MB', { sizeScale: 0.01 }).size).toBe(20_000);
    expect(make('tar:2MB', { sizeScale: 1e-6 }).size).toBe(2048);
    expect(make('txt:1', {}).size).toBe(100);
    expect(make('zip:2GB', { sizeScale: 1000 }).size).toBe(5 * gib);
  });

  test('of the habits hold by extension before kind, and the request holds before both', () => {
    const files = { sizes: { archives: '1MB', zip: '2MB' } };
    expect(make('tar', { files }).size).toBe(1e6);
    expect(make('zip', { files }).size).toBe(2e6);
    expect(make('zip:3MB', { files }).size).toBe(3e6);
    expect(make('txt:small', { files }).size).toBeLessThanOrEqual(100_000);
  });
});

describe('names', () => {
  test('every placeholder is filled', () => {
    const pattern =
      '{project}/{service}/{env}/{version}/{team}/{client}/{campaign}/{dataset}/{year}-{month}-{day}/{user}/{run}/{kind}/{name}.{ext}';
    const { folder, name } = make('txt:1KB', { files: { names: [pattern] }, action: 5 });
    expect(`${folder}/${name}`).not.toMatch(/[{}]/);
    expect(folder).toContain('/2026-02-03/alice-3/01JD/documents');
    expect(name).toMatch(/^[a-z]+-[a-z0-9-]+-t5\.txt$/);
  });

  test.each([
    ['papers/{year}', 'papers/2026', /^[a-z0-9-]+-t0\.txt$/],
    ['papers/{name}', 'papers', /^[a-z0-9-]+-t0\.txt$/],
    ['papers/x.{ext}', 'papers', /^x-[a-z0-9-]+-t0\.txt$/],
    ['{ext}/{name}', 'txt', /^[a-z0-9-]+-t0\.txt$/],
    ['{name}.{ext}', '', /^[a-z0-9-]+-t0\.txt$/],
    ['{ext}', '', /^[a-z0-9-]+-t0\.txt$/],
  ])('%s gets what is missing', (pattern, folder, name) => {
    expect(make('txt:1KB', { files: { names: [pattern] } })).toMatchObject({ folder, name: expect.stringMatching(name) });
  });

  test('are those of the role, whatever the case of its letters', () => {
    const folders = many('code', { role: 'devops ENGINEER' }, 200).map(({ folder }) => folder.split('/')[0]);
    expect([...new Set(folders)].toSorted()).toEqual(['deployments', 'infrastructure', 'monitoring']);
    expect(many('image', { role: 'nobody we know' }, 50).every(({ folder }) => /^(inbox|shared|archive)/.test(folder))).toBe(true);
  });

  test('given for one kind, the others keep those of the role', () => {
    const files = { names: { image: ['own'] } };
    expect(make('image:1KB', { role: 'IT Admin', files }).folder).toBe('own');
    expect(make('code:1KB', { role: 'IT Admin', files }).folder).toMatch(/^(scripts|config)/);
  });

  test('no folder has more files than it may, and no two files the same place', () => {
    const files = many('any', { role: 'Software Developer', files: { perFolder: 7 } }, 3000);
    const folders = new Map<string, number>();
    for (const { folder } of files) folders.set(folder, (folders.get(folder) ?? 0) + 1);
    expect(Math.max(...folders.values())).toBeLessThanOrEqual(7);
    expect(new Set(files.map(({ folder, name }) => `${folder}/${name}`)).size).toBe(files.length);
  });

  test('are safe parts of a path, whatever the user is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (id) => {
        const draw = drawOf({ files: { names: ['{user}/{user}/{name}'] } });
        const file = content.request('txt')?.make({ ...draw, user: { ...draw.user, id }, run: id, token: 't' });
        for (const part of `${file?.folder}/${file?.name}`.split('/')) expect(part).toMatch(/^(?!\.+$)[A-Za-z0-9._-]+$/);
      }),
    );
  });
});

describe('what a profile says of its files', () => {
  test.each<[string, object, string]>([
    ['an unknown key', { sizess: {} }, 'Files have no key "sizess".'],
    ['an unknown kind', { kinds: { picture: 1 } }, '"kinds" of files names "picture"'],
    ['any as a kind', { kinds: { any: 1 } }, '"kinds" of files names "any"'],
    ['rar', { kinds: { rar: 1 } }, 'Nobody can make a "rar"'],
    ['a weight below 0', { kinds: { images: -1 } }, 'gives "images" the weight "-1"'],
    ['a weight that is no number', { kinds: { images: Number.NaN } }, 'gives "images" the weight'],
    ['no weight above 0', { kinds: { images: 0 } }, 'has no weight above 0'],
    ['no kinds', { kinds: {} }, 'has no weight above 0'],
    ['an unknown placeholder', { names: ['{projekt}/x'] }, 'has the placeholder "{projekt}" in "{projekt}/x"'],
    [
      'a name that leaves its folder',
      { names: { images: ['a/../../b'] } },
      '"names.images" of files has the name "a/../../b", whose part ".."',
    ],
    ['an absolute name', { names: ['/etc/{name}'] }, 'whose part ""'],
    ['a backslash', { names: ['a\\b'] }, 'cannot be used'],
    ['a folder of the numbered ones', { names: ['a/b1/{name}'] }, 'whose part "b1"'],
    ['an open brace', { names: ['{name'] }, 'cannot be used'],
    ['no names', { names: [] }, '"names" of files is empty'],
    ['names that are no list', { names: { images: 'x' } }, '"names.images" of files is "x"'],
    ['nothing in a folder', { perFolder: 0 }, '"perFolder" of files is "0"'],
    ['half a file in a folder', { perFolder: 1.5 }, '"perFolder" of files is "1.5"'],
    ['a size that is none', { sizes: { images: 'huge' } }, '"sizes.images" of files is "huge"'],
    ['a size of an unknown kind', { sizes: { imgs: '1MB' } }, '"sizes" of files names "imgs"'],
  ])('%s is refused', (_, files, message) => {
    const { message: said, hint } = refusal(() => content.habits('', files));
    expect(said).toContain(message);
    expect(hint).not.toBe('');
  });
});

describe('the same seed', () => {
  test('gives the same files', () => {
    const shown = (files: readonly ContentFile[]) => files.map(({ folder, name, recipe }) => `${folder}/${name} ${recipe}`);
    expect(shown(many('any', { role: 'Data Scientist' }, 50))).toEqual(shown(many('any', { role: 'Data Scientist' }, 50)));
    expect(shown([make('any', { role: 'Data Scientist', action: 3 })])).toMatchInlineSnapshot(`
      [
        "notebooks/compass/config-queue-t3.yaml yaml:26460@e9d5a18b",
      ]
    `);
  });

  test('gives a file of another size, and the same name and bytes otherwise, when only its size changes', () => {
    const [small, large] = [make('image:1KB'), make('image:1MB')];
    expect({ ...large, recipe: '', size: 0, stream: 0 }).toEqual({ ...small, recipe: '', size: 0, stream: 0 });
    expect(large.recipe.split('@')[1]).toBe(small.recipe.split('@')[1]);
  });

  test('gives these bytes for ever', async () => {
    const recipes = ['zip:20000@9f86d081', '7z:20000@9f86d081', 'tar.gz:20000@9f86d081', 'py:2000@9f86d081', 'csv:2000@9f86d081'];
    expect(Object.fromEntries(await Promise.all(recipes.map(async (recipe) => [recipe, await sha256(recipe)])))).toMatchInlineSnapshot(`
      {
        "7z:20000@9f86d081": "ed725060cf5693ff8f2980ec0f55687d99d066fe2e90cde20c2b4b0123b8ead9",
        "csv:2000@9f86d081": "e4c8ff44a818f1202bd7d4dcfd3f98414e4dd4a0159fb3570df353748a114ba7",
        "py:2000@9f86d081": "52ef7d699ef16ed544e41a1a6b13c7bb41e29f82916ae5ce2083784ab129c66d",
        "tar.gz:20000@9f86d081": "f4e42c49c55449ebbdd459cc5ed57cfd5a843e0f53bd3644d66e67eef550b6de",
        "zip:20000@9f86d081": "e1354402b8d4088de8959c5678239b57e1d1b42d5f90b56b4721cb3d1b1481bb",
      }
    `);
  });
});
