import type { Random } from '@rushhour/core';
import { drawSentence, drawWord } from '../../words/words.ts';
import type { FileFormat } from '../file-format.ts';
import { drawingNamespaces, drawingPicture } from './drawing-picture.ts';
import { officeFormat, relationships } from './office-format.ts';
import { slideTheme } from './slide-theme.ts';

const namespaces = `xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" ${drawingNamespaces}`;

/** Presentations of PresentationML (ECMA-376, part 1, clause 19): slides of text by seed, a picture on the first. */
export const pptx: FileFormat = officeFormat({
  extension: 'pptx',
  type: 'presentationml.presentation',
  minimumBytes: 11_264,
  picture: 'ppt/media/image1.tiff',
  units: { most: 20, bytes: 4096 },
  types: (slides) => ({
    'ppt/presentation.xml': 'presentationml.presentation.main',
    'ppt/slideMasters/slideMaster1.xml': 'presentationml.slideMaster',
    'ppt/slideLayouts/slideLayout1.xml': 'presentationml.slideLayout',
    'ppt/theme/theme1.xml': 'theme',
    ...Object.fromEntries(numbers(slides).map((number) => [`ppt/slides/slide${number}.xml`, 'presentationml.slide'])),
  }),
  parts: (slides, random) => ({
    'ppt/presentation.xml': presentation(slides),
    'ppt/_rels/presentation.xml.rels': relationships([
      ['slideMaster', 'slideMasters/slideMaster1.xml'],
      ...numbers(slides).map((number) => ['slide', `slides/slide${number}.xml`] as const),
    ]),
    'ppt/slideMasters/slideMaster1.xml': `<p:sldMaster ${namespaces}>${page('')}<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/><p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst></p:sldMaster>`,
    'ppt/slideMasters/_rels/slideMaster1.xml.rels': relationships([
      ['slideLayout', '../slideLayouts/slideLayout1.xml'],
      ['theme', '../theme/theme1.xml'],
    ]),
    'ppt/slideLayouts/slideLayout1.xml': `<p:sldLayout ${namespaces} type="blank">${page('')}</p:sldLayout>`,
    'ppt/slideLayouts/_rels/slideLayout1.xml.rels': relationships([['slideMaster', '../slideMasters/slideMaster1.xml']]),
    'ppt/theme/theme1.xml': slideTheme,
    ...Object.fromEntries(numbers(slides).flatMap((number) => slideParts(number, random.fork(number)))),
  }),
});

function presentation(slides: number): string {
  const list = numbers(slides).map((number) => `<p:sldId id="${255 + number}" r:id="rId${number + 1}"/>`);
  return `<p:presentation ${namespaces}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:sldIdLst>${list.join('')}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>`;
}

function slideParts(number: number, random: Random): readonly (readonly [name: string, text: string])[] {
  const shapes =
    textBox({ id: 3, top: 400_000, lines: [`${drawWord(random)} ${drawWord(random)}`] }) +
    textBox({ id: 4, top: 1_500_000, lines: Array.from({ length: 1 + random.below(4) }, () => drawSentence(random)) });
  const onFirst = number === 1;
  return [
    [`ppt/slides/slide${number}.xml`, `<p:sld ${namespaces}>${page(shapes + (onFirst ? drawingPicture('p', 'rId2') : ''))}</p:sld>`],
    [
      `ppt/slides/_rels/slide${number}.xml.rels`,
      relationships([
        ['slideLayout', '../slideLayouts/slideLayout1.xml'],
        ...(onFirst ? [['image', '../media/image1.tiff'] as const] : []),
      ]),
    ],
  ];
}

/** What is on a slide, layout or master (19.3.1.16). */
function page(shapes: string): string {
  return `<p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>${shapes}</p:spTree></p:cSld>`;
}

function textBox({ id, top, lines }: { readonly id: number; readonly top: number; readonly lines: readonly string[] }): string {
  const paragraphs = lines.map((line) => `<a:p><a:r><a:t>${line}</a:t></a:r></a:p>`);
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="Text ${id}"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="600000" y="${top}"/><a:ext cx="7900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/>${paragraphs.join('')}</p:txBody></p:sp>`;
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
